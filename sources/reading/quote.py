"""The exact words and the sentences of a frozen text, by offsets in code points.

Words are found as the W3C's TextQuoteSelector and TextPositionSelector say. Nothing is ever moved,
guessed or respelled: words that are not there exactly, or there more than once with nothing to
tell them apart, are refused with a sentence that says what to do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import sentencex

from sources.reading.spelling import describe_difference, find_alike

CONTEXT_LENGTH = 32
"""Code points of prefix and suffix kept with a quotation."""

SHOWN_PLACES = 5
"""Places listed in a refusal when the same words occur often."""

MOST_PLACES = 200
"""So many places are looked for: words that stand more often are told apart by their offset."""

_QUOTES_AS_BLANKS = str.maketrans(dict.fromkeys('“”„«»"', " "))
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n|(?<=[.!?…:;\"”»’)])[^\S\n]*\n|\n(?![^\S\n]*[a-zà-öø-ÿ])")


class QuoteError(ValueError):
    """The words cannot be anchored; `places` holds the offsets where they do occur."""

    def __init__(self, message: str, places: tuple[int, ...] = ()) -> None:
        """Keep the sentence and the `places`."""
        super().__init__(message)
        self.places = places


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a text: `text[start:end] == exact`, between `prefix` and `suffix`."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def anchor(
    text: str, exact: str, start: int | None = None, prefix: str = "", suffix: str = ""
) -> Anchor:
    """Find the one place where the text has exactly these words.

    `start` is an offset in code points; `prefix` and `suffix` are the words around. Whatever of
    these is given must fit. Raises QuoteError when the words are not in the text, when the offset
    or the context does not fit, or when more than one place is left.
    """
    if not exact.strip():
        raise QuoteError("Select the words first: nothing is quoted.")
    everywhere = tuple(_places(text, exact))
    if not everywhere:
        raise QuoteError(_why_missing(text, exact))
    if start is not None:
        return _at_offset(text, exact, start, everywhere, (prefix, suffix))
    fitting = tuple(p + len(prefix) for p in _places(text, prefix + exact + suffix))
    if not fitting:
        raise QuoteError(_wrong_context(text, exact, everywhere), everywhere)
    if len(fitting) > 1:
        raise QuoteError(_several(text, exact, fitting), fitting)
    return _cut(text, exact, fitting[0])


def sentences(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return the sentences as (start, end) in code points, in order.

    Nothing but white space lies between them. A suggestion only: no splitter is right on every
    abbreviation. A sentence never reaches over a paragraph's end, so a quotation that is never
    closed swallows nothing; the sentences inside a quotation are told apart.
    """
    spans = []
    for start, end in _paragraphs(text):
        inner = (start + cut for cut in _sentence_cuts(text[start:end], language))
        spans += [_trim(text, a, b) for a, b in pairwise([start, *inner, end])]
    return [(start, end) for start, end in spans if start < end]


def _sentence_cuts(paragraph: str, language: str) -> Iterator[int]:
    """Yield where one sentence ends and the next begins.

    The splitter never cuts inside quotation marks, so it is shown blanks in their place; a mark
    then goes with the sentence it touches.
    """
    shown = paragraph.translate(_QUOTES_AS_BLANKS)
    found = sentencex.get_sentence_boundaries(language.partition("-")[0], shown)
    for begin in (boundary["start_index"] for boundary in found[1:]):
        if paragraph[begin].islower():
            continue
        gap = paragraph[_end_before(shown, begin) : begin]
        blank = next((i for i, character in enumerate(gap) if character.isspace()), len(gap))
        yield begin - len(gap) + blank


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs without the white space between them."""
    start = 0
    for gap in _PARAGRAPH_BREAK.finditer(text):
        yield _trim(text, start, gap.start())
        start = gap.end()
    yield _trim(text, start, len(text))


def _end_before(text: str, end: int) -> int:
    """Return where the white space before a place begins. Copies nothing: paragraphs are long."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _places(text: str, exact: str) -> Iterator[int]:
    place = text.find(exact)
    for _number in range(MOST_PLACES):
        if place < 0:
            return
        yield place
        place = text.find(exact, place + 1)


def _fits(text: str, place: int, length: int, prefix: str, suffix: str) -> bool:
    return text.endswith(prefix, 0, place) and text.startswith(suffix, place + length)


def _cut(text: str, exact: str, start: int) -> Anchor:
    end = start + len(exact)
    before = text[max(0, start - CONTEXT_LENGTH) : start]
    return Anchor(start, end, exact, before, text[end : end + CONTEXT_LENGTH])


def _at_offset(
    text: str, exact: str, start: int, everywhere: tuple[int, ...], around: tuple[str, str]
) -> Anchor:
    if start < 0 or not text.startswith(exact, start):
        there = text[start : start + len(exact)] if start >= 0 else ""
        raise QuoteError(
            f"Offset {start} holds “{_short(there)}”, not “{_short(exact)}”. "
            f"{_list(text, exact, everywhere)}",
            everywhere,
        )
    if not _fits(text, start, len(exact), *around):
        raise QuoteError(_wrong_context(text, exact, (start,)), everywhere)
    return _cut(text, exact, start)


def _why_missing(text: str, exact: str) -> str:
    if alike := find_alike(text, exact):
        return (
            f"The text has “{_short(alike)}”, which is not exactly the same: "
            f"{describe_difference(alike, exact.strip())}. Copy the words from the text."
        )
    return f"The text does not have the words “{_short(exact)}”. A quotation is word for word."


def _wrong_context(text: str, exact: str, places: tuple[int, ...]) -> str:
    return (
        f"“{_short(exact)}” does not stand between the words given before and after it. "
        f"{_list(text, exact, places)}"
    )


def _several(text: str, exact: str, places: tuple[int, ...]) -> str:
    number = f"{len(places)} times" + (" or more" if len(places) == MOST_PLACES else "")
    return (
        f"“{_short(exact)}” occurs {number}. Say which one is meant, or quote more of the "
        f"words around it. {_list(text, exact, places)}"
    )


def _list(text: str, exact: str, places: tuple[int, ...]) -> str:
    """List places with the words around each, for a person to choose from."""
    lines = []
    for place in places[:SHOWN_PLACES]:
        found = _cut(text, exact, place)
        around = f"{found.prefix}[…]{found.suffix}".replace("\n", " ").strip()
        lines.append(f"at {place}: “{around}”")
    more = len(places) - SHOWN_PLACES
    return "It is found " + "; ".join(lines) + (f"; and {more} more." if more > 0 else ".")


def _short(words: str, limit: int = 120) -> str:
    words = words.replace("\n", " ")
    return words if len(words) <= limit else f"{words[: limit - 1]}…"
