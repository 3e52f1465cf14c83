"""The hosts a batch speaks to: those it visits, and those their pages redirect to.

Only the holder of its lease speaks to a host, also where a redirect leads there. A host that is
being visited is shared by all visits of the batch; any other is leased for as long as a visit
needs it, with its robots.txt and whatever else is remembered of it.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from asgiref.sync import sync_to_async
from django.db import DataError, transaction
from django.db.models.functions import Now

from sources.leases import Leases
from sources.leasing import hand_back, seconds_until_free
from sources.linkcheck.address import host_key
from sources.linkcheck.host_memory import HostMemory
from sources.linkcheck.politeness import AskedToWaitError, HostTakenError, HostTurns
from sources.linkcheck.result import LookResult, Outcome
from sources.linkcheck.retry import LONGEST_WAIT_S
from sources.models import Host

AT_ONCE = 2
BETWEEN_STARTS = 0.25  # seconds
ROBOTS_KEEP = timedelta(days=1)
NO_TIME_NAMED = 60.0  # seconds for a host that asks for time and does not say how much
PATIENCE_S = 10.0
"""How long a redirect waits for a host that somebody else speaks to; a visit takes as long."""

db = sync_to_async
log = structlog.get_logger(__name__)


class HeldHost:
    """A leased host: its turns, what is remembered of it, and which visits are sent there."""

    def __init__(self, host: Host, leases: Leases, now: datetime, *, is_visited: bool) -> None:
        """Recall the host. No request begins once its lease is lost."""
        self.host, self.is_visited = host, is_visited
        self.turns = HostTurns(AT_ONCE, BETWEEN_STARTS, partial(leases.holds, host))
        self.guests: set[object] = set()
        known_at = host.robots_fetched_at
        self._knew_robots = known_at is not None and now - known_at < ROBOTS_KEEP
        robots = host.robots_txt if self._knew_robots else None
        self.memory = HostMemory.from_json(host.memory, robots)

    def hand_back(
        self, now: datetime, hand_back: Callable[..., None], *, wait_s: float = 0.0
    ) -> None:
        """Call ``hand_back`` with what is to be stored of the host, such as its next turn.

        What was learnt is left out where the database refuses it.
        """
        not_before = now + timedelta(seconds=max(self.turns.wait_s, wait_s))
        try:
            with transaction.atomic():
                hand_back(not_before=not_before, **self._learnt())
        except DataError:
            log.exception("check.host_not_remembered", host=self.host.key)
            hand_back(not_before=not_before)

    def _learnt(self) -> dict[str, Any]:
        learnt: dict[str, Any] = {}
        if (written := self.memory.as_json()) != self.host.memory:
            learnt["memory"] = written
        robots = self.memory.robots_txt
        if self.turns.has_answered and robots is not None and not self._knew_robots:
            learnt["robots_txt"] = robots.replace("\x00", "")
            learnt["robots_fetched_at"] = Now()
        return learnt


class HeldHosts:
    """All the hosts that a batch may speak to, by host and port."""

    def __init__(self, leases: Leases, moment: Callable[[], datetime]) -> None:
        """Begin with none; ``moment`` tells the database's time."""
        self.memories: dict[str, HostMemory] = {}
        self._leases, self._moment = leases, moment
        self._held: dict[str, HeldHost] = {}
        self._entering: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def hold(self, host: Host, *, is_visited: bool = False) -> HeldHost:
        """Hold a leased host."""
        held = HeldHost(host, self._leases, self._moment(), is_visited=is_visited)
        self._held[host.key], self.memories[host.key] = held, held.memory
        return held

    def forget(self, held: HeldHost) -> None:
        """Forget a host that was handed back, and not before: what it asked for would be lost."""
        self._held.pop(held.host.key, None)
        self.memories.pop(held.host.key, None)

    def back_off(self, result: LookResult) -> None:
        """Give time to the host of a page that asks for some and does not say how much."""
        if result.outcome is not Outcome.RATE or result.retry_after_s:
            return
        if held := self._held.get(host_key(result.final_url)):
            held.turns.back_off(NO_TIME_NAMED)

    async def enter(self, key: str, guest: object) -> HostTurns:
        """Let a visit's redirect in at a host; ``leave`` in the end.

        Raises ``AskedToWaitError`` if the host wants to be left alone, ``HostTakenError`` if
        somebody else does not stop speaking to it.
        """
        gives_up = time.monotonic() + PATIENCE_S  # many may wait here one behind the other
        async with self._entering[key]:
            held = self._held.get(key)
            if held is None or held.turns.is_closed:
                held = self.hold(await self._leased(key, gives_up))
        held.guests.add(guest)
        return held.turns

    async def _leased(self, key: str, gives_up: float) -> Host:
        while (host := await db(self._leases.take_by_key)(key)) is None:
            wait_s = await db(seconds_until_free)(key)
            if wait_s > LONGEST_WAIT_S:
                raise AskedToWaitError(wait_s)
            if time.monotonic() + wait_s > gives_up:
                raise HostTakenError
            await asyncio.sleep(max(wait_s, BETWEEN_STARTS))
        return host

    async def leave(self, guest: object) -> None:
        """End a visit's stay at other hosts; those that nobody else needs are handed back."""
        for held in [held for held in list(self._held.values()) if guest in held.guests]:
            held.guests.discard(guest)
            if not held.guests and not held.is_visited:
                await held.turns.close()
                await db(self.hand_back)(held)

    def hand_back(self, held: HeldHost) -> None:
        """Hand a host back that was only passed through."""
        back = partial(hand_back, [held.host], self._leases.token)
        held.hand_back(self._moment(), back, wait_s=BETWEEN_STARTS)
        self.forget(held)

    def hand_back_others(self) -> None:
        """Hand back what is left of the hosts that were only passed through."""
        for held in [held for held in self._held.values() if not held.is_visited]:
            self.hand_back(held)
