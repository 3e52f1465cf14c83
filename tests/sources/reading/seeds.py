"""The five seed articles and the claims marked in them, where the data lie beside the project."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sources.reading.article import Article
from sources.reading.pasted import read_text

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "seeds"
NUMBERS = ("000", "001", "002", "003", "004")

needs_seeds = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the seed articles are not there: no folder {FOLDER.name}"
)


@cache
def raw(number: str) -> str:
    """Return a seed article as it was copied."""
    return next(FOLDER.glob(f"{number}_*.txt")).read_text(encoding="utf-8")


@cache
def read(number: str) -> Article:
    """Return a seed article as read."""
    return read_text(raw(number))


def rows() -> list[dict[str, Any]]:
    """Return the marked claims, or none where the data are absent."""
    path = FOLDER / "claims.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [json.loads(line) for line in lines if line.strip()]


def is_claim(row: dict[str, Any]) -> bool:
    """Tell whether a row is worth splitting out, not a trap."""
    return not row["trap"].startswith("REJECT")
