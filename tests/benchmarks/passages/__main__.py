"""Measure on real pages what alarms wrongly and what is missed: `-m tests.benchmarks.passages`.

Every page is read, passages are cited from it, and it is read again after its HTML has changed in
ways that must not alarm (churn) and in ways that must (edits). `--every 10` takes a tenth.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from sources.linkcheck.charset import decode_text
from sources.linkcheck.compare import likeness_of_page
from sources.linkcheck.extract import extract
from sources.linkcheck.page import Extracted
from sources.linkcheck.reading import findings_on
from sources.linkcheck.result import Finding, PassageState, Quote
from tests.benchmarks.pages import ABSENT, FOLDER, RealPage, real_pages
from tests.benchmarks.passages.churn import CHURNS, Teasers, paragraphs, tree_of
from tests.benchmarks.passages.cited import passages_of
from tests.benchmarks.passages.edits import (
    EDITS,
    REWRITES,
    edit_page,
    moved_to_the_end,
    without_its_paragraph,
)

CHANGED = {PassageState.EDITED, PassageState.GONE}
DRIFT = 0.8
PASTED = "nothing, and a person pasted the text"
ROTATING = ("teaser cards below", "all of the page's changes")
"""Churn that is also there at the first look, and other at the second."""


@dataclass
class Row:
    """What was measured of one kind of change."""

    name: str
    states: Counter[str] = field(default_factory=Counter)
    likenesses: list[float] = field(default_factory=list)

    @property
    def passages(self) -> int:
        return self.states.total()

    @property
    def alarms(self) -> int:
        return sum(self.states[state] for state in CHANGED)

    @property
    def drifted(self) -> int:
        return sum(one < DRIFT for one in self.likenesses)


class Measured:
    """All rows, and the pages they come from."""

    def __init__(self, *, verbose: bool = False) -> None:
        self.churn = {
            name: Row(name) for name in ("nothing", PASTED, *CHURNS, *map(_again, ROTATING))
        }
        self.edits = {name: Row(name) for name in (*EDITS, "paragraph removed")}
        self.moves = {"paragraph moved": Row("paragraph moved")}
        self.rewrites = {name: Row(name) for name in REWRITES}
        self._verbose = verbose

    def page(self, page: RealPage, other: RealPage, teasers: Teasers) -> None:
        """Measure all kinds of change on one page."""
        html = decode_text(page.html, None)
        base = _read(html, page.url)
        if not base.text:
            return
        chance = Random(page.name)
        quotes = list(passages_of(base.text, chance))
        self._look(self.churn["nothing"], page, html, base.text, quotes)
        pasted = list(passages_of(page.article, chance))
        self._look(self.churn[PASTED], page, html, base.text, pasted)
        for name, churn in CHURNS.items():
            changed = churn(html, chance, teasers)
            self._look(self.churn[name], page, changed, base.text, quotes)
        for name in ROTATING:
            before, now = (CHURNS[name](html, chance, teasers) for _ in range(2))
            known = _read(before, page.url).text or ""
            self._look(self.churn[_again(name)], page, now, known, quotes)
        for quote in quotes:
            self._edit(page, html, base.text, quote, chance)
        if _is_in_paragraphs(html, base.text):
            for name, rewrite in REWRITES.items():
                other_page = _read(rewrite(html, other.article), page.url)
                self.rewrites[name].likenesses.append(likeness_of_page(base.text, other_page))

    def _edit(self, page: RealPage, html: str, text: str, quote: Quote, chance: Random) -> None:
        for name, edit in EDITS.items():
            if edited := edit_page(html, quote, edit, chance):
                self._look(self.edits[name], page, edited, text, [quote], expects=True)
        if quote.key == "paragraph":
            if edited := without_its_paragraph(html, quote):
                row = self.edits["paragraph removed"]
                self._look(row, page, edited, text, [quote], expects=True)
            if moved := moved_to_the_end(html, quote):
                self._look(self.moves["paragraph moved"], page, moved, text, [quote])

    def _look(
        self,
        row: Row,
        page: RealPage,
        html: str,
        text: str,
        quotes: Sequence[Quote],
        *,
        expects: bool = False,
    ) -> None:
        now = _read(html, page.url)
        findings = findings_on(now, quotes, text)
        row.states.update(finding.state for finding in findings)
        row.states["hidden"] += len(quotes) - len(findings)
        like = likeness_of_page(text, now)
        row.likenesses.append(like)
        if self._verbose:
            for finding, quote in zip(findings, quotes, strict=False):
                if (finding.state in CHANGED) != expects:
                    _tell(row.name, page, quote, finding)
            if like < DRIFT and not expects:
                print(f"LIKENESS {like:.2f} {row.name} {page.name[:12]}", file=sys.stderr)


def _again(name: str) -> str:
    return f"{name}, from one look to the next"


def _is_in_paragraphs(html: str, text: str) -> bool:
    """Tell whether rewriting a page's paragraphs rewrites its text."""
    return sum(len(p.text_content()) for p in paragraphs(tree_of(html))) >= 0.8 * len(text)


def _tell(name: str, page: RealPage, quote: Quote, finding: Finding) -> None:
    print(
        f"{finding.state} {name} / {quote.key} {page.name[:12]}\n   {quote.prefix!r}\n   "
        f"{quote.exact!r}\n   {quote.suffix!r}\n   {finding.exact_now!r} {finding.changes}"
        f" {finding.proposal}",
        file=sys.stderr,
    )


def _read(html: str, url: str) -> Extracted:
    return extract(html.encode(), "utf-8", url)


def _teasers(pages: Sequence[RealPage]) -> list[tuple[str, str]]:
    return [
        (" ".join(page.article.split()[:9]), page.article.partition(". ")[0][:200])
        for page in pages[::4]
    ]


def _table(measured: Measured) -> Iterator[str]:
    yield "| kind of change | passages | alarms | wrong | likeness: least | >= .95 | < .8 |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, row in measured.churn.items():
        yield _row(name, row, wrong=row.alarms)
    for name, row in measured.moves.items():
        yield _row(name, row, wrong=row.alarms)
    for name, row in measured.edits.items():
        yield _row(name, row, wrong=row.passages - row.alarms)
    for name, row in measured.rewrites.items():
        yield _row(name, row, wrong=len(row.likenesses) - row.drifted)


def _row(name: str, row: Row, *, wrong: int) -> str:
    same = sum(one >= 0.95 for one in row.likenesses)
    return (
        f"| {name} | {row.passages} | {row.alarms} | {wrong} | {min(row.likenesses):.2f} "
        f"| {same} | {row.drifted} of {len(row.likenesses)} |"
    )


def _summary(measured: Measured) -> Iterator[str]:
    churned, edited = list(measured.churn.values()), list(measured.edits.values())
    false = sum(row.alarms for row in churned)
    seen = sum(row.passages for row in churned)
    hits, edits = sum(row.alarms for row in edited), sum(row.passages for row in edited)
    drifted = sum(row.drifted for row in churned)
    pages = sum(len(row.likenesses) for row in churned)
    yield f"Recall of edits: {hits}/{edits} = {hits / edits:.2%}"
    yield f"Precision of passage alarms: {hits}/{hits + false} = {hits / (hits + false):.2%}"
    yield f"Passages that churn alarmed: {false}/{seen} = {false / seen:.2%}"
    yield f"Pages that churn let drift: {drifted}/{pages} = {drifted / pages:.2%}"


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--every", type=int, default=1, help="take every so many pages")
    options.add_argument("--verbose", action="store_true", help="show every wrong judgement")
    asked = options.parse_args()
    if not FOLDER.is_dir():
        sys.exit(ABSENT)
    began = time.process_time()
    pages = list(real_pages(asked.every))
    teasers = _teasers(pages)
    measured = Measured(verbose=asked.verbose)
    for page, other in zip(pages, [*pages[1:], pages[0]], strict=True):
        measured.page(page, other, teasers)
    print("\n".join([*_table(measured), "", *_summary(measured)]))
    print(f"{len(pages)} pages, {time.process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
