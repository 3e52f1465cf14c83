"""The files of an export: written beside the old ones and put in their place at the end."""

import csv
import fcntl
import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation

from factcheck.exporting import rows
from factcheck.models import ChangeCounter, Check

CHECKS, TABLE, MANIFEST = "checks.jsonl.gz", "checks.csv", "manifest.json"
SCHEMA = 1
UNFINISHED = ".unfinished"
LOCK = ".export.lock"


class UnderWay(Exception):
    """Another export writes to the folder; the message says so."""


@dataclass(frozen=True)
class File:
    """One file of an export, with its size in bytes and its hash."""

    name: str
    rows: int
    bytes: int
    sha256: str


def export(folder: Path, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Path:
    """Write the whole corpus to ``folder`` and return the manifest's path.

    All rows are of one moment; ``sequence`` in the manifest is the last change they hold, so that
    whoever follows the changes after it has an exact copy. ``progress`` is told how many checks
    are written, of how many. The manifest comes last: a broken off export leaves the old one.
    Raises ``UnderWay``, and ``OSError`` where the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        with as_the_api_tells(), _one_moment():
            sequence = ChangeCounter.objects.values_list("value", flat=True).first() or 0
            number = _write(folder, progress)
        for name in (CHECKS, TABLE):
            (folder / f"{name}{UNFINISHED}").replace(folder / name)
        files = [_described(folder / name, number) for name in (CHECKS, TABLE)]
        return _manifest(folder, sequence, number, files)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other exports out of the folder: two would write into one file."""
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UnderWay(f"Another export to {folder} is under way.") from None
        yield


def _write(folder: Path, progress: Callable[[int, int], None]) -> int:
    number, total = 0, Check.objects.count()
    with (
        (folder / f"{CHECKS}{UNFINISHED}").open("wb") as packed,
        # Neither name nor time: the same corpus is the same file.
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=packed, mtime=0) as lines,
        (folder / f"{TABLE}{UNFINISHED}").open("w", newline="", encoding="utf-8") as written,
    ):
        table = csv.writer(written)
        table.writerow(rows.FLAT)
        for number, row in enumerate(rows.shown(), start=1):
            lines.write(rows.line(row))
            table.writerow(rows.cells(row))
            progress(number, total)
    return number


def _described(path: Path, number: int) -> File:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return File(path.name, number, path.stat().st_size, digest)


def _manifest(folder: Path, sequence: int, number: int, files: list[File]) -> Path:
    told: dict[str, Any] = {
        "schema": SCHEMA,
        "sequence": sequence,
        "checks": number,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "files": [asdict(file) for file in files],
    }
    path = folder / MANIFEST
    unfinished = folder / f"{MANIFEST}{UNFINISHED}"
    unfinished.write_text(json.dumps(told, indent=2) + "\n")
    unfinished.replace(path)
    return path


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
