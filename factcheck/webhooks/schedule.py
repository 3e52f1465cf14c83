"""When a message is tried again, as Standard Webhooks recommends it. Plain Python."""

from collections.abc import Callable
from datetime import timedelta
from random import random

WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""The wait after each attempt that failed: three days and some hours in all, then none."""

JITTER = 0.2
REST = timedelta(minutes=1)
"""How long an endpoint that is down is left alone at most, whatever else waits for it."""


def wait_after(
    attempts: int, asked_s: float | None = None, random: Callable[[], float] = random
) -> timedelta | None:
    """Say how long to wait after so many failed attempts; None when it was the last.

    Up to a fifth longer than planned, so that what failed together does not come back together;
    never shorter than the receiver ``asked`` for.
    """
    if attempts > len(WAITS):
        return None
    planned = WAITS[attempts - 1] * (1 + JITTER * random())
    return max(planned, timedelta(seconds=asked_s or 0))
