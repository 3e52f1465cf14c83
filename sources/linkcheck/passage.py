"""Where a watched passage stands in a text, exactly or edited."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz import fuzz

from sources.linkcheck.result import Quote
from sources.linkcheck.words import Words, words_of

CONTEXT = 32
"""Letters of context compared on either side; fewer than `TELLING` tell nothing."""

TELLING = 6

ANCHOR = 16
"""Letters of context that must stand unchanged beside edited words."""

PROBE = 14
"""Letters of the passage itself that show where it may stand when its context is gone."""

PROBES = 24
PLACES = 500
"""Places of the same words that are looked at; of context or of a probe it is a tenth."""

BETWEEN = 600
"""Letters of an advertisement or a list of links that may stand between two quoted paragraphs."""

EDGE = 64
"""Letters by which each end of a long passage is found."""

FITTING = 0.8
NEAR = 0.85
STILL_NEAR = 0.5
"""Between two sides of context that both stand, words may differ this much and be an edit."""

SHORT = 12
"""A number or a name of no more letters may be another altogether, and be an edit."""

LONG = 40
"""Words of so many letters are known again without their context."""

LIKELY = 0.6
"""An editor may be asked whether words that are this like are the ones that are gone."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text's words, how well the words fit and each side of the context does.

    A side that has too little context to tell anything is None.
    """

    start: int
    end: int
    before: float | None
    after: float | None
    likeness: float

    @property
    def sides(self) -> list[float]:
        """List how well each side fits that tells anything."""
        return [side for side in (self.before, self.after) if side is not None]

    @property
    def fits(self) -> bool:
        """Tell whether one side of the context stands, if there is any."""
        return max(self.sides, default=1.0) >= FITTING

    @property
    def fits_whole(self) -> bool:
        """Tell whether both sides of the context stand, or the only one there is."""
        return min(self.sides, default=0.0) >= FITTING


class Sought:
    """A quote, read once, to be looked for in texts."""

    def __init__(self, quote: Quote) -> None:
        """Read the words as they stand in their context, which may cut a word in two."""
        self.words = words_of(quote.prefix + quote.exact + quote.suffix)
        begins, ends = len(quote.prefix), len(quote.prefix) + len(quote.exact)
        self.start, self.end = self.words.cut(begins, ends)
        text = self.words.text
        self.exact = text[self.start : self.end]
        self._paragraphs = [words_of(line).text for line in quote.exact.split("\n")]
        self._prefix = text[max(self.start - CONTEXT, 0) : self.start].strip()
        self._suffix = text[self.end : self.end + CONTEXT].strip()
        self._begins_within = bool(self.exact) and not self.words.begins_at(self.start)
        self._ends_within = bool(self.exact) and not self.words.ends_at(self.end)
        self._once_at = quote.start

    def exact_place(self, page: Words) -> Place | None:
        """Find the words as they are; of several places the one whose context fits best.

        Between equals the place nearest to where the words once stood is taken.
        """
        spans = list(self._exact_spans(page)) or list(self._parted_spans(page))
        return max(
            (replace(self._place(page, *span), likeness=1.0) for span in spans),
            key=lambda place: (sum(place.sides), -self._distance(page, place)),
            default=None,
        )

    def stands_within(self, page: Words, place: Place) -> bool:
        """Tell whether the exact words stand inside of a place."""
        return any(place.start <= a and b <= place.end for a, b in self._exact_spans(page))

    def edited_place(self, page: Words) -> Place | None:
        """Find other words where the context says that the passage stood."""
        places = (self._place(page, *span) for span in self._context_spans(page))
        return _best(place for place in places if self._is_edit(place))

    def likely_place(self, page: Words) -> Place | None:
        """Find words like these, wherever they stand."""
        places = (self._place(page, *span) for span in self._probed_spans(page))
        return _best(place for place in places if LIKELY <= place.likeness < 1)

    def is_recognised(self, place: Place) -> bool:
        """Tell whether words are so like these that they are known without their context."""
        return place.likeness >= NEAR and len(self.exact) >= LONG

    def _is_edit(self, place: Place) -> bool:
        if not place.fits or place.likeness == 1:
            return False
        if not place.fits_whole:
            return place.likeness >= NEAR
        return place.likeness >= STILL_NEAR or len(self.exact) <= SHORT

    def _place(self, page: Words, start: int, end: int) -> Place:
        text = page.text
        before = text[max(start - CONTEXT - 1, 0) : start].strip()
        after = text[end : end + CONTEXT + 1].strip()
        return Place(
            start,
            end,
            before=_fit(self._prefix, before[-len(self._prefix) :]),
            after=_fit(self._suffix, after[: len(self._suffix)]),
            likeness=fuzz.ratio(self.exact, text[start:end]) / 100,
        )

    def _distance(self, page: Words, place: Place) -> int:
        if self._once_at is None:
            return 0
        return abs(page.span(place.start, place.end)[0] - self._once_at)

    def _exact_spans(self, page: Words) -> Iterator[tuple[int, int]]:
        """Find the words, but not inside of longer words or numbers."""
        for start in _places(page.text, self.exact, PLACES):
            end = start + len(self.exact)
            begins = self._begins_within or page.begins_at(start)
            if begins and (self._ends_within or page.ends_at(end)):
                yield start, end

    def _parted_spans(self, page: Words) -> Iterator[tuple[int, int]]:
        """Find quoted paragraphs, each as it was, with nothing but whole lines between them."""
        first, *others = self._paragraphs
        if not others or not all(self._paragraphs):
            return
        for start in _places(page.text, first, PLACES // 10):
            end: int | None = start + len(first)
            for paragraph in others:
                end = _following(page, paragraph, end) if end and page.ends_at(end) else None
            if end and page.begins_at(start) and page.ends_at(end):
                yield start, end

    def _context_spans(self, page: Words) -> Iterator[tuple[int, int]]:
        """Find where the passage would stand by its context: between, behind, before, anywhere."""
        size = len(self.exact)
        reach = size + size // 3 + ANCHOR
        prefix, suffix = self._prefix[-ANCHOR:], self._suffix[:ANCHOR]
        begins = [at + len(prefix) for at in _places(page.text, prefix, PLACES // 10)]
        ends = list(_places(page.text, suffix, PLACES // 10))
        for begin in begins:
            for end in ends:
                if 0 < end - begin <= 2 * size + ANCHOR and page.text[begin:end].strip():
                    yield _trim(page.text, begin, end)
            yield from self._aligned(page, begin, begin + reach)
        for end in ends:
            yield from self._aligned(page, max(end - reach, 0), end)
        if len(prefix) < TELLING and len(suffix) < TELLING and size <= EDGE:
            yield from self._aligned(page, 0, len(page.text))

    def _probed_spans(self, page: Words) -> Iterator[tuple[int, int]]:
        """Find where pieces of the passage stand, and the stretches they would be pieces of."""
        size = len(self.exact)
        slack = size // 3 + ANCHOR
        step = max((size - PROBE) // PROBES, 1)
        seen: set[int] = set()
        for offset in range(0, max(size - PROBE, 0) + 1, step):
            probe = self.exact[offset : offset + PROBE]
            for at in _places(page.text, probe, PLACES // 10):
                begin = max(at - offset, 0)
                if begin // slack not in seen:
                    seen.add(begin // slack)
                    yield page.whole(begin, min(begin + size, len(page.text)))
                    yield from self._aligned(page, max(begin - slack, 0), begin + size + slack)

    def _aligned(self, page: Words, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Find the stretch of a window that is most like the words, by its two ends."""
        window = page.text[low:high]
        head = fuzz.partial_ratio_alignment(self.exact[:EDGE], window)
        tail = fuzz.partial_ratio_alignment(self.exact[-EDGE:], window)
        if head and tail and head.dest_start < tail.dest_end:
            yield page.whole(low + head.dest_start, low + tail.dest_end)


def _best(places: Iterator[Place]) -> Place | None:
    return max(
        places,
        key=lambda place: (place.fits_whole, place.fits, sum(place.sides) + place.likeness),
        default=None,
    )


def _fit(context: str, beside: str) -> float | None:
    return fuzz.ratio(context, beside) / 100 if len(context) >= TELLING else None


def _places(text: str, words: str, most: int) -> Iterator[int]:
    """Find where words stand, none overlapping another."""

    def find() -> Iterator[int]:
        at = text.find(words)
        while at >= 0:
            yield at
            at = text.find(words, at + 1)

    return islice(find(), most) if words else iter(())


def _following(page: Words, paragraph: str, behind: int) -> int | None:
    """Find where the next paragraph ends, if it and what lies between are lines of their own."""
    start = page.text.find(paragraph, behind, behind + BETWEEN + len(paragraph))
    if start < 0:
        return None
    end = start + len(paragraph)
    if page.text[behind:start].strip():
        (_, first), (last, _) = page.span(behind - 1, behind), page.span(start, end)
        lines = page.source[first:last].split("\n")
        if len(lines) < 3 or words_of(lines[0] + lines[-1]).text:
            return None
    return end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the space between two numbers at either end."""
    stretch = text[start:end]
    return end - len(stretch.lstrip()), start + len(stretch.rstrip())
