"""Look at links: lease their hosts, run the engine, record what it found.

A bell carries no payload. Whoever hears it leases due hosts, looks at their due links one after
the other, politely, and hands the hosts back; a worker that dies in between loses nothing but
its leases.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from asgiref.sync import async_to_sync, sync_to_async
from django.conf import settings
from django.db import DataError, IntegrityError
from django.db.models import QuerySet
from django.db.models.functions import Now

from sources.leasing import RENEW_EVERY, database_now, hand_back, lease, renew
from sources.linkcheck.engine import Engine
from sources.linkcheck.host_memory import HostMemory
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.result import Baseline, LookResult, Outcome, Quote, Target
from sources.models import Host, Link, Passage, Retrieval
from sources.recording import record_look

HOSTS_A_BATCH = 50
LINKS_A_HOST = 20
WORK_FOR = 45.0  # seconds; below the task's soft time limit
BETWEEN_STARTS = 0.25  # seconds, a host
ROBOTS_KEEP = timedelta(days=1)

Seen = Callable[[Link, LookResult], None]

log = structlog.get_logger(__name__)


def check_due(on_look: Seen | None = None) -> int:
    """Look at links that are due; return how many looks were recorded."""
    return _check(Host.objects.due(), Link.objects.due(), on_look)


def check_links(links: Iterable[Link], on_look: Seen | None = None) -> int:
    """Look at these links now, as far as their hosts are free; return how many were."""
    wanted = Link.objects.filter(pk__in=[link.pk for link in links])
    hosts = Host.objects.free().filter(links__in=wanted).distinct()
    return _check(Host.objects.filter(pk__in=hosts), wanted, on_look)


def _check(hosts: "QuerySet[Host]", links: "QuerySet[Link]", on_look: Seen | None) -> int:
    token, leased = lease(hosts, HOSTS_A_BATCH)
    if not leased:
        return 0
    try:
        return async_to_sync(_visit_all)(leased, token, links, on_look)
    finally:
        hand_back(leased, token)


async def _visit_all(
    hosts: list[Host], token: UUID, links: "QuerySet[Link]", on_look: Seen | None
) -> int:
    robots = await sync_to_async(_known_robots)(hosts)
    memories = {host.key: HostMemory.from_json(host.memory, robots.get(host.key)) for host in hosts}
    engine = Engine(network_policy(), user_agent(), memories=memories)
    async with engine, _renewing(token):
        turn = _Round(token, links, engine, time.monotonic() + WORK_FOR, on_look)
        recorded = sum(await asyncio.gather(*(_visit(host, turn) for host in hosts)))
    await sync_to_async(_keep_memories)(hosts, memories)
    return recorded


@dataclass(frozen=True)
class _Round:
    """One worker's turn: what it holds, what it may look at, and until when."""

    token: UUID
    links: "QuerySet[Link]"
    engine: Engine
    ends: float
    on_look: Seen | None


async def _visit(host: Host, turn: _Round) -> int:
    """Look at the host's links one after the other, then hand it back."""
    recorded = 0
    learnt: dict[str, datetime] = {}
    for link in await sync_to_async(_links_of)(host, turn.links):
        if time.monotonic() > turn.ends:
            break
        started = time.monotonic()
        result = await turn.engine.look(await sync_to_async(target_of)(link))
        stored, learnt = await sync_to_async(_record)(host, turn.token, link, result)
        if not stored:
            log.warning("check.lease_lost", host=host.key)
            return recorded
        recorded += 1
        if turn.on_look:
            await sync_to_async(turn.on_look)(link, result)
        if learnt:
            break
        await asyncio.sleep(max(0.0, started + BETWEEN_STARTS - time.monotonic()))
    await sync_to_async(hand_back)([host], turn.token, **learnt)
    return recorded


def _known_robots(hosts: Iterable[Host]) -> dict[str, str]:
    """Return the robots.txt of each host that was asked for it within a day."""
    fresh = database_now() - ROBOTS_KEEP
    return {
        host.key: host.robots_txt
        for host in hosts
        if host.robots_fetched_at and host.robots_fetched_at > fresh
    }


def _keep_memories(hosts: Iterable[Host], memories: dict[str, HostMemory]) -> None:
    known = _known_robots(hosts)
    for host in hosts:
        memory = memories[host.key]
        learnt: dict[str, Any] = {"memory": memory.as_json()}
        if memory.robots_txt is not None and host.key not in known:
            learnt["robots_txt"] = memory.robots_txt.replace("\x00", "")
            learnt["robots_fetched_at"] = Now()
        Host.objects.filter(pk=host.pk).update(**learnt)


def _links_of(host: Host, links: "QuerySet[Link]") -> list[Link]:
    """Return the host's links to look at: what somebody asked for first, then the longest due."""
    mine = links.filter(host=host).select_related("baseline")
    return list(mine.order_by("requested_at", "next_look_at", "pk")[:LINKS_A_HOST])


def _record(
    host: Host, token: UUID, link: Link, result: LookResult
) -> tuple[bool, dict[str, datetime]]:
    """Store the look; return whether we still held the lease, and how long to leave the host."""
    now = database_now()
    look: dict[str, Any] = {"host": host, "token": token, "link_id": link.pk, "now": now}
    try:
        stored = record_look(**look, result=result)
    except (DataError, IntegrityError) as error:
        # It would be refused again: noted as our own fault, the page waits for its next look.
        log.exception("check.not_recorded", url=link.url)
        detail = {"detail": repr(error)[:500]}
        fault = LookResult(link.url, Outcome.CHECKER_FAULT, "not-recorded", link.url, detail)
        stored = record_look(**look, result=fault)
    if result.outcome is Outcome.RATE:
        return stored, {"not_before": now + timedelta(seconds=result.retry_after_s or 60)}
    return stored, {}


def target_of(link: Link) -> Target:
    """Say what to look for at ``link``: its baseline and the words cited from it. Two queries."""
    cited = Passage.objects.filter(text__source__link=link)
    quotes = tuple(Quote(str(p.public_id), p.exact, p.prefix, p.suffix, p.start) for p in cited)
    return Target(link.url, _baseline_of(link), quotes)


def _baseline_of(link: Link) -> Baseline | None:
    """Return what we remember of the page; nothing when an editor waits for its body."""
    snapshot = link.baseline
    waits = Retrieval.objects.filter(source__link=link, state=Retrieval.State.WAITING)
    if snapshot is None or waits.exists():
        return None
    return Baseline(
        etag=link.etag or None,
        last_modified=link.last_modified or None,
        body_sha256=snapshot.body_sha256 or None,
        text=snapshot.text,
        extractor=snapshot.extractor or None,
    )


def network_policy() -> NetworkPolicy:
    """Return where looks may go: the public web, and what the settings name besides."""
    return NetworkPolicy(
        allowed_networks=tuple(settings.LINKCHECK_ALLOWED_NETWORKS),
        allowed_ports=frozenset({80, 443, *settings.LINKCHECK_ALLOWED_PORTS}),
    )


def user_agent() -> str:
    """Name ourselves honestly, with an address where we can be found."""
    return (
        f"{settings.SITE_NAME.replace(' ', '')}-linkcheck/1.0 (+{settings.SITE_URL}/methodology/)"
    )


@asynccontextmanager
async def _renewing(token: UUID) -> AsyncIterator[None]:
    """Renew the leases in the background for as long as the work goes on."""

    async def keep() -> None:
        while True:
            await asyncio.sleep(RENEW_EVERY)
            await sync_to_async(renew)(token)

    task = asyncio.create_task(keep())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
