"""Read rows out of a file, whatever its format, and write rows into one."""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import IO, Any

from django.utils.translation import gettext as _
from import_export.formats.base_formats import CSV
from openpyxl import load_workbook
from tablib import Dataset

from factcheck.importing.claimreview import rows_of_reviews
from factcheck.importing.columns import BEYOND, COLUMNS, PROBLEM, REQUIRED, folded, row_of, shielded
from factcheck.importing.jsonld import reviews_in_page
from newsroom.refusals import Refusal
from sources.reading.article import ReadingError
from sources.reading.page import is_page
from sources.reading.plain import decode

LARGEST = 20 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes: a workbook is packed
MOST_TAGS = 3_000_000  # marks in the XML of a workbook: so many as 20,000 full rows have
MOST_ROWS = 20_000
MOST_EMPTY = 100_000  # rows of a sheet, those that say nothing included
MOST_COLUMNS = 200  # further to the right is no column of claims, and each costs every row
_DELIMITERS = ",;\t"

Rows = list[dict[str, str]]

csv.field_size_limit(LARGEST)  # a cell may hold an article


def read_rows(data: bytes) -> Rows:
    """Return the rows of CSV, a workbook (XLSX), JSON, or ClaimReview in JSON-LD or a page.

    What it is is told by its content, not by its name. Raises ``Refusal`` with a sentence when
    nothing can be read, a required column is missing, or there are too many rows.
    """
    if not data.strip():
        raise Refusal(_("The file is empty."))
    if len(data) > LARGEST:
        raise Refusal(_("The file is larger than 20 MB. Split it, please."))
    rows: Rows = []
    for row in _rows(data):
        if set(row) - {folded(PROBLEM)}:
            rows.append(row)
        if len(rows) > MOST_ROWS:
            raise Refusal(_("More than %d rows: split the file, please.") % MOST_ROWS)
    if not rows:
        raise Refusal(_("There is no row in it."))
    _require_columns(rows)
    return rows


def _rows(data: bytes) -> Iterable[dict[str, str]]:
    if data.startswith(b"PK\x03\x04"):
        return _rows_of_workbook(data)
    if is_page(data):
        return rows_of_reviews(reviews_in_page(data))
    try:
        text = decode(data).lstrip("\ufeff")
    except ReadingError as error:
        raise Refusal(str(error)) from error
    if text.lstrip()[:1] in ("{", "["):
        return _rows_of_json(text)
    return _rows_of_csv(text)


def _rows_of_workbook(data: bytes) -> Iterator[dict[str, str]]:
    if _unpacked_size(data) > LARGEST_UNPACKED or _tags_in(data) > MOST_TAGS:
        raise Refusal(_("The workbook is too large unpacked. Split it, please."))
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        # Row by row: of a sheet that was formatted to its end, a million are empty.
        cells = book.active.iter_rows(values_only=True, max_col=MOST_COLUMNS)
        headings = [folded(heading) for heading in next(cells, ())]
        for row in islice(cells, MOST_EMPTY):
            if any(cell is not None for cell in row):
                yield row_of(dict(zip(headings, row, strict=False)))
        has_more = next(cells, None) is not None
    except Exception as error:  # a broken workbook breaks its reader in many ways
        raise Refusal(_("The workbook cannot be read. Save it anew, or as CSV.")) from error
    if has_more:
        raise Refusal(_("More than %d rows: split the file, please.") % MOST_EMPTY)


def _unpacked_size(data: bytes) -> int:
    """Return how many bytes an archive says it has unpacked; 0 of one that is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return 0


def _tags_in(data: bytes) -> int:
    """Count what begins a tag in an archive: each costs its reader time, however small it packs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return sum(_count(packed.open(part)) for part in packed.infolist())
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError):
        return 0  # the reader says that it is broken


def _count(part: IO[bytes]) -> int:
    return sum(piece.count(b"<") for piece in iter(lambda: part.read(1 << 20), b""))


def _rows_of_csv(text: str) -> Iterator[dict[str, str]]:
    """Read with the delimiter that the headings use most; cells too many are told, not dropped."""
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey=BEYOND)
        if len(reader.fieldnames or ()) > MOST_COLUMNS:
            raise Refusal(_("More than %d columns: leave out those nobody reads.") % MOST_COLUMNS)
        for row in reader:
            beyond: Any = row.pop(BEYOND, None)
            told = {BEYOND: delimiter.join(beyond)} if beyond and any(beyond) else {}
            yield row_of(row | told)
    except csv.Error as error:
        raise Refusal(_("This is not CSV as we can read it: %s.") % error) from error


def _rows_of_json(text: str) -> Iterable[dict[str, str]]:
    """Read a list of rows, or ClaimReview wherever in the JSON it stands."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal(_("This is not JSON: %s.") % error) from error
    if reviews := rows_of_reviews([given]):
        return reviews
    rows = given if isinstance(given, list) else given.get("claims", ())
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refusal(_("Neither a list of rows nor ClaimReview is in this JSON."))
    return [row_of(_flat(row)) for row in rows]


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Write a list in a cell as people do, and take nothing else for a text."""
    return {
        name: "; ".join(map(str, cell)) if isinstance(cell, list) else cell
        for name, cell in row.items()
        if not isinstance(cell, dict)
    }


def _require_columns(rows: Rows) -> None:
    found = set().union(*rows)
    if missing := [name for name in REQUIRED if name not in found]:
        raise Refusal(
            _("There is no column “%(missing)s”. Columns are named in the first line: %(all)s.")
            % {"missing": "”, “".join(missing), "all": ", ".join(COLUMNS)}
        )


def unread_columns(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Name the columns that nothing is made of."""
    found = set().union(*rows) if rows else set()
    return sorted(found - {*COLUMNS, BEYOND, folded(PROBLEM)})


def write_csv(rows: Iterable[tuple[Mapping[str, str], Sequence[str]]]) -> bytes:
    """Write rows as they were given, and what is wrong with each, for a spreadsheet to open.

    No cell is a formula, whatever was in it; the file can be mended and imported again.
    """
    listed = [(given, problems) for given, problems in rows]
    others = dict.fromkeys(name for given, _problems in listed for name in given)
    names = [*(n for n in COLUMNS if n in others), *(n for n in others if n not in COLUMNS)]
    table = Dataset(headers=[*(shielded(name) for name in names), PROBLEM])
    for given, problems in listed:
        cells = [shielded(given.get(name, "")) for name in names]
        table.append([*cells, shielded(" ".join(problems))])
    text: str = CSV().export_data(table)
    return b"\xef\xbb\xbf" + text.encode()  # without the mark, spreadsheets take it for Latin-1
