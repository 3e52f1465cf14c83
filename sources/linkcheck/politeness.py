"""Turns with a host: how many requests at once, and how far apart they start."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Protocol

from sources.linkcheck.address import AddressError, host_key
from sources.linkcheck.retry import LONGEST_WAIT_S

UNANSWERED = 4
"""A host that has not answered yet is asked again after so many times the distance."""


class AskedToWaitError(Exception):
    """A host wants to be left alone for longer than a look can wait: `wait_s` seconds more."""

    def __init__(self, wait_s: float) -> None:
        """Say for how long."""
        super().__init__(wait_s)
        self.wait_s = wait_s


class HostTakenError(Exception):
    """Somebody else speaks to the host. It says nothing of the page; look again soon."""


class HostTurns:
    """The turns of one host: `slots` for looks at the same time, and requests, spaced in seconds.

    Every request of a look takes a turn: robots.txt, the page, its redirects, the retry and the
    probe. The distance counts from the moment the host answered, so that it holds where the host
    is, however late a request arrives there.
    """

    def __init__(
        self, at_once: int, interval_s: float, may_begin: Callable[[], bool] = lambda: True
    ) -> None:
        """Begin with the host free. `may_begin` is asked before every request."""
        self.slots = asyncio.Semaphore(at_once)
        self._at_once, self._interval_s = at_once, interval_s
        self._under_way = asyncio.Semaphore(at_once)
        self._queue, self._sooner = asyncio.Lock(), asyncio.Event()
        self._next_start = self._asked_until = 0.0
        self._latest = 0
        self._may_begin = may_begin
        self.is_closed = self.has_answered = False

    @property
    def wait_s(self) -> float:
        """How many seconds from now the next request may start."""
        return max(max(self._next_start, self._asked_until) - time.monotonic(), 0.0)

    def back_off(self, seconds: float) -> None:
        """Start no request for this long, as the host has asked."""
        self._asked_until = max(self._asked_until, time.monotonic() + seconds)

    @asynccontextmanager
    async def request(self) -> AsyncIterator[Callable[[], None]]:
        """Wait for the turn of one request; call what is given as soon as the host has answered.

        A host that asks for time meanwhile is given it. Raises `AskedToWaitError` when that is
        longer than a look can wait, and `HostTakenError` when no request may begin any more.
        """
        async with self._under_way:
            number = await self._next()
            try:
                yield partial(self._heard_from, number)
            finally:
                self._over(number)

    async def _next(self) -> int:
        async with self._queue:
            while (wait_s := self.wait_s) > 0 and not self.is_closed:
                if wait_s > max(LONGEST_WAIT_S, UNANSWERED * self._interval_s):
                    raise AskedToWaitError(wait_s)
                self._sooner.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait_s):
                        await self._sooner.wait()
            if self.is_closed or not self._may_begin():
                raise HostTakenError
            self._latest += 1
            self._next_start = time.monotonic() + UNANSWERED * self._interval_s
            return self._latest

    def _heard_from(self, number: int) -> None:
        self.has_answered = True
        self._over(number)

    def _over(self, number: int) -> None:
        if number == self._latest:
            self._next_start = min(self._next_start, time.monotonic() + self._interval_s)
            self._sooner.set()

    async def close(self) -> None:
        """Let no request begin any more, and wait until those under way have ended."""
        self.is_closed = True
        self._sooner.set()
        for _ in range(self._at_once):
            await self._under_way.acquire()
        for _ in range(self._at_once):
            self._under_way.release()


class Hosts(Protocol):
    """Whoever knows the turns with every host, by host and port."""

    async def turns_at(self, key: str) -> HostTurns:
        """Be let in at a host.

        Raises `AskedToWaitError` or `HostTakenError` where that takes longer than a look can wait.
        """
        ...


Admit = Callable[[str], Awaitable[HostTurns]]
"""Be let in at the host of an address, before every request: its turns, or an exception."""


class Politeness:
    """The turns of every host, all alike, where nobody else speaks to them."""

    def __init__(self, per_host: int, interval_s: float) -> None:
        """Begin with every host free."""
        self._hosts: defaultdict[str, HostTurns] = defaultdict(
            lambda: HostTurns(per_host, interval_s)
        )

    def of(self, url: str) -> HostTurns:
        """Find the turns of an address's host; what is no address has turns of its own."""
        try:
            return self._hosts[host_key(url)]
        except AddressError:
            return HostTurns(1, 0.0)

    async def turns_at(self, key: str) -> HostTurns:
        """Find the turns of a host."""
        return self._hosts[key]
