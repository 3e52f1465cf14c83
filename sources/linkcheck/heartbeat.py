"""Noticing that our own event loop stood still: the time is ours then, not the page's."""

import asyncio
from contextlib import suppress

BEAT_S = 0.25


class Heartbeat:
    """Beats on the running loop; a beat that comes late was held up by a stall.

    Use `start` and `stop` on the loop that is watched.
    """

    def __init__(self, stall_s: float) -> None:
        """Call it a stall when nothing ran for this many seconds."""
        self._stall_s = stall_s
        self._last_beat = 0.0
        self._last_stall = float("-inf")

    def start(self) -> None:
        """Begin to beat."""
        self._last_beat = _now()
        self._task = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        """End it."""
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    def stalled_since(self, start: float) -> bool:
        """Tell whether the loop stood still after a time, by the loop's own clock."""
        self._note()
        return self._last_stall > start

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            self._note()
            self._last_beat = _now()

    def _note(self) -> None:
        """Look at the clock: whoever wakes up after a stall may come before the late beat."""
        if _now() - self._last_beat > BEAT_S + self._stall_s:
            self._last_stall = _now()


def _now() -> float:
    return asyncio.get_running_loop().time()
