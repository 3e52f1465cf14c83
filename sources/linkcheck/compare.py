"""Compare a page with what is remembered of it: its main text, and the watched passages in it."""

import re
from collections import Counter

from sources.linkcheck.fold import fold
from sources.linkcheck.passage import Place, Sought
from sources.linkcheck.result import Finding, PassageState, Quote

__all__ = ["find_passage", "likeness"]

SHINGLE = 3

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")


def likeness(a: str, b: str) -> float:
    """Compare two texts by their runs of three words (Dice coefficient, 0 to 1)."""
    first, second = _shingles(a), _shingles(b)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text.casefold())
    runs = max(len(words) - SHINGLE + 1, min(len(words), 1))
    return Counter(tuple(words[start : start + SHINGLE]) for start in range(runs))


def find_passage(text: str, quote: Quote) -> Finding:
    """Find out what became of a watched passage in a text.

    The exact words (as the eye sees them) in their context are present, in another context
    moved. Other words in the same context are edited: near ones where one side of the context
    stands, less near ones where both do. One changed digit is an edit; anything else is gone.
    """
    folded = fold(text)
    sought = Sought(quote)
    state, place = _judge(sought.exact_place(folded), sought.edited_place(folded))
    if place is None:
        return Finding(quote.key, state)
    start, end = folded.span(place.start, place.end)
    return Finding(quote.key, state, start, end, text[start:end], round(place.likeness, 4))


def _judge(exact: Place | None, edited: Place | None) -> tuple[PassageState, Place | None]:
    """Choose between the exact words and other words, by which stands in the context.

    The same words may stand a second time on a page: when theirs is only half the context and
    the whole context now holds other words, it is those that count.
    """
    if exact and exact.fits and not (edited and edited.fits_whole and not exact.fits_whole):
        return PassageState.PRESENT, exact
    if edited:
        return PassageState.EDITED, edited
    return (PassageState.MOVED, exact) if exact else (PassageState.GONE, None)
