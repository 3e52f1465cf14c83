"""Turns with a host: how many looks at once, and how far apart their requests start."""

import asyncio
from collections import defaultdict

from sources.linkcheck.address import AddressError, host_key
from sources.linkcheck.retry import LONGEST_WAIT_S


class AskedToWaitError(Exception):
    """The host wants to be left alone for longer than a look can wait."""


class HostTurns:
    """The turns of one host: `slots` for looks at the same time, requests spaced in seconds.

    Every request of a look takes a turn: robots.txt, the page, its redirects within the host, the
    retry and the probe.
    """

    def __init__(self, at_once: int, interval_s: float) -> None:
        """Begin with the host free."""
        self.slots = asyncio.Semaphore(at_once)
        self._queue = asyncio.Lock()
        self._interval_s = interval_s
        self._next_start = 0.0

    @property
    def wait_s(self) -> float:
        """How many seconds from now the next request may start."""
        return max(self._next_start - _now(), 0.0)

    def back_off(self, seconds: float) -> None:
        """Start no request for this long, as the host has asked."""
        self._next_start = max(self._next_start, _now() + seconds)

    async def next(self) -> None:
        """Wait for the turn of one request; a host that asks for time meanwhile is given it.

        Raises `AskedToWaitError` when it asks for longer than a look can wait.
        """
        async with self._queue:
            while (wait_s := self.wait_s) > 0:
                if wait_s > max(LONGEST_WAIT_S, self._interval_s):
                    raise AskedToWaitError
                await asyncio.sleep(wait_s)
            self._next_start = _now() + self._interval_s


class Politeness:
    """The turns of every host, by host and port, all alike."""

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


def _now() -> float:
    return asyncio.get_running_loop().time()
