"""One visit to one host: a few looks at once, requests spaced, the results stored together."""

import asyncio
import time
from collections import deque
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from asgiref.sync import sync_to_async
from django.db import transaction

from sources import incidents
from sources.holding import AT_ONCE, BETWEEN_STARTS
from sources.leasing import hand_back, hold
from sources.linkcheck.politeness import HostTakenError, HostTurns
from sources.linkcheck.result import LookResult, Outcome
from sources.linkcheck.retry import LONGEST_WAIT_S
from sources.models import Host, Link
from sources.our_network import DOUBTFUL, Doubt
from sources.recording import Seen, record_looks
from sources.targets import Task, tasks_at

if TYPE_CHECKING:
    from sources.batch import Batch

PATIENCE = 2.0  # seconds; a host that asks for more is left alone for as long
LEAVING = 5.0  # seconds for looks under way to end when the host wants us gone
HAD_ITS_TIME = 20.0  # seconds after which a look that is cut off by the batch's end was too slow
REST_WHEN_CUT_OFF = 600.0  # seconds for the host of such a look
VISIT_FOR = 10.0  # seconds in which looks begin; an editor's "check now" waits no longer
MOST_HELD = 256 * 1024  # bytes of pages that wait to be recorded

log = structlog.get_logger(__name__)


class Visit:
    """Looks at the most urgent links of a leased host.

    ``prepare``, ``record``, ``finish`` and ``give_back`` speak to the database, ``go`` to the host.
    """

    def __init__(self, host: Host, batch: "Batch") -> None:
        """Plan a visit."""
        self.host, self.batch = host, batch
        self.held = batch.hosts.hold(host, is_visited=True)
        self.turns = self.held.turns
        self.looked: set[int] = set()
        self.doubted: list[Seen] = []
        self._tasks: deque[Task] = deque()
        self._links: dict[int, Link] = {}
        self._seen: list[Seen] = []
        self._outcomes: dict[int, Outcome] = {}
        self._size = 0

    def prepare(self) -> None:
        """Learn what to look for."""
        self._planned_at = self.batch.moment()
        self._tasks = deque(tasks_at(self.host, self.batch.links))
        self._links = {task.link.pk: task.link for task in self._tasks}

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
            if lookers and self.batch.leases.holds(self.host):
                await asyncio.wait(lookers, timeout=LEAVING)
        finally:
            for looker in lookers:
                looker.cancel()
            for ended in await asyncio.gather(*lookers, return_exceptions=True):
                if isinstance(ended, Exception):
                    log.error("check.look_failed", host=self.host.key, exc_info=ended)
            await self.batch.hosts.leave(self)

    async def turns_at(self, key: str) -> HostTurns:
        """Be let in at a host that a page redirects to, until the visit ends."""
        return await self.batch.hosts.enter(key, guest=self)

    def _must_leave(self) -> bool:
        """Say whether no request of a look under way may begin any more."""
        return self.turns.wait_s > LONGEST_WAIT_S or not self.batch.leases.holds(self.host)

    def _may_go_on(self) -> bool:
        now = asyncio.get_running_loop().time()
        is_welcome = self.turns.wait_s <= PATIENCE and self.batch.leases.holds(self.host)
        return is_welcome and self.batch.is_open and now < self._ends

    async def _look_on(self) -> None:
        while self._tasks and self._may_go_on():
            async with self.batch.looks:
                if not self._tasks or not self._may_go_on():
                    return  # others took their time: that is not this host's fault
                task, began = self._tasks.popleft(), time.monotonic()
                try:
                    async with asyncio.timeout_at(self.batch.cut_at):
                        result = await self.batch.engine.look(task.target, self.turns, hosts=self)
                except TimeoutError:  # it stays due
                    if time.monotonic() - began > HAD_ITS_TIME:
                        self.turns.back_off(REST_WHEN_CUT_OFF)  # but others come first
                    return
                except HostTakenError:
                    continue  # it stays due: somebody else speaks to the host, or to one on the way
            self.batch.hosts.back_off(result)
            self._note(task, result)
            if self._size > MOST_HELD:
                await sync_to_async(self._store)(self._take_pages())

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
        self._size += len(result.body or b"")
        if result.status is not None:
            self.batch.last_answers[self.host.pk] = seen.at.timestamp()

    # Storing

    def record(self) -> None:
        """Store what can be believed at once."""
        self._store(self._seen)
        self._seen = []

    def _take_pages(self) -> list[Seen]:
        """Take the pages seen so far, to be rid of them; not in the thread that stores them."""
        pages = [one for one in self._seen if one.result.body]
        self._seen = [one for one in self._seen if not one.result.body]
        self._size = 0
        return pages

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
            host=self.host, token=self.batch.leases.token, seen=seen, in_incident=self._is_frozen
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
        so_far = dict(self._outcomes)  # looks may end meanwhile
        failing = incidents.is_failing(self.host, so_far, now)
        return failing and incidents.is_frozen(self.host, now)

    def finish(self) -> None:
        """Store the failures too, and hand the host back; tell if it fails as a whole."""
        self._store(self.doubted)
        self.doubted = []
        self.held.hand_back(self.batch.moment(), self._settle)

    def give_back(self, wait_s: float = BETWEEN_STARTS) -> None:
        """Hand the host back unjudged, with what it asked for and what was learnt of it."""
        back = partial(hand_back, [self.host], self.batch.leases.token)
        self.held.hand_back(self.batch.moment(), back, wait_s=wait_s)

    @transaction.atomic
    def _settle(self, **learnt: Any) -> None:
        token = self.batch.leases.token
        if not hold(self.host, token):
            return
        learnt |= incidents.note(self.host, self._outcomes, self.batch.moment())
        hand_back([self.host], token, **learnt)
