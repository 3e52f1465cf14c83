"""A partner who takes webhooks: real HTTP, signatures verified by the library of the standard."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from standardwebhooks import Webhook, WebhookVerificationError

from tests.support.website import Handler, Website, status


@dataclass
class Receiver(Website):
    """Takes messages at ``/hook`` that are signed with one of ``secrets``; else answers 401.

    ``answers`` come before that, one after the other: a number is a status. ``messages`` were
    taken, in their order; ``ids`` were sent, taken or not.
    """

    secrets: list[str] = field(default_factory=list)
    answers: list[int | Handler] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pages["/hook"] = self._take

    @property
    def hook(self) -> str:
        """Write the address that takes messages."""
        return self.url("/hook")

    @property
    def told(self) -> Sequence[tuple[str, int | None]]:
        """Return type and sequence of each message taken."""
        return [(one["type"], one["data"].get("sequence")) for one in self.messages]

    async def _take(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        self.ids.append(request.headers["webhook-id"])
        if self.answers:
            answer = self.answers.pop(0)
            return await (status(answer) if isinstance(answer, int) else answer)(request)
        for secret in self.secrets:
            try:
                message = Webhook(secret).verify(body, dict(request.headers))
            except WebhookVerificationError:
                continue
            self.messages.append(message)
            return web.Response(status=204)
        return web.Response(status=401)
