"""Chance that falls the same way every time, and the identifiers and moments made with it."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime

_WORD = (1 << 64) - 1


class Dice(random.Random):
    """A random generator with the skews of a newsroom."""

    def skewed(self, size: int) -> int:
        """Return an index below ``size``; index n comes up about as 1 / (n + 1) (Zipf's law)."""
        return int((size + 1) ** self.random()) - 1

    def chance(self, share: float) -> bool:
        """Return true with this probability."""
        return self.random() < share

    def public_id(self, moment: float) -> str:
        """Return a UUID of version 7 made at this moment (seconds since 1970)."""
        return uuid7(moment, self.getrandbits(74))


def uuid7(moment: float, noise: int) -> str:
    """Write a UUID of version 7 (RFC 9562) out of a moment and 74 bits."""
    time = f"{int(moment * 1000):012x}"
    low = f"{noise & 0x3FFFFFFFFFFFFFFF | 0x8000000000000000:016x}"
    return f"{time[:8]}-{time[8:]}-7{noise >> 62 & 0xFFF:03x}-{low[:4]}-{low[4:]}"


def mixed(*numbers: int) -> int:
    """Return 64 bits that depend on all the numbers (splitmix64): chance without a state."""
    bits = 0
    for number in numbers:
        bits = (bits ^ number) + 0x9E3779B97F4A7C15 & _WORD
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9 & _WORD
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB & _WORD
        bits ^= bits >> 31
    return bits


def by_rank(entries: Sequence[str], bits: int = 12) -> tuple[str, ...]:
    """Spread entries over a table of 2 ** ``bits`` places, the n-th on about 1 / (n + 3) of them.

    That is Mandelbrot's law, which words follow better than Zipf's. A random place of the table
    is one look-up away.
    """
    left = (1 << bits) - len(entries)
    if left < 0:
        raise ValueError(f"{len(entries)} entries do not fit into a table of {1 << bits}.")
    total = sum(1 / (n + 3) for n in range(len(entries)))
    table: list[str] = []
    due = 0.0
    for n, entry in enumerate(entries, start=1):
        due += left / (n + 2) / total
        table += [entry] * (n + round(due) - len(table))
    return tuple(table)


def stamp(moment: float) -> str:
    """Write a moment (seconds since 1970) as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(int(moment), UTC).isoformat()


def day(moment: float) -> str:
    """Write the day of a moment in UTC as ISO 8601."""
    return datetime.fromtimestamp(int(moment), UTC).date().isoformat()
