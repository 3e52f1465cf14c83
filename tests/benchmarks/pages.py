"""The real pages that benchmarks and tests measure on, if they lie beside this project."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "shared/data/html/article-extraction-benchmark"
ABSENT = f"There is nothing to measure on: the real pages are not at {FOLDER}."


@dataclass(frozen=True, slots=True)
class RealPage:
    """A news page as it was served and its article as a person read it."""

    name: str
    url: str
    html: bytes
    article: str


def real_pages(every: int = 1) -> Iterator[RealPage]:
    """Read the pages one by one, or every so many of them, always in the same order."""
    truth = json.loads((FOLDER / "ground-truth.json").read_text(encoding="utf-8"))
    for name in sorted(truth)[::every]:
        html = gzip.decompress((FOLDER / "html" / f"{name}.html.gz").read_bytes())
        yield RealPage(name, truth[name]["url"], html, truth[name]["articleBody"])
