"""ClaimReview out of JSON of any size, one after the other: nothing of a feed is kept in memory.

ijson tells what comes; of that only what a single review is made of is put together. Its parser in
Python is taken: that in C (3.6.0) ends the process where a file ends in a number too long to read.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _
from ijson.backends.python import basic_parse
from ijson.common import JSONError

from factcheck.importing.jsonld import DEEPEST, REVIEW, TWICE, Node, types
from newsroom.refusals import Refusal

MOST_VALUES = 5_000
"""So many values are in no review: what has more is a list of them, and is not kept."""

MOST_IN_VAIN = 250_000
"""So many values without a ClaimReview among them are read of a file, and no more."""

LONGEST_VALUE = 8 * 1024 * 1024  # bytes of one value, or between two
LONGEST_TEXT = 100_000  # characters of a text that are kept
LONGEST_KEY = 200

_FAULTS = (JSONError, ValueError, ArithmeticError)
_ENTRIES = "dataFeedElement"


@dataclass(frozen=True, slots=True)
class Entry:
    """A ClaimReview, or why there is none where one is to be expected."""

    review: Node | None
    problem: str = ""


@dataclass(slots=True)
class _Frame:
    """An object or a list that is not at its end; ``begun`` is how many entries came before it."""

    value: Any
    is_entries: bool
    begun: int
    key: str = ""
    kinds: Any = None
    weight: int = 0
    is_kept: bool = field(default=True)

    def add(self, value: Any, weight: int) -> None:
        if self.key == "@type":
            self.kinds = value
        self.weight += weight
        if self.weight > MOST_VALUES:
            self.is_kept = False
            self.value.clear()
        if not self.is_kept:
            return
        if isinstance(self.value, list):
            self.value.append(value)
            return
        if self.key in self.value:
            self.value.setdefault(TWICE, []).append(self.key)
        self.value[self.key] = value


def entries_in(file: IO[bytes]) -> Iterator[Entry]:
    """Yield what is in JSON.

    Raises ``Refusal``, after what comes before it, where the file is no JSON, is nested too deeply
    or says nothing for too long.
    """
    reading, watched = _Reading(), _Watched(file)
    events = basic_parse(watched)
    try:
        for event, value in events:
            watched.since = 0
            yield from reading.take(event, value)
    except _FAULTS as error:
        raise watched.stopped or Refusal(_("This is no JSON: %s.") % _first_line(error)) from error
    finally:
        watched.is_over = True
        with suppress(*_FAULTS):  # a parser that is left in the middle complains when it is cleared
            deque(events, maxlen=0)
    if watched.stopped:
        raise watched.stopped


class _Watched:
    """A file that is read while something comes of it: a word without an end costs its square.

    To the parser it ends where it cannot be read any further; ``stopped`` is why.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.since, self.is_over = file, 0, False
        self.stopped: Exception | None = None

    def read(self, size: int) -> bytes:
        try:
            data = b"" if self.is_over else self.file.read(size)
        except Exception as error:  # noqa: BLE001 - it is raised again, past the parser
            return self._stop(error)
        self.since += len(data)
        if self.since > LONGEST_VALUE:
            return self._stop(Refusal(_("A value is longer than %d MB.") % (LONGEST_VALUE >> 20)))
        return data

    def _stop(self, why: Exception) -> bytes:
        self.is_over, self.stopped = True, why
        return b""


class _Reading:
    """Where in the file we are, from the outermost object to the innermost."""

    def __init__(self) -> None:
        self.frames: list[_Frame] = []
        self.told = 0
        self.in_vain = 0

    def take(self, event: str, value: Any) -> Iterator[Entry]:
        """Take the next event; yield what is whole with it."""
        self.in_vain += 1
        if self.in_vain > MOST_IN_VAIN:
            raise Refusal(_("No ClaimReview among %d values: that is no feed.") % MOST_IN_VAIN)
        if event == "map_key":
            self.frames[-1].key = value[:LONGEST_KEY]
        elif event.startswith("start_"):
            self._open({} if event == "start_map" else [])
        elif event.startswith("end_"):
            yield from self._close()
        else:
            yield from self._put(_plain(value), 1, self.told)

    def _open(self, value: Any) -> None:
        if len(self.frames) >= DEEPEST:
            raise Refusal(_("It is nested more than %d deep: that is no feed.") % DEEPEST)
        key = self.frames[-1].key if self.frames else _ENTRIES
        is_entries = isinstance(value, list) and key == _ENTRIES
        self.frames.append(_Frame(value, is_entries, self.told))

    def _close(self) -> Iterator[Entry]:
        frame = self.frames.pop()
        if isinstance(frame.value, dict) and REVIEW in types(frame.kinds):
            too_large = _("It has more than %d values.") % MOST_VALUES
            yield self._tell(Entry(frame.value) if frame.is_kept else Entry(None, too_large))
            self.in_vain = 0
        else:
            yield from self._put(frame.value, frame.weight + 1, frame.begun)

    def _put(self, value: Any, weight: int, begun: int) -> Iterator[Entry]:
        """Put a value where it belongs; in a list of entries, say where none came of it."""
        if not self.frames:
            return
        parent = self.frames[-1]
        if parent.is_entries and self.told == begun:
            yield self._tell(Entry(None, _("There is no ClaimReview in this item.")))
        parent.add(value, weight)

    def _tell(self, entry: Entry) -> Entry:
        self.told += 1
        return entry


def _plain(value: Any) -> Any:
    """Return a value as JSON can be written with it: a number no computer counts to is a text."""
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if isinstance(value, Decimal):
        return float(value) if abs(value.adjusted()) < 15 else str(value)[:50]
    if isinstance(value, int) and abs(value) >= 10**15:
        return str(value)[:50]
    return value


def _first_line(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    return str(said).strip().partition("\n")[0].rstrip(".")[:100] or type(error).__name__
