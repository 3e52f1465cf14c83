"""The files of an export: written beside the old ones and put in their place at the end."""

import csv
import fcntl
import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC
from hashlib import file_digest
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation

from factcheck.exporting import rows
from factcheck.exporting.datafeed import DataFeed
from factcheck.models import Change, Check
from newsroom.api.sequence import BEGINNING

CHECKS, TABLE, REVIEWS = "checks.jsonl.gz", "checks.csv", "claimreview.json"
PACKED_REVIEWS = f"{REVIEWS}.gz"
MANIFEST = "manifest.json"
SCHEMA = 1
UNFINISHED = ".unfinished"
LOCK = ".export.lock"

Progress = Callable[[int, int], None]


class UnderWay(Exception):
    """Another export is being written there; the message says so."""


@dataclass(frozen=True)
class File:
    """One file of an export, with its size in bytes and its hash."""

    name: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What an export says of itself. ``sequence`` is the last change it holds, ``mark`` its."""

    schema: int
    sequence: int
    mark: str
    checks: int
    made_at: str
    files: list[File]


def silent(_done: int, _all: int) -> None:
    """Tell nobody how far it is."""


def export(folder: Path, progress: Progress = silent) -> Manifest:
    """Write the whole corpus to ``folder``, with a manifest.

    All rows are of one moment; ``sequence`` in the manifest is the last change they hold, so that
    whoever follows the changes after it has an exact copy. ``progress`` is told how many checks
    are written, of how many. The manifest comes last: a broken off export leaves the old one.
    Raises ``UnderWay``, and ``OSError`` where the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        with as_the_api_tells(), _one_moment():
            newest = Change.objects.order_by("-sequence").first()
            number, reviews = _write(folder, progress)
        _pack(folder, REVIEWS, PACKED_REVIEWS)
        counts = {CHECKS: number, TABLE: number, REVIEWS: reviews, PACKED_REVIEWS: reviews}
        for name in counts:
            (folder / f"{name}{UNFINISHED}").replace(folder / name)
        manifest = Manifest(
            schema=SCHEMA,
            sequence=newest.sequence if newest else 0,
            mark=newest.mark if newest else BEGINNING,
            checks=number,
            made_at=timezone.now().isoformat(timespec="seconds"),
            files=[_described(folder / name, count) for name, count in counts.items()],
        )
        unfinished = folder / f"{MANIFEST}{UNFINISHED}"
        unfinished.write_text(json.dumps(asdict(manifest), indent=2) + "\n")
        unfinished.replace(folder / MANIFEST)
        return manifest


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other exports out of the folder: two would write into one file."""
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UnderWay(f"Another export to {folder} is under way.") from None
        yield


def _write(folder: Path, progress: Progress) -> tuple[int, int]:
    """Write all files; return how many checks and how many ClaimReviews there are."""
    number, total = 0, Check.objects.count()
    with (
        _packed(folder / f"{CHECKS}{UNFINISHED}") as lines,
        (folder / f"{TABLE}{UNFINISHED}").open("w", newline="", encoding="utf-8") as written,
        (folder / f"{REVIEWS}{UNFINISHED}").open("wb") as reviews,
    ):
        table, feed = csv.writer(written), DataFeed(reviews)
        table.writerow(rows.FLAT)
        for number, check in enumerate(rows.checks(), start=1):
            row = rows.shown(check)
            lines.write(rows.line(row))
            table.writerow(rows.cells(row))
            feed.add(check)
            progress(number, total)
        feed.end()
    return number, feed.rows


def _pack(folder: Path, name: str, packed: str) -> None:
    """Write an unfinished file once more, packed."""
    with (
        (folder / f"{name}{UNFINISHED}").open("rb") as file,
        _packed(folder / f"{packed}{UNFINISHED}") as lines,
    ):
        shutil.copyfileobj(file, lines)


@contextmanager
def _packed(path: Path) -> Iterator[gzip.GzipFile]:
    """Write a gzip file with neither name nor time: the same corpus is the same file."""
    with (
        path.open("wb") as file,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as lines,
    ):
        yield lines


def _described(path: Path, number: int) -> File:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return File(path.name, number, path.stat().st_size, digest)


@contextmanager
def as_the_api_tells() -> Iterator[None]:
    """Tell times in UTC and addresses in the site's first language, as the API does."""
    with timezone.override(UTC), translation.override(settings.LANGUAGE_CODE):
        yield


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as it is now, whatever is published meanwhile."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")  # it reads a while, and in no hurry
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield
