"""The job that speaks to the web archive: one link a visit, under the leases of its hosts.

The archive is a host like any other: only the holder of its lease may speak to it, so all workers
together keep the distance, and a Retry-After binds them all.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from newsroom.jobs import queue
from newsroom.jobs.queue import Store
from sources import archiving
from sources.archiving import Task
from sources.checking import network_policy, user_agent
from sources.leasing import database_now, hand_back, lease
from sources.linkcheck.address import host_key
from sources.linkcheck.archive import Archive, Reply, Wanted, availability_of
from sources.linkcheck.fetch import AioFetcher, Limits
from sources.linkcheck.politeness import HostTurns, Politeness
from sources.models import Host, Link

BETWEEN_STARTS = timedelta(seconds=4)
LONGEST_WAIT = timedelta(days=1)  # however long an archive says
LIMITS = Limits(deadline_s=20.0, connect_s=10.0, read_s=20.0)  # it answers when the copy is there
WHOLE_VISIT_S = 24.0  # within the lease of a host
CACHED = timedelta(hours=1)  # an archive may show a copy it took shortly before we asked


def visit_due() -> int:
    """Make one visit, if one is due and the archive may be spoken to; return how many were made."""
    if not settings.ARCHIVE_URL:
        return 0
    taken = Host.objects.filter(key__in=_keys()).exclude(pk__in=Host.objects.free())
    return 0 if taken.exists() else queue.work(limit=1, kind=archiving.KIND)


def visit(payload: Mapping[str, Any]) -> Store:
    """Speak to the archive about one link (slow) and return what stores its answer.

    ``payload``: ``link`` (pk), ``task`` (what for), ``tries`` (so far). Raises ``Postponed`` when
    somebody else speaks to the archive.
    """
    link = Link.objects.get(pk=payload["link"])
    task, tries = archiving.task_for(link, Task(payload["task"])), int(payload["tries"])
    token, hosts = _lease_archive()
    if len(hosts) < len(_keys()):
        hand_back(hosts, token)
        raise queue.Postponed("Somebody speaks to the archive.", after=BETWEEN_STARTS)
    reply = Reply(note="The archive did not answer in time.", is_taken=task is Task.SAVE)
    try:
        with suppress(TimeoutError):
            reply = asyncio.run(_speak(link, task))
    finally:
        wait = min(max(BETWEEN_STARTS, timedelta(seconds=reply.wait_s)), LONGEST_WAIT)
        hand_back(hosts, token, not_before=database_now() + wait)
    return lambda: archiving.remember(link, reply, task, tries)


def _keys() -> set[str]:
    """Name the servers of the archive."""
    return {host_key(settings.ARCHIVE_URL), host_key(_availability())}


def _availability() -> str:
    return settings.ARCHIVE_AVAILABILITY_URL or availability_of(settings.ARCHIVE_URL)


def _lease_archive() -> tuple[UUID, list[Host]]:
    """Lease the servers of the archive, as far as nobody else speaks to them."""
    keys = _keys()
    for key in sorted(keys):
        Host.objects.get_or_create(key=key)
    return lease(Host.objects.free().filter(key__in=keys), len(keys))


async def _speak(link: Link, task: Task) -> Reply:
    """Ask within the time of a visit. Raises TimeoutError."""
    turns = Politeness(per_host=1, interval_s=BETWEEN_STARTS.total_seconds())
    async with (
        asyncio.timeout(WHOLE_VISIT_S),
        AioFetcher(network_policy(), user_agent(), limits=LIMITS) as fetcher,
    ):

        async def admit(url: str) -> HostTurns:
            return turns.of(url)

        fetch = partial(fetcher.fetch, admit=admit)
        archive = Archive(settings.ARCHIVE_URL, fetch, _availability())
        if task is Task.SAVE:
            return await archive.save(link.url)
        return await archive.find(link.url, _wanted(link, task))


def _wanted(link: Link, task: Task) -> Wanted:
    """Say which copy will do: the one we asked for, or the last from before the page died."""
    if task is Task.FETCH and link.archive_asked_at:
        return Wanted(link.archive_asked_at, earliest=link.archive_asked_at - CACHED)
    died_at = link.failing_since or link.last_ok_at
    return Wanted(died_at or timezone.now(), latest=died_at)
