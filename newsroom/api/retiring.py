"""What is on its way out says so with each answer: Deprecation (RFC 9745) and Sunset (RFC 8594).

A view names itself, or parameters of its own; the schema says it too::

    class OldView(PublicView):
        retiring = Retiring(
            since=datetime(2027, 3, 1, tzinfo=UTC),
            until=datetime(2027, 9, 1, tzinfo=UTC),
            why="https://desk.example.org/api/docs/",
        )
        retiring_parameters = {"host": Retiring(since=...)}

Nothing ends by itself: on the day of ``until`` somebody takes it out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.http import http_date


@dataclass(frozen=True, slots=True)
class Retiring:
    """Since when something is deprecated, until when it answers, and the page that tells more."""

    since: datetime
    until: datetime | None = None
    why: str = ""

    def __post_init__(self) -> None:
        """Refuse an end before the beginning, which RFC 9745 forbids."""
        if self.until is not None and self.until < self.since:
            raise ValueError("What is retired ends after it is deprecated, not before.")


def mark(response: Any, retired: Iterable[Retiring]) -> None:
    """Set the headers: the earliest day of each kind, and every page that tells more."""
    found = list(retired)
    if not found:
        return
    response["Deprecation"] = f"@{int(min(one.since for one in found).timestamp())}"
    if ends := [one.until for one in found if one.until]:
        response["Sunset"] = http_date(min(ends).timestamp())
    told = [response["Link"]] if "Link" in response else []
    told += [
        f'<{why}>; rel="deprecation"' for why in dict.fromkeys(one.why for one in found) if why
    ]
    if told:
        response["Link"] = ", ".join(told)
