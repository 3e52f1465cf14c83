"""Put work in the queue, and do it under a lease.

An app registers a handler for a kind of job in its ``AppConfig.ready`` (``handle``), actions
call ``enqueue`` inside their transaction, and the worker's tick calls ``work``. Ten deliveries
of one bell have one effect: the lease decides.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import structlog
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from newsroom.jobs.models import Heartbeat, Job

Store = Callable[[], None]
Handler = Callable[[Mapping[str, Any]], Store | None]

LEASE = timedelta(seconds=45)  # longer than tasks.work may take; a dead worker's job waits this
MAX_ATTEMPTS = 3
KEEP_DONE = timedelta(days=30)
RETRY_AFTER = (timedelta(seconds=5), timedelta(seconds=60))

log = structlog.get_logger(__name__)


class Postponed(Exception):
    """What the job needs is away: try again ``after`` a while, for as long as it takes."""

    def __init__(self, reason: str, *, after: timedelta) -> None:
        """Say in ``reason`` what is away; whoever looks at the waiting job reads it."""
        super().__init__(reason)
        self.after = after


_handlers: dict[str, str] = {}
_apart: set[str] = set()


def handle(kind: str, handler: str, *, apart: bool = False) -> None:
    """Register who does jobs of ``kind``, by dotted path; called from an app's ``ready``.

    A kind ``apart`` has a bell of its own, so that slow work keeps nothing else waiting.

    It is imported when there is such a job to do: only the worker pays for what it needs. The
    ``Handler`` does the slow part (the network) outside any transaction and returns what is
    left: a function that stores the result. It runs in the transaction that closes the job, so
    a job whose lease was lost stores nothing. A handler that raises ``Postponed`` gets the job
    again later; any other exception counts, and the third sets the job aside.
    """
    _handlers[kind] = handler
    if apart:
        _apart.add(kind)


def enqueue(
    *, kind: str, payload: Mapping[str, Any], key: str = "", delay: timedelta = timedelta(0)
) -> None:
    """Write a job in the caller's transaction. With ``key``, an open twin makes this a no-op."""
    _write([Job(kind=kind, payload=dict(payload), key=key, due_at=Now() + delay)])


def enqueue_each(*, kind: str, payloads: Mapping[str, Mapping[str, Any]]) -> None:
    """Write a job for each key at once, as ``enqueue`` would; an open twin makes one a no-op."""
    _write([Job(kind=kind, payload=dict(payload), key=key) for key, payload in payloads.items()])


def _write(jobs: list[Job]) -> None:
    for job in jobs:
        if job.kind not in _handlers:
            raise LookupError(f"No handler is registered for jobs of kind {job.kind!r}.")
    Job.objects.bulk_create(jobs, ignore_conflicts=all(job.key for job in jobs))


def waiting(kind: str, **payload: Any) -> QuerySet[Job]:
    """Return the waiting jobs of a ``kind`` with these entries in their payload, the oldest first.

    For a handler that does them along with its own job.
    """
    entries = {f"payload__{name}": value for name, value in payload.items()}
    return Job.objects.filter(kind=kind, state=Job.State.WAITING, **entries).order_by("pk")


def close(jobs: Iterable[Job]) -> None:
    """Close waiting jobs that were done along with another, in its ``Store``."""
    ours = Job.objects.filter(pk__in=[job.pk for job in jobs], state=Job.State.WAITING)
    ours.update(state=Job.State.DONE, finished_at=Now(), last_error="")


def hasten(*, kind: str, key: str) -> None:
    """Let the open job with this ``key`` be the next of its kind: somebody waits for it."""
    first = Now() - timedelta(days=1)
    Job.objects.filter(kind=kind, key=key, state=Job.State.WAITING).update(due_at=first)


def work(limit: int = 20, kind: str = "") -> int:
    """Do up to ``limit`` due jobs, one lease at a time. Returns how many were tried.

    Jobs of all kinds but those apart, or of one ``kind`` alone.
    """
    for done in range(limit):
        job = lease(kind)
        if job is None:
            return done
        _do(job)
    return limit


def lease(kind: str = "") -> Job | None:
    """Take the oldest due job (see ``work``) that nobody holds, or None. Counts the attempt."""
    due = Job.objects.due()
    mine = due.filter(kind=kind) if kind else due.exclude(kind__in=_apart)
    with transaction.atomic():
        job = mine.select_for_update(skip_locked=True).order_by("due_at").first()
        if job is None:
            return None
        job.lease_token = uuid4()
        Job.objects.filter(pk=job.pk).update(
            state=Job.State.LEASED,
            lease_token=job.lease_token,
            leased_until=Now() + LEASE,
            attempts=F("attempts") + 1,
        )
    job.attempts += 1
    return job


def _do(job: Job) -> None:
    """Run the handler and, if the lease is still ours, store its result and close the job."""
    try:
        handler: Handler = import_string(_handlers[job.kind])
        store = handler(job.payload)
        with transaction.atomic():
            if not _finish(job, state=Job.State.DONE, finished_at=Now(), last_error=""):
                log.warning("job.lease_lost", job=str(job.public_id), kind=job.kind)
            elif store is not None:
                store()
    except Postponed as pause:
        log.warning("job.postponed", job=str(job.public_id), kind=job.kind, reason=str(pause))
        uncounted = {"attempts": F("attempts") - 1, "due_at": Now() + pause.after}
        _finish(job, state=Job.State.WAITING, last_error=str(pause), **uncounted)
    except Exception as error:
        log.exception("job.failed", job=str(job.public_id), kind=job.kind)
        _retry_later(job, f"{type(error).__name__}: {error}")


def _finish(job: Job, **changes: Any) -> bool:
    """Compare and set: change the row only while it carries our token."""
    changes |= {"lease_token": None, "leased_until": None}
    held = Job.objects.filter(pk=job.pk, state=Job.State.LEASED, lease_token=job.lease_token)
    return held.update(**changes) == 1


def _retry_later(job: Job, error: str) -> None:
    """Put a failed job back, later each time; set it aside after ``MAX_ATTEMPTS``."""
    if job.attempts >= MAX_ATTEMPTS:
        _finish(job, state=Job.State.SET_ASIDE, last_error=error, finished_at=Now())
    else:
        wait = RETRY_AFTER[min(job.attempts, len(RETRY_AFTER)) - 1]
        _finish(job, state=Job.State.WAITING, last_error=error, due_at=Now() + wait)


def reap() -> int:
    """Give back the jobs of workers that went silent; set aside what keeps killing them."""
    note = "The worker stopped before the job was done."
    released = {"lease_token": None, "leased_until": None, "last_error": note}
    expired = Job.objects.expired()
    poison = expired.filter(attempts__gte=MAX_ATTEMPTS)
    count = poison.update(state=Job.State.SET_ASIDE, finished_at=Now(), **released)
    return count + expired.update(state=Job.State.WAITING, due_at=Now(), **released)


def forget() -> int:
    """Remove what was done ``KEEP_DONE`` ago; what was set aside stays for whoever looks."""
    old = Job.objects.filter(state=Job.State.DONE, finished_at__lt=Now() - KEEP_DONE)
    return old.delete()[0]


def beat_heart(name: str = "worker") -> None:
    """Note that a message came through the queue to a worker that does its work."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": Now()})
