"""Debates and speeches, a sentence a line, some marked as chosen for a check.

A line is its number, the speaker and the text, divided by tabs; where people have judged it, a
fourth column is 1 for what was worth a check, else 0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[4] / "shared/data/checkworthy/debates_2019"
HELD_OUT_FROM = "2018"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence somebody spoke; ``is_worth`` is None where nobody has judged it."""

    number: str
    text: str
    is_worth: bool | None


def read_debate(path: Path) -> list[Line]:
    """Read a debate; a head of names and empty lines are passed over."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Line(row[0], row[2], row[3].strip() == "1" if len(row) > 3 else None)
        for row in rows
        if len(row) > 2 and row[0].strip().isdecimal()
    ]


def read_all(folder: Path = FOLDER) -> dict[str, list[Line]]:
    """Read the debates of a folder by name; none where there is no folder."""
    return {path.stem: read_debate(path) for path in sorted(folder.glob("*.tsv"))}


def held_out(names: Iterable[str]) -> list[str]:
    """Name the debates nothing is fitted on: the latest, as what is to come is later than all."""
    return sorted(name for name in names if name >= HELD_OUT_FROM)
