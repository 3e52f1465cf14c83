"""The one door to the outside: fetch an address, every hop of it vetted, everything capped."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import TracebackType
from typing import Protocol, Self

import aiohttp
from yarl import URL

from sources.linkcheck.address import LONGEST, follow, host_key, parse
from sources.linkcheck.answer import FAILURES, BadRedirect, Fault, Fetched, cause_of, fault_of
from sources.linkcheck.decode import ACCEPTED, decode_body
from sources.linkcheck.guard import GuardedResolver, Lookup, SystemLookup, guarded_socket
from sources.linkcheck.heartbeat import Heartbeat
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.politeness import HostTurns
from sources.linkcheck.refresh import refresh_target
from sources.linkcheck.result import Baseline, Hop

__all__ = ["AioFetcher", "Fault", "Fetched", "Fetcher", "Limits"]

MAX_HOPS = 8
MAX_HEADERS, MAX_HEADER = 200, 32 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Fetcher(Protocol):
    """Whoever can fetch an address for the engine; an async context manager."""

    async def __aenter__(self) -> Self:
        """Open what is needed."""
        ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close what was opened."""
        ...

    async def fetch(
        self, url: str, validators: Baseline | None = None, turns: HostTurns | None = None
    ) -> Fetched:
        """GET the address, conditionally when validators are given; faults are returned.

        Every request to the address's own host waits for its turn.
        """
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much to wait for: seconds and bytes, a whole fetch in `deadline_s`.

    When our own event loop has stood still for `stall_s`, no fault is the page's.
    """

    deadline_s: float = 20.0
    connect_s: float = 10.0
    read_s: float = 10.0
    body: int = 2 * 1024 * 1024
    stall_s: float = 1.0


class AioFetcher:
    """Fetch with aiohttp: pinned addresses, own redirects, no cookies, no proxies, TLS verified.

    Use as an async context manager. Waiting for a turn with the host does not count against the
    deadline.
    """

    def __init__(
        self,
        policy: NetworkPolicy,
        user_agent: str,
        *,
        limits: Limits | None = None,
        lookup: Lookup | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Set up the door; nothing is opened yet.

        `lookup` replaces the operating system's name lookup and `tls` the trusted
        certificates, for tests.
        """
        self._policy = policy
        self._limits = limits or Limits()
        self._heartbeat = Heartbeat(self._limits.stall_s)
        self._system_lookup = SystemLookup()
        self._lookup = lookup or self._system_lookup
        self._tls = tls
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": ACCEPTED,
        }

    async def __aenter__(self) -> Self:
        """Open the session on the running event loop."""
        connector = aiohttp.TCPConnector(
            limit=0,  # callers limit themselves; waiting in a pool would look like a slow page
            resolver=GuardedResolver(self._policy, self._lookup),
            socket_factory=partial(guarded_socket, self._policy),
            ssl=self._tls or True,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers=self._headers,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=self._limits.connect_s, sock_read=self._limits.read_s
            ),
            max_line_size=LONGEST * 2,
            max_field_size=MAX_HEADER,
            max_headers=MAX_HEADERS,
        )
        self._heartbeat.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close every connection."""
        await self._heartbeat.stop()
        await self._session.close()
        self._system_lookup.close()

    async def fetch(
        self, url: str, validators: Baseline | None = None, turns: HostTurns | None = None
    ) -> Fetched:
        """GET an address, following up to 8 redirects, within one deadline.

        Every fault is part of the answer. Raises `AddressError` for an address that is none.
        """
        trail = _Trail(parse(url).url)
        clock = _Deadline(self._limits.deadline_s, turns, host_key(trail.url))
        try:
            async with clock.timeout:
                fetched = await self._follow(trail, _conditions(validators), clock)
        except FAILURES as error:
            fetched = trail.broken_by(error)
            if fetched.fault and self._heartbeat.stalled_since(clock.started):
                fetched = replace(fetched, fault=Fault.STALLED)
        return replace(fetched, url=url, elapsed_ms=clock.elapsed_ms)

    async def _follow(
        self, trail: "_Trail", conditions: dict[str, str], clock: "_Deadline"
    ) -> Fetched:
        while True:
            await clock.wait_for_turn(trail.url)
            address = URL(trail.url, encoded=True)  # written by `parse`: not to be read anew
            async with self._session.get(
                address, headers=conditions, allow_redirects=False
            ) as answer:
                location = trail.meet(answer)
                fetched = await self._read(trail, answer) if location is None else None
            if fetched is not None:
                location = trail.refresh_in(fetched)
            if fetched is not None and location is None:
                return fetched
            trail.go_to(location or "")

    async def _read(self, trail: "_Trail", answer: aiohttp.ClientResponse) -> Fetched:
        packed = bytearray()
        async for chunk in answer.content.iter_any():
            packed += chunk
            if len(packed) > self._limits.body:
                break
        encoding = trail.headers.get("content-encoding", "")
        body, cut = decode_body(bytes(packed), encoding, self._limits.body)
        return trail.so_far(body=body, cut=cut)


def _conditions(validators: Baseline | None) -> dict[str, str]:
    conditions = {}
    if validators and validators.etag:
        conditions["If-None-Match"] = validators.etag
    if validators and validators.last_modified:
        conditions["If-Modified-Since"] = validators.last_modified
    return conditions


class _Deadline:
    """The time one fetch may take; it stands still while the fetch waits for its turn."""

    def __init__(self, seconds: float, turns: HostTurns | None, key: str) -> None:
        self.started = asyncio.get_running_loop().time()
        self._waited = 0.0
        self._turns, self._key = turns, key
        self.timeout = asyncio.timeout(seconds)

    async def wait_for_turn(self, url: str) -> None:
        """Wait as long as the host's politeness asks; other hosts have no turns here."""
        if self._turns is None or host_key(url) != self._key:
            return
        ends, before = self.timeout.when(), asyncio.get_running_loop().time()
        self.timeout.reschedule(None)
        await self._turns.next()
        waited = asyncio.get_running_loop().time() - before
        self._waited += waited
        self.timeout.reschedule(ends + waited if ends is not None else None)

    @property
    def elapsed_ms(self) -> int:
        """Say how long the fetch has taken without its waits."""
        return round((asyncio.get_running_loop().time() - self.started - self._waited) * 1000)


@dataclass(slots=True)
class _Trail:
    """Where a fetch has come to, so that a fault can still tell of the way."""

    url: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    hops: list[Hop] = field(default_factory=list)
    set_a_cookie: bool = False
    fragment: str = ""

    def meet(self, answer: aiohttp.ClientResponse) -> str | None:
        """Take note of an answer; return where it redirects to, if it does."""
        self.status = answer.status
        self.headers = {name.lower(): value for name, value in answer.headers.items()}
        return self.headers.get("location") if answer.status in REDIRECTS else None

    def refresh_in(self, fetched: Fetched) -> str | None:
        """Find where a page sends on at once, unless that is where we have been."""
        target = (
            refresh_target(fetched.body, fetched.content_type) if fetched.answered_well else None
        )
        if target is None or len(self.hops) >= MAX_HOPS:
            return None
        return (
            None if follow(self.url, target) in {self.url, *(h.url for h in self.hops)} else target
        )

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
