"""The way of one fetch: the answers met so far, where they send on, and the time it may take."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from sources.linkcheck.address import follow
from sources.linkcheck.answer import BadRedirect, Fault, Fetched, cause_of, fault_of
from sources.linkcheck.politeness import Admit
from sources.linkcheck.refresh import refresh_target
from sources.linkcheck.result import Hop

MAX_HOPS = 8
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Deadline:
    """The time one fetch may take; it stands still while the fetch waits for a turn."""

    def __init__(self, seconds: float) -> None:
        """Give a fetch so many seconds."""
        self.started = asyncio.get_running_loop().time()
        self._waited = 0.0
        self.timeout = asyncio.timeout(seconds)

    @asynccontextmanager
    async def turn(self, url: str, admit: Admit | None) -> AsyncIterator[Callable[[], None]]:
        """Wait to be let in at a host and for a turn there, as long as its politeness asks.

        Give what is to be called as soon as the host has answered.
        """
        if admit is None:
            yield lambda: None
            return
        ends, before = self.timeout.when(), asyncio.get_running_loop().time()
        self.timeout.reschedule(None)
        turns = await admit(url)
        async with turns.request() as answered:
            waited = asyncio.get_running_loop().time() - before
            self._waited += waited
            self.timeout.reschedule(ends + waited if ends is not None else None)
            yield answered

    @property
    def elapsed_ms(self) -> int:
        """Say how long the fetch has taken without its waits."""
        return round((asyncio.get_running_loop().time() - self.started - self._waited) * 1000)


@dataclass(slots=True)
class Trail:
    """Where a fetch has come to, so that a fault can still tell of the way."""

    url: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    hops: list[Hop] = field(default_factory=list)
    set_a_cookie: bool = False
    fragment: str = ""

    def meet(self, status: int, headers: Mapping[str, str]) -> str | None:
        """Take note of an answer; return where it redirects to, if it does."""
        self.status = status
        self.headers = {name.lower(): _readable(name, value) for name, value in headers.items()}
        return (self.headers.get("location") if status in REDIRECTS else None) or None

    def refresh_in(self, fetched: Fetched) -> str | None:
        """Find where a page sends on at once, unless that is where we have been."""
        if not fetched.answered_well or len(self.hops) >= MAX_HOPS:
            return None
        target = refresh_target(fetched)
        if target is None or follow(self.url, target) in {self.url, *(h.url for h in self.hops)}:
            return None
        return target

    def go_to(self, location: str) -> None:
        """Take the next hop. Raises `BadRedirect`, or `AddressError` for a forbidden target.

        A site that sends us round in circles after setting a cookie shows the page to those
        who keep it: that is a wall, not a loop.
        """
        self.hops.append(Hop(self.url, self.status or 0))
        self.set_a_cookie = self.set_a_cookie or "set-cookie" in self.headers
        url = follow(self.url, location)
        circles = url in {hop.url for hop in self.hops}
        if circles or len(self.hops) > MAX_HOPS:
            if self.set_a_cookie:
                raise BadRedirect(Fault.REDIRECT_LOOP_COOKIE)
            raise BadRedirect(Fault.REDIRECT_LOOP if circles else Fault.REDIRECT_TOO_MANY)
        self.url, self.status, self.headers = url, None, {}
        self.fragment = location.partition("#")[2][:200]

    def so_far(self, body: bytes = b"", *, cut: bool = False) -> Fetched:
        """Tell of the way up to here."""
        return Fetched(
            url=self.url,
            final_url=self.url,
            status=self.status,
            headers=self.headers,
            body=body,
            cut=cut,
            hops=tuple(self.hops),
            fragment=self.fragment,
        )

    def broken_by(self, error: BaseException) -> Fetched:
        """Tell of the way up to a fault.

        An error page that stalls is an error page still: its status says all there is to say.
        """
        fault = fault_of(error)
        if self.status is not None and self.status >= 400 and not isinstance(error, BadRedirect):
            return self.so_far()
        return replace(self.so_far(), fault=fault, detail=str(cause_of(error))[:300])


def _readable(name: str, value: str) -> str:
    """Replace bytes that are no text, so that a header can be kept; `follow` reads its own."""
    if name.lower() == "location":
        return value
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
