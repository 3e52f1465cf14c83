"""One worker's turn: many hosts visited at once, topped up while time lasts, judged at the end.

What answered is recorded host by host as it comes. A failure that our own network could have
caused waits, its host still leased, until the end of the batch says that the network works; if it
does not, the batch is void: such looks are dropped, and their links stay due.
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from uuid import uuid4

import structlog
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import OperationalError
from django.db.models import QuerySet
from django.db.models.functions import Now

from sources import our_network
from sources.alerting import close_network_alert, open_network_alert
from sources.leasing import (
    LEASE,
    RENEW_EVERY,
    database_now,
    hand_back_all,
    lease_most_urgent,
    renew,
)
from sources.linkcheck.engine import Engine
from sources.linkcheck.extract_process import ExtractorProcess
from sources.linkcheck.fetch import AioFetcher, Limits
from sources.linkcheck.host_memory import HostMemory
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.result import LookResult
from sources.models import Host, Link
from sources.our_network import Doubt
from sources.stopping import is_stopping
from sources.visiting import BETWEEN_STARTS, Visit
from sources.witnesses import witnesses_answer

HOSTS_AT_ONCE = 100
LOOKS_AT_ONCE = 100
WORK_FOR = 45.0  # seconds in which looks begin
GRACE = 8.0  # seconds more for those under way; together far below the task's soft time limit
TOP_UP_EVERY = 2.0  # seconds
SAFETY = 5.0  # seconds before the end of a lease in which nothing begins
LATER = timedelta(minutes=1)
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
        self.token = uuid4()
        self.memories: dict[str, HostMemory] = {}
        self.engine = Engine(policy, user_agent, extractor=EXTRACTOR, memories=self.memories)
        self.looks = asyncio.Semaphore(LOOKS_AT_ONCE)
        self.on_look = on_look
        self.recorded = 0
        self.last_answers: dict[int, float] = {}
        self._links, self._once = links, once
        self._canaries = AioFetcher(policy, user_agent, limits=CANARY_LIMITS)
        self._looked: set[int] = set()
        self._leased: list[Host] = []
        self._visits: dict[int, Visit] = {}
        self._ours: set[int] = set()
        self._is_over = False
        self._has_left = threading.Event()
        self._running: tuple[asyncio.AbstractEventLoop, asyncio.Task[int]] | None = None

    # Leases

    def lease(self, limit: int = HOSTS_AT_ONCE) -> bool:
        """Lease up to ``limit`` hosts; say whether there were any."""
        asked_at = time.monotonic()
        hosts = lease_most_urgent(self.links, limit, self.token)
        if not self._ours:
            self._renewed(asked_at)
        self._leased += hosts
        self._ours |= {host.pk for host in hosts}
        return bool(hosts)

    @property
    def links(self) -> "QuerySet[Link]":
        """The links there are to look at."""
        return self._links.exclude(pk__in=self._looked) if self._once else self._links

    def holds(self, host: Host) -> bool:
        """Say whether the host is surely still ours, so that we may speak to it."""
        is_safe = time.monotonic() < self._safe_until
        return host.pk in self._ours and is_safe and not self._is_over

    def _renewed(self, at: float) -> None:
        self._safe_until = at + LEASE.total_seconds() - SAFETY

    def _renew(self) -> None:
        asked_at = time.monotonic()
        self._ours = renew(self.token)
        self._renewed(asked_at)

    @asynccontextmanager
    async def _renewing(self) -> AsyncIterator[None]:
        """Renew the leases in the background for as long as the work goes on."""

        async def keep() -> None:
            while True:
                await asyncio.sleep(RENEW_EVERY)
                try:
                    await db(self._renew)()
                except OperationalError:
                    log.exception("check.not_renewed")  # the next one may still be in time

        task = asyncio.create_task(keep())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

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
        for visit in self._visits.values():
            visit.give_back()
        if self._ours:
            hand_back_all(self.token, not_before=Now() + timedelta(seconds=BETWEEN_STARTS))

    def _leave(self) -> None:
        """Let no request begin any more: whoever waits for the run may be thrown out of it."""
        self._is_over = True
        if self._running and not self._has_left.is_set():
            loop, task = self._running
            loop.call_soon_threadsafe(task.cancel)
            if not self._has_left.wait(LEAVING):
                log.error("check.run_goes_on")

    # Time

    @property
    def is_open(self) -> bool:
        """Whether looks may still begin."""
        return time.monotonic() < self._ends and not self._is_over and not is_stopping()

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
        async with self._canaries, self.engine, self._extractor(), self._renewing():
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
            await db(self._give_back)(visit)
        else:
            if not visit.doubted:
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
        visit.give_back(LATER / settings.LINKCHECK_PACE)
        self._forget(visit)

    def _forget(self, visit: Visit) -> None:
        del self._visits[visit.host.pk]
        self.memories.pop(visit.host.key, None)

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
            works = await witnesses_answer(self._canaries, self.token, hosts)
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
