"""One figure in words and digits, read into bounds, hedge and unit."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from factcheck.figures.numerals import (
    SCALES,
    Numeral,
    guess_language,
    in_digits,
    read_numeral,
    tell,
)
from factcheck.figures.wording import (
    A_FEW,
    HEDGE_SIGNS,
    HEDGES,
    LATE_HEDGES,
    MODEST,
    MONEY,
    MONEY_SIGN,
    UNCOUNTED,
    split_unit,
)


class Qualifier(StrEnum):
    """How a figure is hedged. UNKNOWN: a size at most ("thousands"), or no figure at all."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    UP_TO = "up_to"
    FEW = "few"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A figure as understood.

    `words` echo the number ("10,000 million = 10 billion"), `doubts` are sentences for an editor
    to settle. What gives no number ("a few dozen") has no bounds, only its `scale` (12).
    """

    minimum: Decimal | None
    maximum: Decimal | None
    qualifier: Qualifier
    unit: str
    words: str
    doubts: tuple[str, ...] = ()
    scale: Decimal | None = None
    as_written: str = ""


_LONGEST = 200
_TOO_LARGE = Decimal(10) ** 24
_JOINT = re.compile(r"(?:to|or|a|o|-|–)\s*(?=\S)", re.IGNORECASE)
_JOINT_BETWEEN = re.compile(r"(?:and|y)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|entre)\s+", re.IGNORECASE)
_MORE_FIGURES = re.compile(
    r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d|^(?:in|out of|de cada)\s+(?:\d|[a-z]+$)"
)
_PLAINLY_WRITTEN = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d{4}")
_LONG_SCALE = re.compile(r"\d[.,]\d{3}\s+mill(?:ion|ones)\b|\bmil\s+millones\b", re.IGNORECASE)
_BILLION = re.compile(r"\b(?:billion|bn)\b", re.IGNORECASE)


def mixes_styles(article: str) -> bool:
    """Tell whether an article writes both "10,000 million" and "billion", as translations do."""
    return bool(_LONG_SCALE.search(article) and _BILLION.search(article))


def read_figure(text: str, *, language: str = "", mixed_styles: bool = False) -> FigureReading:
    """Read a figure as an article writes it, in English or Spanish.

    `language` is the article's; Spanish words are read as Spanish in any case. `mixed_styles` says
    that the article mixes ways of writing large numbers, which makes its "billion" doubtful.
    Never raises: what gives no number is Qualifier.UNKNOWN with a doubt that says so.
    """
    written = " ".join(text.split())
    if len(written) > _LONGEST:
        return _nothing_read(written)
    language = guess_language(written, language)
    head = MODEST.sub("", written, count=1) if MODEST.match(written) else written
    return (
        _read_uncounted(written, head, language)
        or _read_counted(written, head, language, mixed_styles=mixed_styles)
        or _nothing_read(written)
    )


def _nothing_read(written: str) -> FigureReading:
    doubt = "No figure is given."
    if len(written) > _LONGEST:
        doubt = f"A figure has at most {_LONGEST} characters: enter only its own words."
    elif written:
        doubt = f"No number is read in “{written}”."
    return FigureReading(
        None, None, Qualifier.UNKNOWN, "", "no number", (doubt,), as_written=written
    )


def _read_uncounted(written: str, head: str, language: str) -> FigureReading | None:
    """Read "a few dozen people" and "thousands of homes", which give no number."""
    for patterns, qualifier in ((A_FEW, Qualifier.FEW), (UNCOUNTED, Qualifier.UNKNOWN)):
        if match := patterns[language].match(head):
            scale = Decimal(1)
            for word in filter(None, match.groups()):
                scale *= SCALES[language][word.lower()]
            unit, _rest = split_unit(head[match.end() :])
            words = f"{match[0]}: no number"
            return FigureReading(None, None, qualifier, unit, words, (), scale, written)
    return None


def _read_counted(
    written: str, head: str, language: str, *, mixed_styles: bool
) -> FigureReading | None:
    """Read a number with its hedge, its unit, and its upper end where it is a range."""
    qualifier, head = _take_hedge(head)
    between = _BETWEEN.match(head)
    head = head[between.end() :] if between else head
    money = MONEY_SIGN.match(head)
    first = read_numeral(head[money.end() :] if money else head, language)
    if first is None or first.value >= _TOO_LARGE:
        return None
    joint = (_JOINT_BETWEEN if between else _JOINT).match(first.rest)
    second = read_numeral(first.rest[joint.end() :], language) if joint else None
    second = second if second and second.value < _TOO_LARGE else None
    last = second or first
    late, rest = _take_late_hedge(last.rest)
    unit, _rest = split_unit(rest)
    low, high = _bounds(first, second)
    shown = f"{first.written} to {second.written}" if second else first.written
    doubts = first.doubts + (second.doubts if second else ())
    qualifier = late if qualifier is Qualifier.EXACT else qualifier
    return FigureReading(
        None if qualifier in {Qualifier.LESS_THAN, Qualifier.UP_TO} else low,
        None if qualifier is Qualifier.MORE_THAN else high,
        qualifier,
        MONEY[money[1].lower()] if money else unit,
        _echo(shown, low, high),
        (*doubts, *_doubts(written, shown, rest, mixed_styles=mixed_styles)),
        as_written=written,
    )


def _take_hedge(head: str) -> tuple[Qualifier, str]:
    """Split "more than about 1,000" into its first hedge and the rest without any."""
    if head[:1] in HEDGE_SIGNS:
        return Qualifier(HEDGE_SIGNS[head[0]]), head[1:].lstrip()
    for qualifier, words in HEDGES.items():
        if match := re.match(rf"(?:{words})(?!\w)\s*", head, re.IGNORECASE):
            return Qualifier(qualifier), _take_hedge(head[match.end() :])[1]
    return Qualifier.EXACT, head


def _take_late_hedge(rest: str) -> tuple[Qualifier, str]:
    for qualifier, words in LATE_HEDGES.items():
        if match := re.match(rf"(?:{words})\s*", rest, re.IGNORECASE):
            return Qualifier(qualifier), rest[match.end() :]
    return Qualifier.EXACT, rest


def _bounds(first: Numeral, second: Numeral | None) -> tuple[Decimal, Decimal]:
    """Return both ends; in "10 to 20 million" the millions belong to both."""
    if second is None:
        return first.value, first.value
    low = first.value
    if first.written.isdigit() and low < second.value and not second.written[-1].isdigit():
        digits = read_numeral(second.written.split()[0], "en")
        low *= second.value / digits.value if digits and digits.value else 1
    return min(low, second.value), max(low, second.value)


def _doubts(written: str, shown: str, rest: str, *, mixed_styles: bool) -> list[str]:
    doubts = []
    if _MORE_FIGURES.search(rest):
        doubts.append(f"Only the first figure of “{written}” is read; enter the others apart.")
    if mixed_styles and _BILLION.search(shown):
        doubts.append(
            "“Billion” is read as a thousand million. The article also counts in thousands of "
            "millions, and in such a count a billion may be a million million: please check."
        )
    return doubts


def _echo(shown: str, low: Decimal, high: Decimal) -> str:
    """Say what a number was read as, where that is not what is written anyway."""
    if low != high:
        told = f"{tell(low)} to {tell(high)}"
    elif _PLAINLY_WRITTEN.fullmatch(shown):
        told = shown
    else:
        told = in_digits(low) if shown.lower() == tell(low) else tell(low)
    return shown if shown == told else f"{shown} = {told}"
