"""Numbers in a sentence that measure something: in digits or words, dates and hours left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from factcheck.suggesting.phrases import Seen
from newsroom.dates import MONTHS

_DIGITS = re.compile(
    r"(?:(?P<sign>US\$|[$€£¥])\s?|(?<![\w.,:/-]))\d[\d.,:/]*(?:\s?(?P<percent>%)|(?P<ending>[\w-]*))"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\ds?")
_DATE_OR_HOUR = re.compile(
    r"\d{1,2}[:/]\d{1,2}(?:[:/]\d{2,4})?(?:[ap]m)?|\d{1,2}\.\d{2}\.\d{2,4}|\d{4}(?:-\d\d){1,2}"
)
_MONTH = "|".join(map(re.escape, MONTHS))
_DAY = re.compile(
    rf"\b(?:(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:(?:of|de)\s+)?(?:{_MONTH}))\b",
    re.IGNORECASE,
)
_MOST = 8
"""Figures in digits, and in words, that are looked at in a sentence."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: its place in code points; an amount is one with a unit or a size of its own."""

    span: Span
    is_amount: bool


def figures_in(text: str, seen: Sequence[Seen]) -> list[Figure]:
    """Find the first numbers of a sentence, those in digits before those in words.

    ``seen`` are its words of the kinds ``number``, ``scale`` and ``unit``.
    """
    found: list[Figure] = []
    for span, is_amount in (*islice(_in_digits(text), _MOST), *islice(_in_words(seen), _MOST)):
        # The "million" of "three million" is no number of its own.
        if not any(one.span[0] <= span[0] < one.span[1] for one in found):
            found.append(_measured(text, span, seen, is_amount=is_amount))
    return found


def _in_digits(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield the numbers in digits, and whether a sign makes an amount of each."""
    digits = [match for match in _DIGITS.finditer(text) if not _tells_time(match)]
    if not digits:
        return
    dated = {place for day in _DAY.finditer(text) for place in range(*day.span())}
    for match in digits:
        if match.start() not in dated:
            end = match.start() + len(match[0].rstrip(".,:/-"))
            yield (match.start(), end), bool(match["sign"] or match["percent"])


def _tells_time(match: re.Match[str]) -> bool:
    digits = match[0].rstrip(".,:")
    return bool(_YEAR.fullmatch(digits) or _DATE_OR_HOUR.fullmatch(digits))


def _in_words(seen: Sequence[Seen]) -> Iterator[tuple[Span, bool]]:
    """Yield the numbers in words; "millions" is a size by itself."""
    sizes = {one.start for one in seen if one.kind == "scale"}
    return (((one.start, one.end), one.start in sizes) for one in seen if one.kind == "number")


def _measured(text: str, span: Span, seen: Sequence[Seen], *, is_amount: bool) -> Figure:
    """Take the unit or size that follows a number with it."""
    start, end = span
    next_word = end + (text[end : end + 1] in {" ", "-", "\u00a0"})
    for one in seen:
        if one.start == next_word and one.kind in {"scale", "unit"}:
            return Figure((start, one.end), is_amount=True)
    return Figure(span, is_amount=is_amount)
