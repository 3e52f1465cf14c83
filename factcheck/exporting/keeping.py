"""Keep exports for partners: a new one each day and after each withdrawal, the old ones a while."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import structlog
from django.core.files.storage import storages
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone
from uuid6 import uuid7

from factcheck.exporting.files import MANIFEST, Progress, UnderWay, export, silent
from factcheck.models import Export, ExportAttempt
from sources.stopping import is_stopping

EVERY = timedelta(days=1)
KEPT = timedelta(days=3)
RESTS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""How long nothing is tried after the first export that failed, the second, and so on."""
ONE_AT_A_TIME = 7_202  # this act's number among PostgreSQL's advisory locks

log = structlog.get_logger(__name__)


class Stopped(Exception):
    """The worker is to end, and does not wait for an export."""


def export_where_needed() -> int:
    """Make an export where partners have none of the last day; return how many were made.

    One that holds what was withdrawn since is none. What nobody may take any more is removed.
    After a failure it rests, longer each time.
    """
    try:
        with _alone():
            _remove_old()
            needed = _is_needed() and not _is_resting()
            if needed:
                _make(_until_told_to_stop)
    except (UnderWay, Stopped):
        return 0
    return int(needed)


def next_attempt(attempts: Sequence[ExportAttempt]) -> datetime:
    """Return until when nothing is tried after these that failed, the newest first."""
    return attempts[0].at + RESTS[min(len(attempts), len(RESTS)) - 1]


def keep_export(progress: Progress = silent) -> Export:
    """Make an export that partners can take; before, remove those nobody may take any more.

    It waits after no failure. Raises ``UnderWay``, and ``OSError`` where the folder cannot be
    written to.
    """
    with _alone():
        _remove_old()
        return _make(progress)


def folder_of(public_id: UUID) -> Path:
    """Return where the files of an export are."""
    return _root() / str(public_id)


def _root() -> Path:
    return Path(storages["exports"].path(""))


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time make exports, or remove them, on whatever machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            raise UnderWay("Another export is under way.")
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def _is_needed() -> bool:
    newest = Export.objects.available().filter(made_at__gt=timezone.now() - EVERY).first()
    # The database may come from a backup that is older than what is left of the files.
    return newest is None or not (folder_of(newest.public_id) / MANIFEST).exists()


def _until_told_to_stop(_done: int, _all: int) -> None:
    if is_stopping():
        raise Stopped


def _is_resting() -> bool:
    attempts = list(ExportAttempt.objects.all())
    return bool(attempts) and next_attempt(attempts) > timezone.now()


def _make(progress: Progress) -> Export:
    public_id = uuid7()
    with _attempt():
        manifest = export(folder_of(public_id), progress)
        return Export.objects.create(
            public_id=public_id,
            sequence=manifest.sequence,
            mark=manifest.mark,
            checks=manifest.checks,
            files=[asdict(file) for file in manifest.files],
        )


@contextmanager
def _attempt() -> Iterator[None]:
    """Write down that something is tried, before it is: who is killed writes nothing.

    A worker that was told to stop did not fail: the next may begin at once.
    """
    attempt = ExportAttempt.objects.create()
    try:
        yield
    except Stopped:
        attempt.delete()
        raise
    except Exception as error:
        log.warning("export.failed", error=repr(error))
        kind = type(error).__name__[:80]
        ExportAttempt.objects.filter(pk=attempt.pk).update(at=Now(), error=kind)
        raise
    ExportAttempt.objects.all().delete()


def _remove_old() -> None:
    """Remove what holds something withdrawn, what was never finished, and what is old.

    The newest that is left stays, however old it is.

    Whoever is reading a file reads it to its end.
    """
    available = Export.objects.available()
    fresh = available.filter(made_at__gt=timezone.now() - KEPT)
    kept = {*fresh.values_list("public_id", flat=True)}
    kept.update(available.values_list("public_id", flat=True)[:1])
    Export.objects.exclude(public_id__in=kept).delete()
    names = {str(public_id) for public_id in kept}
    for folder in _root().iterdir() if _root().exists() else ():
        if folder.name not in names:
            shutil.rmtree(folder, ignore_errors=True)
