"""Reads the word lists in ``vocabulary/``."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "vocabulary"


@cache
def lexicon(name: str) -> dict[str, list[str]]:
    """Return the entries of a word list by section, the most frequent first."""
    sections: dict[str, list[str]] = {}
    section: list[str] = []
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section += [entry.strip() for entry in line.split(";")]
    return sections
