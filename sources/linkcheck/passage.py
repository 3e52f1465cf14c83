"""Where a watched passage stands in a folded text, exactly or edited."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz

from sources.linkcheck.fold import Folded, fold_words
from sources.linkcheck.result import Quote

CONTEXT = 32
"""Code points of context compared on either side."""

ANCHOR = 16
"""Code points of context that must stand unchanged beside edited words."""

PLACES = 50
"""Places of the same words, or of the same context, that are looked at."""

LONGEST_WORD = 60

FITTING = 0.8
NEAR = 0.85
STILL_NEAR = 0.5
"""Between two sides of context that both stand, words may differ this much and be an edit."""

_WORD_GOES_ON = re.compile(r"(?:\w|[.,](?=\d))+")
_WORD_BEGAN = re.compile(r"(?:\w|(?<=\d)[.,])+\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of folded text, how well each side of the context fits it and the words do."""

    start: int
    end: int
    before: float
    after: float
    likeness: float

    @property
    def fits(self) -> bool:
        """Tell whether one side of the context stands."""
        return max(self.before, self.after) >= FITTING

    @property
    def fits_whole(self) -> bool:
        """Tell whether both sides of the context stand."""
        return min(self.before, self.after) >= FITTING

    @property
    def is_edit(self) -> bool:
        """Tell whether these are the watched words, changed."""
        near = NEAR if not self.fits_whole else STILL_NEAR
        return self.fits and near <= self.likeness < 1


class Sought:
    """A quote, folded once, to be looked for in a folded text."""

    def __init__(self, quote: Quote) -> None:
        """Fold the quote and cut its context to size."""
        self._words = fold_words(quote.exact).strip()
        self._prefix = fold_words(quote.prefix)[-CONTEXT:]
        self._suffix = fold_words(quote.suffix)[:CONTEXT]
        self._start = quote.start

    def exact_place(self, page: Folded) -> Place | None:
        """Find the words as they are; of several places the one whose context fits best.

        Between equals the place nearest to where the words once stood is taken.
        """
        return max(
            (self._place(page.text, *span) for span in self._exact_spans(page.text)),
            key=lambda place: (place.before + place.after, -self._distance(page, place)),
            default=None,
        )

    def edited_place(self, page: Folded) -> Place | None:
        """Find other words where the context says that the passage stood."""
        places = (self._place(page.text, *span) for span in self._context_spans(page.text))
        return max(
            (place for place in places if place.is_edit),
            key=lambda place: (place.fits_whole, place.before + place.after, place.likeness),
            default=None,
        )

    def _place(self, text: str, start: int, end: int) -> Place:
        before = _fit(self._prefix, text[max(start - CONTEXT, 0) : start][-len(self._prefix) :])
        after = _fit(self._suffix, text[end : end + len(self._suffix)])
        both = [side for side in (before, after) if side is not None] or [1.0]
        return Place(
            start,
            end,
            before=both[0] if before is None else before,
            after=both[-1] if after is None else after,
            likeness=fuzz.ratio(self._words, text[start:end]) / 100,
        )

    def _distance(self, page: Folded, place: Place) -> int:
        return 0 if self._start is None else abs(page.origin[place.start] - self._start)

    def _exact_spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Find the words, but not inside of longer words or numbers."""
        for start in _places(text, self._words):
            end = start + len(self._words)
            if (start, end) == _whole(text, start, end) or self._is_inside_a_word():
                yield start, end

    def _is_inside_a_word(self) -> bool:
        """Tell whether the quote itself begins or ends within a word."""
        return bool(
            (_WORD_BEGAN.search(self._prefix) and _WORD_GOES_ON.match(self._words))
            or (_WORD_BEGAN.search(self._words) and _WORD_GOES_ON.match(self._suffix))
        )

    def _context_spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Find where the passage would stand by its context: between, behind, before, anywhere."""
        size = len(self._words)
        prefix, suffix = self._prefix[-ANCHOR:], self._suffix[:ANCHOR]
        begins = [start + len(prefix) for start in _places(text, prefix)]
        ends = list(_places(text, suffix))
        for begin in begins:
            near_ends = [end for end in ends if 0 < end - begin <= 2 * size + ANCHOR]
            yield from (_trim(text, begin, end) for end in near_ends)
            yield from self._aligned(text, begin, begin + size + size // 3 + ANCHOR)
        for end in ends:
            yield from self._aligned(text, max(end - size - size // 3 - ANCHOR, 0), end)
        if not prefix and not suffix:
            yield from self._aligned(text, 0, len(text))

    def _aligned(self, text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Find the stretch of a window that is most like the words."""
        found = fuzz.partial_ratio_alignment(self._words, text[low:high])
        if found and found.dest_end > found.dest_start:
            yield _whole(text, low + found.dest_start, low + found.dest_end)


def _fit(context: str, beside: str) -> float | None:
    return fuzz.ratio(context, beside) / 100 if context else None


def _places(text: str, words: str) -> Iterator[int]:
    found = re.finditer(re.escape(words), text) if words else iter(())
    return (match.start() for match in islice(found, PLACES))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    stretch = text[start:end]
    return end - len(stretch.lstrip()), start + len(stretch.rstrip())


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch to whole words and numbers ("1,000" to "1,000,000")."""
    start, end = _trim(text, start, end)
    began = _WORD_BEGAN.search(text[max(start - LONGEST_WORD, 0) : start])
    goes_on = _WORD_GOES_ON.match(text, end)
    if began and text[start : start + 1].isalnum():
        start -= len(began[0])
    if goes_on and text[end - 1 : end].isalnum():
        end = goes_on.end()
    return start, end
