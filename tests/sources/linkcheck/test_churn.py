"""What pages change every day alarms nobody; what editors change is seen: a small sample.

`python -m tests.benchmarks.passages` measures the same on real pages.
"""

from random import Random

import pytest

from sources.linkcheck.compare import likeness_of_page
from sources.linkcheck.extract import extract
from sources.linkcheck.page import Extracted
from sources.linkcheck.reading import findings_on
from sources.linkcheck.result import PassageState
from tests.benchmarks.passages.churn import CHURNS
from tests.benchmarks.passages.cited import passages_of
from tests.benchmarks.passages.edits import EDITS, REWRITES, edit_page, without_its_paragraph
from tests.sources.linkcheck.looking import STORY

CHANGED = {PassageState.EDITED, PassageState.GONE}
MORE = (
    (
        "“We have not been asked,” said the head of the union, who has led it for 14 years, and "
        "added that 3.5 % of the staff was all that could be spared."
    ),
    (
        "The club’s members, some of whom paid more than $17,000 a year, heard of it in the café "
        "of the town hall on 3 March; the mayor was not there."
    ),
)
PARAGRAPHS = "".join(f"<p>{line}</p>\n" for line in STORY + MORE)
MENU = "".join(
    f'<li><a href="/{name}">{name}</a></li>' for name in ("World", "Town", "Sports", "Art")
)
PAGES = {
    "plain": f"<article><h1>Staff cut</h1>{PARAGRAPHS}</article>",
    "in divisions": (
        f"<div class='page'><nav><ul>{MENU}</ul></nav><div class='story-body'><h1>Staff cut</h1>"
        f"<time>Tuesday</time>{PARAGRAPHS}</div><aside><ul>{MENU}</ul></aside></div>"
        "<footer class='footer'><p>All rights reserved</p></footer>"
    ),
}
TEASERS = [
    ("Bridge closed for a year", "The bridge over the river is to be closed for a year"),
    ("A garden for the school", "Pupils of the town’s oldest school will plant a garden"),
    ("Trains late again", "Every third train was late in the autumn, says the railway"),
]


def read(html: str) -> Extracted:
    return extract(html.encode(), "utf-8", "https://example.org/a")


@pytest.fixture(params=PAGES)
def html(request: pytest.FixtureRequest) -> str:
    body = PAGES[request.param]
    return f"<!doctype html><html><head><title>Paper</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("kind", CHURNS)
def test_churn_alarms_nobody(html: str, kind: str) -> None:
    known, chance = read(html).text, Random(kind)
    quotes = list(passages_of(known, chance))
    now = read(CHURNS[kind](html, chance, TEASERS))
    states = {finding.key: finding.state for finding in findings_on(now, quotes, known)}
    assert not CHANGED.intersection(states.values()), states
    assert len(states) == len(quotes) == 7
    assert likeness_of_page(known, now) >= 0.9


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_of_a_passage_is_seen(html: str, kind: str) -> None:
    known, chance = read(html).text, Random(kind)
    edited = 0
    for quote in passages_of(known, chance):
        changed = edit_page(html, quote, EDITS[kind], chance)
        if changed is not None:
            (finding,) = findings_on(read(changed), [quote], known)
            assert finding.state is PassageState.EDITED, quote
            assert finding.changes, quote
            edited += 1
    assert edited >= 2


def test_a_removed_paragraph_takes_its_passage_along(html: str) -> None:
    known = read(html).text
    quotes = list(passages_of(known, Random(1)))
    (paragraph,) = [quote for quote in quotes if quote.key == "paragraph"]
    changed = without_its_paragraph(html, paragraph)
    assert changed is not None
    (finding,) = findings_on(read(changed), [paragraph], known)
    assert finding.state is PassageState.GONE


@pytest.mark.parametrize("kind", REWRITES)
def test_a_rewritten_page_has_drifted(html: str, kind: str) -> None:
    other = "\n".join(
        f"{head}, and nobody knows for how long it will be so. {first}." * 2
        for head, first in TEASERS
    )
    assert likeness_of_page(read(html).text, read(REWRITES[kind](html, other))) < 0.8
