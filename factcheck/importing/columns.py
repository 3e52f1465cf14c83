"""The columns of a file of claims, and what is written in cells for people and their programs."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

REQUIRED = ("address", "statement")
COLUMNS = (
    *REQUIRED,
    "quote", "kind", "attribution", "claimant", "claimant_kind", "title_held", "said", "place",
    "topics", "language", "summary", "context", "source_title", "source_byline", "source_outlet",
    "source_published", "source_language", "text",
)  # fmt: skip
PROBLEM = "what is wrong"
BEYOND = "beyond_the_last_column"
SEPARATOR = ";"

# Where a cell begins: also behind a semicolon, a tab or a line end. A spreadsheet that separates
# cells by those, as many do outside the English-speaking world, heeds no quotation mark inside.
_A_CELL = r"(?:\A|(?<=[;\t\r\n]))"
_FORMULA = r"(?=[=+\-@\t\r])"
_BARE = re.compile(_A_CELL + _FORMULA)
_SHIELDED = re.compile(f"{_A_CELL}'{_FORMULA}")

Row = Mapping[str, str]


def folded(heading: object) -> str:
    """Return the name of a column as we write it: “Source title ” is ``source_title``."""
    return "_".join(str(heading or "").replace("-", " ").replace("_", " ").lower().split())


def text_of(cell: object) -> str:
    """Return what a cell says as text; a day without a time is written as a day."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return cell.date().isoformat() if is_day else cell.isoformat(" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return unshielded(str(cell))


def shielded(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes any of it for a formula: with a quote before."""
    return _BARE.sub("'", text)


def unshielded(text: str) -> str:
    """Undo ``shielded``, for a file that comes back mended."""
    return _SHIELDED.sub("", text)


def row_of(cells: Mapping[Any, Any]) -> dict[str, str]:
    """Return the cells of a row as texts by the names of their columns, empty ones left out."""
    texts = {folded(name): _storable(text_of(cell)).strip() for name, cell in cells.items()}
    return {name: text for name, text in texts.items() if text and name}


def _storable(text: str) -> str:
    """Leave out what PostgreSQL has no text with: NUL, and halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
