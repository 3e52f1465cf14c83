"""One worker's turn: many hosts visited at once, topped up while time lasts, judged at the end.

What answered is recorded host by host as it comes. A failure that our own network could have
caused waits, its host still leased, until the end of the batch says that the network works; if it
does not, the batch is void: such looks are dropped, and their links stay due.
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import structlog
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError
from django.db.models import QuerySet
from django.db.models.functions import Now

from sources import our_network
from sources.alerting import close_network_alert, open_network_alert
from sources.holding import BETWEEN_STARTS, HeldHosts
from sources.leases import Leases
from sources.leasing import database_now, hand_back_all
from sources.linkcheck.engine import Engine
from sources.linkcheck.extract_process import ExtractorProcess
from sources.linkcheck.fetch import AioFetcher, Limits
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.result import LookResult
from sources.models import Host, Link
from sources.our_network import Doubt
from sources.stopping import is_stopping
from sources.visiting import Visit
from sources.witnesses import witnesses_answer

HOSTS_AT_ONCE = 100
LOOKS_AT_ONCE = 100
WORK_FOR = 45.0  # seconds in which looks begin
GRACE = 8.0  # seconds more for those under way; together far below the task's soft time limit
TOP_UP_EVERY = 2.0  # seconds
LATER_S = 60.0
"""How long a host is left alone whose visit was void or went wrong."""
LEAVING = 5.0  # seconds for a run that is cut off to end
CANARY_LIMITS = Limits(deadline_s=5.0, connect_s=5.0, read_s=5.0)

EXTRACTOR = ExtractorProcess(at_once=2)
"""Kept from one batch to the next while there is a backlog: it takes a second to start."""

db = sync_to_async
log = structlog.get_logger(__name__)


class Batch:
    """Leases hosts of ``links`` and visits them. ``lease`` first, ``run``, and ``end`` always."""

    def __init__(
        self,
        links: "QuerySet[Link]",
        policy: NetworkPolicy,
        user_agent: str,
        *,
        on_look: Callable[[Link, LookResult], None] | None = None,
        once: bool = False,
    ) -> None:
        """Plan a batch; nothing is leased yet. With ``once`` no link is looked at twice."""
        self.leases = Leases()
        self.hosts = HeldHosts(self.leases, self.moment)
        self.engine = Engine(policy, user_agent, extractor=EXTRACTOR, memories=self.hosts.memories)
        self.looks = asyncio.Semaphore(LOOKS_AT_ONCE)
        self.on_look = on_look
        self.recorded = 0
        self.last_answers: dict[int, float] = {}
        self._links, self._once = links, once
        self._canaries = AioFetcher(policy, user_agent, limits=CANARY_LIMITS)
        self._looked: set[int] = set()
        self._leased: list[Host] = []
        self._visits: dict[int, Visit] = {}
        self._has_left = threading.Event()
        self._running: tuple[asyncio.AbstractEventLoop, asyncio.Task[int]] | None = None

    def lease(self, limit: int = HOSTS_AT_ONCE) -> bool:
        """Lease up to ``limit`` hosts; say whether there were any."""
        self._leased += (hosts := self.leases.take(self.links, limit))
        return bool(hosts)

    @property
    def links(self) -> "QuerySet[Link]":
        """The links there are to look at."""
        return self._links.exclude(pk__in=self._looked) if self._once else self._links

    @asynccontextmanager
    async def _extractor(self) -> AsyncIterator[None]:
        try:
            yield
        finally:
            if self.is_open:
                await EXTRACTOR.stop()

    def end(self) -> None:
        """Give back whatever is still held, however the batch ended."""
        self._leave()
        for give_back in (
            *(visit.give_back for visit in self._visits.values()),
            self.hosts.hand_back_others,
        ):
            try:
                give_back()
            except DatabaseError:
                log.exception("check.not_given_back")  # the next one may be, and leases run out
        if self.leases:
            hand_back_all(self.leases.token, not_before=Now() + timedelta(seconds=BETWEEN_STARTS))

    def _leave(self) -> None:
        """Let no request begin any more: whoever waits for the run may be thrown out of it."""
        self.leases.close()
        if self._running and not self._has_left.is_set():
            loop, task = self._running
            loop.call_soon_threadsafe(task.cancel)
            if not self._has_left.wait(LEAVING):
                log.error("check.run_goes_on")

    # Time

    @property
    def is_open(self) -> bool:
        """Whether looks may still begin."""
        return time.monotonic() < self._ends and not self.leases.is_closed and not is_stopping()

    @property
    def cut_at(self) -> float:
        """When looks under way are given up, on the event loop's clock."""
        return self._cut_at

    def moment(self) -> datetime:
        """Tell the database's time without asking it."""
        return self._began_at + timedelta(seconds=time.monotonic() - self._began)

    async def _start_clock(self) -> None:
        self._began_at = await db(database_now)()
        self._began = time.monotonic()
        self._ends = self._began + WORK_FOR
        self._cut_at = asyncio.get_running_loop().time() + WORK_FOR + GRACE

    # Work

    async def run(self) -> int:
        """Visit hosts until nothing is due or time is up; return how many looks were recorded."""
        task = asyncio.current_task()
        assert task  # noqa: S101 - this is one
        self._running = asyncio.get_running_loop(), task
        try:
            return await self._run()
        finally:
            self._has_left.set()

    async def _run(self) -> int:
        await self._start_clock()
        async with self._canaries, self.engine, self._extractor(), self.leases.renewing():
            if await our_network.canaries_answer(self._canaries):
                await self._visit_hosts()
                await self._judge_doubts()
            else:
                await db(self._void)()
        return self.recorded

    async def _visit_hosts(self) -> None:
        visits: set[asyncio.Task[None]] = set()
        try:
            while self._leased or visits:
                visits |= {asyncio.create_task(self._visit(host)) for host in self._leased}
                self._leased = []
                done, visits = await asyncio.wait(visits, timeout=TOP_UP_EVERY)
                for visit in done:
                    visit.result()
                places = HOSTS_AT_ONCE - len(visits)
                if self.is_open and places:
                    await db(self.lease)(places)
        finally:
            for visit in visits:
                visit.cancel()
            await asyncio.gather(*visits, return_exceptions=True)

    async def _visit(self, host: Host) -> None:
        """Visit one host. What goes wrong there is logged and harms no other."""
        visit = self._visits[host.pk] = Visit(host, self)
        try:
            await db(visit.prepare)()
            await visit.go()
            self._looked |= visit.looked
            await db(visit.record)()
        except Exception:
            log.exception("check.visit_failed", host=host.key)
            await visit.turns.close()
            await db(self._give_back)(visit)
        else:
            if not visit.doubted:
                await visit.turns.close()
                await db(self._finish)(visit)

    def _finish(self, visit: Visit) -> None:
        try:
            visit.finish()
        except Exception:
            log.exception("check.visit_failed", host=visit.host.key)
            self._give_back(visit)
        else:
            self._forget(visit)

    def _give_back(self, visit: Visit) -> None:
        visit.give_back(LATER_S / settings.LINKCHECK_PACE)
        self._forget(visit)

    def _forget(self, visit: Visit) -> None:
        del self._visits[visit.host.pk]
        self.hosts.forget(visit.held)

    async def _judge_doubts(self) -> None:
        """Believe the failures of the batch, or none of them."""
        doubts = [doubt for visit in self._visits.values() for doubt in visit.doubts()]
        is_heard, works = await self._hear(doubts)
        if is_heard:
            await db(close_network_alert)()
        await db(self._believe if works else self._void)()

    async def _hear(self, doubts: list[Doubt]) -> tuple[bool, bool]:
        """Tell whether the web was heard of for certain, and whether failures may be believed."""
        if settings.LINKCHECK_CANARIES:
            works = not doubts or await our_network.canaries_answer(self._canaries)
            return works, works
        if our_network.fails_together(doubts, self.last_answers.items()):
            hosts = {doubt.host_id for doubt in doubts}
            works = await witnesses_answer(self._canaries, self.leases.token, hosts)
            return works, works
        return bool(self.last_answers), True

    def _believe(self) -> None:
        for visit in list(self._visits.values()):
            self._finish(visit)

    def _void(self) -> None:
        log.warning("check.void", hosts=len(self._visits))
        open_network_alert("Nothing outside could be reached; no page was judged by it.")
        for visit in list(self._visits.values()):
            self._give_back(visit)
