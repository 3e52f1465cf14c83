"""The folder a site is exported to: whose it is, what is in it, and writing all or nothing."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

JOURNAL = ".export.jsonl"
LOCK = ".export.lock"
UNFINISHED = ".export.tmp"
OWN = {JOURNAL, LOCK, UNFINISHED}
INDEX = "index.html"
GONE = "index.gone"
"""Lies beside the notice of what was withdrawn, for servers that should answer 410."""

ABSENT = "-"
"""Begins the key of what was looked for and is not there."""


class NotOurs(Exception):
    """The folder cannot be exported to; the message says why."""


class Folder:
    """Files by name, each with the key of what it shows, written down as they are finished.

    The journal has a line for each file; later lines win, and a line that was cut off counts for
    nothing: what it told of is looked at again.
    """

    def __init__(self, place: Path) -> None:
        """Keep where it is; ``opened`` reads what is in it."""
        self.place = place
        self.keys: dict[str, str] = {}

    @classmethod
    @contextmanager
    def opened(cls, place: Path) -> "Iterator[Folder]":
        """Take the folder, alone, and read what it has; make it if need be. Raises ``NotOurs``."""
        folder = cls(place)
        try:
            place.mkdir(parents=True, exist_ok=True)
            is_new = {path.name for path in place.iterdir()} <= OWN  # ours, that got no further
            if not is_new and not (place / JOURNAL).exists():
                raise NotOurs(
                    f"{place} holds files that no export has written. Choose an empty folder."
                )
            lock = (place / LOCK).open("w")
        except OSError as error:
            raise NotOurs(f"{place} cannot be written to: {error.strerror}.") from error
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise NotOurs(f"Another export to {place} is under way.") from None
            folder._begin()
            yield folder

    def _begin(self) -> None:
        shutil.rmtree(self.place / UNFINISHED, ignore_errors=True)
        (self.place / UNFINISHED).mkdir()
        for line in self._lines():
            try:
                file, key = json.loads(line)
            except ValueError:
                continue  # cut off when an export was killed
            if key is None:
                self.keys.pop(file, None)
            else:
                self.keys[file] = key
        self.finish()

    def _lines(self) -> list[str]:
        journal = self.place / JOURNAL
        return journal.read_text(encoding="utf-8").splitlines() if journal.exists() else []

    def note(self, files: dict[str, str | None]) -> None:
        """Write down files that are finished, and None for files that are gone."""
        with (self.place / JOURNAL).open("a", encoding="utf-8") as journal:
            for file, key in files.items():
                journal.write(json.dumps([file, key]) + "\n")
                if key is None:
                    self.keys.pop(file, None)
                else:
                    self.keys[file] = key

    def finish(self) -> None:
        """Write the journal anew, a line for each file."""
        lines = "".join(json.dumps([file, key]) + "\n" for file, key in self.keys.items())
        write(self.place, JOURNAL, lines.encode())

    def has(self, file: str, key: str) -> bool:
        """Say whether a file is there and shows just this, or is known not to be there."""
        known = self.keys.get(file)
        return known == ABSENT + key or (known == key and (self.place / file).exists())

    def remove(self, file: str) -> None:
        """Remove a file we wrote, and the folders that are empty without it."""
        path = self.place / file
        path.unlink(missing_ok=True)
        if path.name == INDEX:
            path.with_name(GONE).unlink(missing_ok=True)
        for above in path.parents:
            if above == self.place or not _is_removed(above):
                return


def _is_removed(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:  # something else is in it
        return False
    return True


def write(place: Path, file: str, body: bytes) -> bool:
    """Write a file of the folder, all of it or nothing; leave it alone where it is the same.

    Says whether it was written.
    """
    path = place / file
    try:
        if path.read_bytes() == body:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place / UNFINISHED / str(os.getpid())
    unfinished.write_bytes(body)
    unfinished.replace(path)
    return True
