"""One visit to one host: a few looks at once, requests spaced, the results stored together."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from asgiref.sync import sync_to_async
from django.db import DataError, transaction
from django.db.models.functions import Now

from sources import incidents
from sources.leasing import hand_back, hold
from sources.linkcheck.host_memory import HostMemory
from sources.linkcheck.politeness import HostTurns
from sources.linkcheck.result import LookResult, Outcome
from sources.linkcheck.retry import LONGEST_WAIT_S
from sources.models import Host, Link
from sources.our_network import DOUBTFUL, Doubt
from sources.recording import Seen, record_looks
from sources.targets import Task, tasks_at

if TYPE_CHECKING:
    from sources.batch import Batch

AT_ONCE = 2
BETWEEN_STARTS = 0.25  # seconds
PATIENCE = 2.0  # seconds; a host that asks for more is left alone for as long
LEAVING = 5.0  # seconds for looks under way to end when the host wants us gone
NO_TIME_NAMED = 60.0  # seconds for a host that asks for time and does not say how much
REST_WHEN_CUT_OFF = 600.0  # seconds for a host too slow for a whole batch
VISIT_FOR = 10.0  # seconds in which looks begin; an editor's "check now" waits no longer
MOST_HELD = 256 * 1024  # bytes of pages that wait to be recorded
ROBOTS_KEEP = timedelta(days=1)

log = structlog.get_logger(__name__)


class Visit:
    """Looks at the most urgent links of a leased host.

    ``prepare``, ``record``, ``finish`` and ``give_back`` speak to the database, ``go`` to the host.
    """

    def __init__(self, host: Host, batch: "Batch") -> None:
        """Plan a visit."""
        self.host, self.batch = host, batch
        self.turns = HostTurns(AT_ONCE, BETWEEN_STARTS)
        self.looked: set[int] = set()
        self.doubted: list[Seen] = []
        self._tasks: deque[Task] = deque()
        self._links: dict[int, Link] = {}
        self._seen: list[Seen] = []
        self._outcomes: dict[int, Outcome] = {}
        self._answered = False
        self._held = 0
        self._knew_robots = False
        self._free_at = batch.moment()

    def prepare(self) -> None:
        """Learn what to look for, and recall the host."""
        self._planned_at = self.batch.moment()
        self._tasks = deque(tasks_at(self.host, self.batch.links))
        self._links = {task.link.pk: task.link for task in self._tasks}
        fetched_at = self.host.robots_fetched_at
        is_fresh = fetched_at is not None and self.batch.moment() - fetched_at < ROBOTS_KEEP
        self._knew_robots = is_fresh
        robots = self.host.robots_txt if is_fresh else None
        self.batch.memories[self.host.key] = HostMemory.from_json(self.host.memory, robots)

    # Looking

    async def go(self) -> None:
        """Look until the list, the time or the host's patience ends."""
        self._ends = asyncio.get_running_loop().time() + VISIT_FOR
        lookers = {asyncio.create_task(self._look_on()) for _ in range(AT_ONCE)}
        try:
            while lookers and not self._must_leave():
                done, lookers = await asyncio.wait(lookers, return_when=asyncio.FIRST_COMPLETED)
                for looker in done:
                    looker.result()
            if lookers and self.batch.holds(self.host):
                await asyncio.wait(lookers, timeout=LEAVING)
        finally:
            for looker in lookers:
                looker.cancel()
            await asyncio.gather(*lookers, return_exceptions=True)
            self._free_at = self.batch.moment() + timedelta(seconds=self.turns.wait_s)

    def _must_leave(self) -> bool:
        """Say whether no request of a look under way may begin any more."""
        return self.turns.wait_s > LONGEST_WAIT_S or not self.batch.holds(self.host)

    def _may_go_on(self) -> bool:
        now = asyncio.get_running_loop().time()
        is_welcome = self.turns.wait_s <= PATIENCE and self.batch.holds(self.host)
        return is_welcome and self.batch.is_open and now < self._ends

    async def _look_on(self) -> None:
        while self._tasks and self._may_go_on():
            task = self._tasks.popleft()
            try:
                async with asyncio.timeout_at(self.batch.cut_at), self.batch.looks:
                    result = await self.batch.engine.look(task.target, self.turns)
            except TimeoutError:
                self.turns.back_off(REST_WHEN_CUT_OFF)
                return  # it stays due, but others come first
            if result.outcome is Outcome.RATE:
                self.turns.back_off(result.retry_after_s or NO_TIME_NAMED)
            self._note(task, result)
            if self._held > MOST_HELD:
                await sync_to_async(self.record_pages)()

    def _note(self, task: Task, result: LookResult) -> None:
        self.looked.add(task.link.pk)
        if task.known_text and (result.text is None or result.text_sha256 == task.known_text):
            result = replace(result, body=None, text=None)
        self._outcomes[task.link.pk] = result.outcome
        seen = Seen(task.link.pk, result, self.batch.moment(), self._planned_at)
        if result.outcome in DOUBTFUL:
            self.doubted.append(seen)
            return
        self._seen.append(seen)
        self._held += len(result.body or b"")
        if result.status is not None:
            self._answered = True
            self.batch.last_answers[self.host.pk] = seen.at.timestamp()

    # Storing

    def record(self) -> None:
        """Store what can be believed at once."""
        self._store(self._seen)
        self._seen = []

    def record_pages(self) -> None:
        """Store the pages seen so far, to be rid of them."""
        pages = [one for one in self._seen if one.result.body]
        self._seen = [one for one in self._seen if not one.result.body]
        self._held = 0
        self._store(pages)

    def doubts(self) -> list[Doubt]:
        """Describe the failures that wait to be believed."""
        well = Link.Health.ALIVE
        return [
            Doubt(self.host.pk, one.at.timestamp(), self._links[one.link_id].health == well)
            for one in self.doubted
        ]

    def _store(self, seen: list[Seen]) -> None:
        if not seen:
            return
        stored = record_looks(
            host=self.host, token=self.batch.token, seen=seen, in_incident=self._is_frozen
        )
        if not stored:
            log.warning("check.lease_lost", host=self.host.key)
            return
        self.batch.recorded += len(seen)
        if self.batch.on_look:
            for one in seen:
                self.batch.on_look(self._links[one.link_id], one.result)

    @property
    def _is_frozen(self) -> bool:
        now = self.batch.moment()
        failing = incidents.is_failing(self.host, self._outcomes, now)
        return failing and incidents.is_frozen(self.host, now)

    def finish(self) -> None:
        """Store the failures too, and hand the host back; tell if it fails as a whole."""
        self._store(self.doubted)
        self.doubted = []
        self._remember(self._settle, not_before=self._free_at)

    def give_back(self, wait: timedelta = timedelta(seconds=BETWEEN_STARTS)) -> None:
        """Hand the host back unjudged, with what it asked for and what was learnt of it."""
        not_before = max(self._free_at, self.batch.moment() + wait)
        self._remember(partial(hand_back, [self.host], self.batch.token), not_before=not_before)

    def _remember(self, hand_back: Callable[..., None], **learnt: Any) -> None:
        try:
            with transaction.atomic():
                hand_back(**learnt, **self._remembered())
        except DataError:
            log.exception("check.host_not_remembered", host=self.host.key)
            hand_back(**learnt)

    @transaction.atomic
    def _settle(self, **learnt: Any) -> None:
        if not hold(self.host, self.batch.token):
            return
        learnt |= incidents.note(self.host, self._outcomes, self.batch.moment())
        hand_back([self.host], self.batch.token, **learnt)

    def _remembered(self) -> dict[str, Any]:
        remembered: dict[str, Any] = {}
        memory = self.batch.memories.get(self.host.key)
        if memory is None:
            return remembered
        if (written := memory.as_json()) != self.host.memory:
            remembered["memory"] = written
        if self._answered and memory.robots_txt is not None and not self._knew_robots:
            remembered["robots_txt"] = memory.robots_txt.replace("\x00", "")
            remembered["robots_fetched_at"] = Now()
        return remembered
