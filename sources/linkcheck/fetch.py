"""The one door to the outside: fetch an address, every hop of it vetted, everything capped.

What goes out as webhooks is posted through it too, to exactly the address that is named.
"""

import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import TracebackType
from typing import Protocol, Self

import aiohttp
from yarl import URL

from sources.linkcheck.address import LONGEST, parse
from sources.linkcheck.answer import FAILURES, OF_WAITING, Fault, Fetched, HungUp
from sources.linkcheck.decode import ACCEPTED, decode_body
from sources.linkcheck.guard import GuardedResolver, Lookup, SystemLookup, guarded_socket
from sources.linkcheck.heartbeat import Heartbeat
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.politeness import Admit
from sources.linkcheck.result import Baseline
from sources.linkcheck.trail import Deadline, Trail
from sources.linkcheck.wire import MEASURED, MeteredConnector, TooManyBytes, measured

__all__ = ["AioFetcher", "Fault", "Fetched", "Fetcher", "Limits"]

MAX_HEADERS, MAX_HEADER = 200, 32 * 1024


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
        self, url: str, validators: Baseline | None = None, admit: Admit | None = None
    ) -> Fetched:
        """GET the address, conditionally when validators are given; faults are returned.

        Every request is let in at its host first, and waits for its turn there.
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
        connector = MeteredConnector(
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
            middlewares=(_ask_once,),
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
        self, url: str, validators: Baseline | None = None, admit: Admit | None = None
    ) -> Fetched:
        """GET an address, following up to 8 redirects, within one deadline.

        Every fault is part of the answer. Raises `AddressError` for an address that is none, and
        what `admit` raises.
        """
        trail, conditions = Trail(parse(url).url), _conditions(validators)
        fetched = await self._bounded(
            trail, lambda clock: self._follow(trail, conditions, clock, admit)
        )
        return replace(fetched, url=url)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Fetched:
        """POST a body once to this very address, within one deadline; redirects are an answer.

        Every fault is part of the answer; its status stands where the fault came after it. Raises
        `AddressError` for an address that is none.
        """
        trail = Trail(parse(url).url)
        return await self._bounded(trail, lambda _clock: self._send(trail, body, headers))

    async def _bounded(
        self, trail: Trail, ask: Callable[[Deadline], Awaitable[Fetched]]
    ) -> Fetched:
        """Ask within the limits of bytes and time; what goes wrong is told as a fault."""
        clock = Deadline(self._limits.deadline_s)
        try:
            with measured(self._limits.body):
                async with clock.timeout:
                    fetched = await ask(clock)
        except FAILURES as error:
            fetched = trail.broken_by(error)
            if fetched.fault in OF_WAITING and self._heartbeat.stalled_since(clock.started):
                fetched = replace(fetched, fault=Fault.STALLED)
        return replace(fetched, elapsed_ms=clock.elapsed_ms)

    async def _send(self, trail: Trail, body: bytes, headers: Mapping[str, str]) -> Fetched:
        address = URL(trail.url, encoded=True)
        async with self._session.post(
            address, data=body, headers=headers, allow_redirects=False
        ) as answer:
            trail.meet(answer.status, answer.headers)
            return await self._read(trail, answer)

    async def _follow(
        self, trail: Trail, conditions: dict[str, str], clock: Deadline, admit: Admit | None
    ) -> Fetched:
        while True:
            address = URL(trail.url, encoded=True)  # written by `parse`: not to be read anew
            async with (
                clock.turn(trail.url, admit) as answered,
                self._session.get(address, headers=conditions, allow_redirects=False) as answer,
            ):
                answered()
                location = trail.meet(answer.status, answer.headers)
                if location is None:
                    fetched = await self._read(trail, answer)
                    location = trail.refresh_in(fetched)
                    if location is None:
                        return fetched
            trail.go_to(location)

    async def _read(self, trail: Trail, answer: aiohttp.ClientResponse) -> Fetched:
        """Read the body up to its limit; one that breaks off is handed over with its fault."""
        packed, broken, wire = bytearray(), None, MEASURED.get()
        try:
            async for chunk in answer.content.iter_any():
                packed += chunk
                if len(packed) > self._limits.body:
                    break
        except aiohttp.ClientPayloadError as error:
            broken = error
        if wire.is_used_up and not packed:
            raise TooManyBytes
        encoding = trail.headers.get("content-encoding", "")
        body, cut = decode_body(bytes(packed), encoding, self._limits.body)
        fetched = trail.so_far(body=body, cut=cut or wire.is_used_up or broken is not None)
        if broken is None or wire.is_used_up:
            return fetched
        return replace(fetched, fault=Fault.CUT_SHORT, detail=str(broken)[:300])


async def _ask_once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Keep the client from asking again by itself when a connection breaks: it had one turn."""
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise HungUp from error


def _conditions(validators: Baseline | None) -> dict[str, str]:
    conditions = {}
    if validators and validators.etag:
        conditions["If-None-Match"] = validators.etag
    if validators and validators.last_modified:
        conditions["If-Modified-Since"] = validators.last_modified
    return conditions
