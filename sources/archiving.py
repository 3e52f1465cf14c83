"""Have the web archive keep what we watch: who is asked for, and what is remembered of it.

The asking itself is a job (``archive_visit``): archives are slow and must never delay anybody.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils import timezone

from newsroom.jobs.queue import enqueue, enqueue_each, hasten
from sources.linkcheck.archive import Reply
from sources.models import Link

KIND = "sources.archive"
LONGEST_ADDRESS = 2_000  # characters, as long as a watched one
RETRY_AFTER = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))


class Task(StrEnum):
    """What a visit to the archive is for."""

    SAVE = "save"  # ask for a copy of the page as it is
    FETCH = "fetch"  # see whether the copy that was asked for is there
    FIND = "find"  # find the best copy of a page that died


def follow(links: Iterable[Link]) -> None:
    """Ask for copies of watched pages that have a baseline now; find those of dead ones without.

    For whoever records looks, in the transaction of the looks. Without an archive in the settings
    it does nothing. At most two statements.
    """
    if wanting := [link for link in links if _wants_copy(link)]:
        ask(wanting)


def _wants_copy(link: Link) -> bool:
    if link.archived_url or link.cadence == Link.Cadence.NONE:
        return False
    is_new = link.baseline_id is not None and link.archive_asked_at is None
    return is_new or link.health == Link.Health.DEAD


def ask(links: Sequence[Link]) -> bool:
    """Enqueue a request each: for a fresh copy, or of a dead page for the best there is.

    Returns False when the settings name no archive. Notes on the links that they were asked for.
    """
    if not settings.ARCHIVE_URL:
        return False
    payloads = {str(link.pk): _payload(link, task_for(link, Task.SAVE)) for link in links}
    enqueue_each(kind=KIND, payloads=payloads)
    now = timezone.now()
    for link in links:
        link.archive_asked_at = now
    Link.objects.filter(pk__in=[link.pk for link in links]).update(archive_asked_at=now)
    return True


def task_for(link: Link, task: Task) -> Task:
    """Return what a visit is for by now: of a page that died, no copy is asked for any more."""
    return Task.FIND if link.health == Link.Health.DEAD else task


def ask_soon(link: Link) -> bool:
    """Ask ahead of all that waits, for a person who is waiting too. Otherwise like ``ask``."""
    asked = ask([link])
    hasten(kind=KIND, key=str(link.pk))
    return asked


def remember(link: Link, reply: Reply, task: Task, tries: int) -> None:
    """Store what the archive said; without a copy ask again, later each time, then give up.

    A request the archive took is not made twice: the next visit looks whether the copy is there.
    """
    row = Link.objects.filter(pk=link.pk)
    if reply.copy and len(reply.copy.url) > LONGEST_ADDRESS:
        reply = Reply(note="The address of the archive's copy is too long to keep.", is_final=True)
    if reply.copy:
        row.update(archived_url=reply.copy.url, archived_at=reply.copy.taken_at, archive_note="")
    elif reply.is_final or tries >= len(RETRY_AFTER):
        row.update(archive_note=f"{reply.note} We ask no more."[:300])
    else:
        row.update(archive_note=reply.note[:300])
        wait = max(RETRY_AFTER[tries], timedelta(seconds=reply.wait_s))
        payload = _payload(link, _after(task, reply), tries + 1)
        enqueue(kind=KIND, payload=payload, key=str(link.pk), delay=wait)


def _after(task: Task, reply: Reply) -> Task:
    if task is Task.FIND:
        return task
    return Task.FETCH if reply.is_taken else Task.SAVE


def _payload(link: Link, task: Task, tries: int = 0) -> dict[str, Any]:
    return {"link": link.pk, "task": task.value, "tries": tries}
