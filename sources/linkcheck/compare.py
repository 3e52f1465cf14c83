"""Compare a page with what is remembered of it: its main text, and the watched passages in it."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sources.linkcheck.changes import changes_between
from sources.linkcheck.page import Extracted
from sources.linkcheck.passage import Place, Sought
from sources.linkcheck.result import Finding, PassageState, Proposal, Quote
from sources.linkcheck.words import Words, words_of

__all__ = ["LONGEST", "find_passage", "find_passages", "likeness", "likeness_of_page"]

SHINGLE = 3
ADDED = 0.15
"""All that was added to a page makes it this much less like the page before, at most."""

STANDING = 0.98
"""With less of the remembered text in the main text, the rest is looked for on the whole page."""

LONGEST = 500_000
"""Letters of a text that are compared, some 80,000 words: a book. More only cost time and memory.

Words that stand untouched are found beyond it.
"""

CONTEXT = 32
"""Code points of context in a proposal, as a quotation has."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def likeness(a: str, b: str) -> float:
    """Compare two texts by their runs of three words (Dice coefficient, 0 to 1)."""
    first, second = _shingles(a), _shingles(b)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def likeness_of_page(known: str, page: Extracted) -> float:
    """Compare a page with the text remembered of it (0 to 1).

    It is the likeness of that text to what a reader still sees of it, wherever it stands now.
    What the main text has besides takes up to `ADDED` off: a page may grow and not have drifted.
    Neither text has teasers of other stories, which rotate: the extractor leaves them out.
    """
    if known == page.text:
        return 1.0
    before, main = _shingles(known), _runs(page.text or "")
    if not before or not main:
        return float(bool(before) == bool(main))
    common = _shared(before, main)
    added = 1 - common.total() / len(main)
    if common.total() < STANDING * before.total() and page.visible_text != page.text:
        common |= _shared(before, _runs(page.visible_text))  # extraction may leave out what it took
    return 2 * common.total() / (common.total() + before.total()) * (1 - ADDED * added)


def _shingles(text: str) -> Counter[int]:
    return Counter(_runs(text))


def _shared(before: Counter[int], runs: "array[int]") -> Counter[int]:
    """Count the runs of a text that were there before, as often as they were at most."""
    return Counter(filter(before.__contains__, runs)) & before


def _runs(text: str) -> "array[int]":
    """List the runs of words, each by its hash: a long text has hundreds of thousands."""
    words = _TOKEN.findall(text[:LONGEST].casefold())
    size = min(SHINGLE, len(words))
    runs = zip(*(words[start:] for start in range(size)), strict=False)
    return array("q", map(hash, runs))


def find_passages(text: str, quotes: Iterable[Quote]) -> list[Finding]:
    """Find out what became of watched passages in a text.

    The exact words (as the eye sees them) in their context are present, in another context
    moved. Other words in the same context are edited: near ones where one side of the context
    stands, less near ones where both do. So are words known without their context. One changed
    digit is an edit; case, punctuation and typography are none. Anything else is gone.
    """
    page: Words | None = None
    findings = []
    for quote in quotes:
        finding = _as_it_was(text, quote)
        if finding is None:
            page = page or words_of(text[:LONGEST])
            finding = _find(page, quote)
        findings.append(finding)
    return findings


def find_passage(text: str, quote: Quote) -> Finding:
    """Find out what became of one watched passage; see `find_passages`."""
    return find_passages(text, [quote])[0]


def _as_it_was(text: str, quote: Quote) -> Finding | None:
    """Find the words with all of their context untouched: mostly nothing has changed."""
    stretch = quote.prefix + quote.exact + quote.suffix
    at = text.find(stretch)
    if at < 0 or not (quote.prefix and quote.suffix) or text.find(stretch, at + 1) >= 0:
        return None
    start = at + len(quote.prefix)
    end = start + len(quote.exact)
    return Finding(quote.key, PassageState.PRESENT, start, end, quote.exact, 1.0)


def _find(page: Words, quote: Quote) -> Finding:
    sought = Sought(quote)
    if not sought.exact:  # nothing but punctuation
        stands = quote.exact in page.source
        state = PassageState.PRESENT if stands else PassageState.GONE
        return Finding(quote.key, state, likeness=float(stands))
    state, place = _judge(sought, page)
    if place is None:
        return Finding(quote.key, state)
    proposal = _propose(page, place)
    if state is PassageState.GONE:
        return Finding(quote.key, state, likeness=proposal.likeness, proposal=proposal)
    finding = Finding(
        quote.key, state, proposal.start, proposal.end, proposal.exact, proposal.likeness
    )
    if state is PassageState.PRESENT:
        return finding
    old, new = (sought.start, sought.end), (place.start, place.end)
    changes = changes_between(sought.words, old, page, new)
    return replace(finding, changes=changes, proposal=proposal)


def _judge(sought: Sought, page: Words) -> tuple[PassageState, Place | None]:
    """Choose between the exact words and other words, by which stands in the context.

    The same words may stand a second time on a page: when theirs is only half the context and
    the whole context now holds other words, it is those that count.
    """
    exact = sought.exact_place(page)
    if exact and exact.fits_whole:
        return PassageState.PRESENT, exact
    edited = sought.edited_place(page)
    if exact and exact.fits and not (edited and edited.fits_whole):
        return PassageState.PRESENT, exact
    if exact and edited and sought.stands_within(page, edited):  # with something new beside them
        return PassageState.PRESENT, exact
    if edited:
        return PassageState.EDITED, edited
    if exact:
        return PassageState.MOVED, exact
    likely = sought.likely_place(page)
    known = likely is not None and sought.is_recognised(likely)
    return PassageState.EDITED if known else PassageState.GONE, likely


def _propose(page: Words, place: Place) -> Proposal:
    start, end = page.span(place.start, place.end)
    return Proposal(
        start,
        end,
        page.source[start:end],
        page.source[max(start - CONTEXT, 0) : start],
        page.source[end : end + CONTEXT],
        round(place.likeness, 4),
    )
