"""What is in a file or at an address: a page, a feed, or lines of JSON, packed or not."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from factcheck.external.stream import Entry, entries_in
from factcheck.importing.jsonld import reviews_among, reviews_in_page
from newsroom.refusals import Refusal
from sources.downloading import LARGE, download
from sources.reading.page import LARGEST_PAGE, is_page

LARGEST = 500 * 1024 * 1024  # bytes of JSON, unpacked
LONGEST_LINE = 1024 * 1024  # bytes of a line that is a JSON text of its own

_GZIP = b"\x1f\x8b"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
# Outside texts they are white space, inside they are forbidden and there all the same.
_CONTROLS = bytes(range(32))
_TAMED = bytes.maketrans(_CONTROLS, bytes(c if c == 10 else 32 for c in _CONTROLS))


def is_address(place: str) -> bool:
    """Say whether a place is an address of the web; anything else is a path."""
    return place.startswith(("http://", "https://"))


def entries_at(place: str) -> Iterator[Entry]:
    """Yield each review at an address or in a file. Raises ``Refusal`` with a sentence.

    What is at an address is fetched through the guarded door, whole. What was read before something
    is wrong with the file has been yielded by then.
    """
    if is_address(place):
        yield from entries_of(io.BytesIO(download(place, LARGE)))
        return
    try:
        with Path(place).open("rb") as file:
            yield from entries_of(file)
    except OSError as error:
        raise Refusal(_("%s cannot be opened: %s.") % (place, error.strerror)) from error


def entries_of(file: IO[bytes]) -> Iterator[Entry]:
    """Yield each review in an open file; what it is is told by its content, not by its name."""
    if _head(file).startswith(_GZIP):
        try:
            with gzip.open(file) as unpacked:
                yield from _entries(io.BufferedReader(unpacked))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Refusal(_("The packed file is broken: %s.") % error) from error
    else:
        yield from _entries(file)


def _entries(file: IO[bytes]) -> Iterator[Entry]:
    head = _head(file)
    is_json = head.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith((b"{", b"["))
    if is_page(head) and not is_json:
        page = file.read(LARGEST_PAGE + 1)
        if len(page) > LARGEST_PAGE:
            raise Refusal(_("The page is larger than %d bytes.") % LARGEST_PAGE)
        yield from (Entry(review) for review in reviews_among(reviews_in_page(page)))
        return
    if not head.strip():
        raise Refusal(_("The file is empty."))
    with closing(io.BufferedReader(_Utf8(file, head), LONGEST_LINE)) as text:
        yield from _lines(text) if _is_lines(text) else entries_in(text)


def _head(file: IO[bytes]) -> bytes:
    head = file.read(2048)
    file.seek(0)
    return head


def _is_lines(text: "io.BufferedReader[_Utf8]") -> bool:
    """Say whether each line is an object of its own: then a bad one spoils no other."""
    first, newline, more = text.peek(LONGEST_LINE).lstrip().partition(b"\n")
    return bool(newline and more.strip()[:1] == b"{" and first.rstrip()[-1:] == b"}")


def _lines(text: "io.BufferedReader[_Utf8]") -> Iterator[Entry]:
    while line := text.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise Refusal(_("A line is longer than %d bytes.") % LONGEST_LINE)
        if not line.strip():
            continue
        found = False
        try:
            for entry in entries_in(io.BytesIO(line)):
                found = True
                yield entry
        except Refusal as refusal:
            found = True
            yield Entry(None, str(refusal))
        if not found:
            yield Entry(None, _("There is no ClaimReview in this line."))


class _Utf8(io.RawIOBase):
    """The text of a file in UTF-8, whatever is in it: what is none is marked with �, not lost."""

    def __init__(self, file: IO[bytes], head: bytes) -> None:
        encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._left, self._read, self._is_over = b"", 0, False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left and not self._is_over:
            self._more(len(buffer))
        given, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)

    def _more(self, size: int) -> None:
        data = self._file.read(size)
        self._read += len(data)
        if self._read > LARGEST:
            raise Refusal(_("There is more in it than the %d MB that are read.") % (LARGEST >> 20))
        self._is_over = not data
        text = self._decoder.decode(data, final=self._is_over)
        self._left = text.encode("utf-8", "replace").translate(_TAMED)
