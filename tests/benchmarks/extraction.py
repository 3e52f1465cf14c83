"""Measure how well and fast articles are read from real pages: `-m tests.benchmarks.extraction`.

The score is the one the pages' data set is published with: a text is the multiset of its runs of
four words; precision and recall of each page are averaged over all pages, and F1 is made of the
two averages. The bare library is measured beside it in the same run, fed what we feed it.
"""

import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

import trafilatura

from sources.linkcheck.charset import decode_text
from sources.linkcheck.extract import extract
from tests.benchmarks.pages import ABSENT, FOLDER, RealPage, real_pages

RUN = 4
_WORD = re.compile(r"\w+")
Reader = Callable[[RealPage], str]


@dataclass(frozen=True, slots=True)
class Score:
    """How well and how fast pages were read."""

    precision: float
    recall: float
    pages_per_cpu_s: float

    @property
    def f1(self) -> float:
        """Combine the two averages (0 to 1)."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(pages: Sequence[RealPage], read: Reader) -> Score:
    """Read all pages, then compare each text with what a person read."""
    began = time.process_time()
    texts = [read(page) for page in pages]
    took = time.process_time() - began
    compared = [_compare(text, page.article) for text, page in zip(texts, pages, strict=True)]
    precision, recall = (fmean(values) for values in zip(*compared, strict=True))
    return Score(precision, recall, len(pages) / took)


def _compare(ours: str, truth: str) -> tuple[float, float]:
    found, wanted = _runs(ours), _runs(truth)
    common = (found & wanted).total()
    return common / (found.total() or 1), common / (wanted.total() or 1)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(len(words) - RUN + 1, 1)))


def ours(page: RealPage) -> str:
    """Read a page as the link engine does, all that can be seen on it included."""
    return extract(page.html, None, page.url).text or ""


def bare(page: RealPage) -> str:
    """Read a page with the library alone."""
    return trafilatura.extract(decode_text(page.html, None), fast=True) or ""


def main() -> None:
    """Measure and print the table."""
    if not FOLDER.is_dir():
        sys.exit(ABSENT)
    pages = list(real_pages())
    ours(pages[0])
    scores = {"this engine": score(pages, ours), "trafilatura alone": score(pages, bare)}
    print("| reader | precision | recall | F1 | pages per CPU-second |")
    print("|---|---:|---:|---:|---:|")
    for name, one in scores.items():
        print(
            f"| {name} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} "
            f"| {one.pages_per_cpu_s:.0f} |"
        )
    mine, theirs = scores.values()
    print(
        f"\n{len(pages)} pages. Ratio to the library alone: F1 {mine.f1 / theirs.f1:.3f}, "
        f"speed {mine.pages_per_cpu_s / theirs.pages_per_cpu_s:.2f}"
    )


if __name__ == "__main__":
    main()
