"""Figures as an editor enters them: what was understood is echoed, what was not said is not added.

"10,000 million euros" is ten billion euros; "just a few dozen" stays a few dozen, without a number.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .numerals import SCALES, guess_language, read_numeral, tell


class Qualifier(StrEnum):
    """How a figure is hedged."""

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

    `words` echo the number ("10,000 million = 10 billion") and `doubts` are sentences for an
    editor to settle. A figure in words ("a few dozen") has no bounds; `scale` is its size (12).
    """

    minimum: Decimal | None
    maximum: Decimal | None
    qualifier: Qualifier
    unit: str
    words: str
    doubts: tuple[str, ...] = ()
    scale: Decimal | None = None
    as_written: str = ""


_BEFORE = {
    Qualifier.UP_TO: r"up to|at most|no more than|not more than|as (?:many|much) as|a maximum of|"
    r"hasta|como (?:máximo|mucho)|no más de|un máximo de",
    Qualifier.MORE_THAN: r"more than|over|above|at least|no fewer than|no less than|in excess of|"
    r"upwards of|exceeding|a minimum of|>|más de|al menos|por lo menos|por encima de|no menos de",
    Qualifier.LESS_THAN: r"less than|fewer than|under|below|<|menos de|por debajo de",
    Qualifier.ABOUT: r"about|around|approximately|approx\.?|roughly|some|nearly|almost|circa|ca\.?|"
    r"an estimated|close to|~|≈|unos|unas|cerca de|alrededor de|aproximadamente|casi|en torno a",
}
_AFTER = {
    Qualifier.MORE_THAN: r"\+|or more\b|at least\b|o más\b",
    Qualifier.UP_TO: r"or (?:less|fewer)\b|at most\b|o menos\b|como máximo\b",
    Qualifier.ABOUT: r"or so\b|approximately\b|aproximadamente\b",
}
_SCALE_WORDS = "|".join(sorted(SCALES, key=len, reverse=True))
_PLURALS = (
    "dozens|tens|hundreds|thousands|millions|billions|trillions|"
    "docenas|decenas|cientos|centenares|miles|millones|billones"
)
_MODEST = re.compile(r"(?:just|only|merely|barely|a mere|apenas|solo|sólo)\s+", re.IGNORECASE)
_FEW = re.compile(
    r"(?:an?\s+(?:small\s+)?few|(?:a\s+)?mere\s+few|few|several|un[oa]s\s+(?:poc|cuant)[oa]s|"
    rf"poc[oa]s|vari[oa]s|algun[oa]s|unas(?=\s+docenas))\b(?:\s+({_SCALE_WORDS})\b)?",
    re.IGNORECASE,
)
_UNCOUNTED = re.compile(
    rf"(?:many\s+)?({_PLURALS})\b(?:\s+(?:of|de)\s+({_SCALE_WORDS})\b)?", re.IGNORECASE
)
_RANGE = re.compile(r"(?:and|to|y|a|or|o|-|–)\s*(?=\S)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:between|from|entre|de|desde)\s+", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"(US\$|USD|\$|EUR|€|GBP|£)\s*", re.IGNORECASE)
_MONEY = {
    **dict.fromkeys(("us$", "usd", "$", "dollar", "dollars", "dólar", "dólares"), "USD"),
    **dict.fromkeys(("eur", "€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("gbp", "£"), "GBP"),
}
_PERCENT = {"%": "percent", "percent": "percent", "por": "percent", "per": "percent"}
_YEARLY = re.compile(
    r"\b(?:a|each|every|per|al|por|cada)\s+(?:year|año)\b|\b(?:annually|yearly|anuales)\b",
    re.IGNORECASE,
)
_UNIT_ENDS = re.compile(
    r"\s+(?:of|in|to|from|since|for|by|at|on|with|de|en|desde|para|por|a|con)\b|[,;.(]",
    re.IGNORECASE,
)
_UNIT_LEADS = re.compile(r"^(?:of|de)\s+(?:the|its|their|los|las|sus?)?\s*", re.IGNORECASE)
_LONG_SCALE = re.compile(r"\d[.,]\d{3}\s+mill(?:ion|ones)\b|\bmil\s+millones\b", re.IGNORECASE)
_BILLION = re.compile(r"\bbillion\b|\bbn\b", re.IGNORECASE)


def mixes_styles(article: str) -> bool:
    """Tell whether an article writes both "10,000 million" and "billion", as translations do."""
    return bool(_LONG_SCALE.search(article) and _BILLION.search(article))


def read_figure(text: str, *, language: str = "", mixed_styles: bool = False) -> FigureReading:
    """Read a figure as written in an article, in English or Spanish.

    Without `language` it is told by the words. `mixed_styles` says that the article mixes ways
    of writing large numbers, so that its "billion" is doubtful. Never raises: what has no number
    is Qualifier.UNKNOWN, with a doubt that says so.
    """
    written = " ".join(text.split())
    language = language.partition("-")[0] or guess_language(written)
    language = language if language in {"en", "es"} else "en"
    reading = _read_uncounted(written) or _read_counted(written, language, mixed_styles)
    return reading or FigureReading(
        None,
        None,
        Qualifier.UNKNOWN,
        "",
        "no number",
        (f"No number is read in “{written}”." if written else "No figure is given.",),
        as_written=written,
    )


def _read_uncounted(written: str) -> FigureReading | None:
    """Read "just a few dozen people" and "thousands of homes", which give no number."""
    text = _MODEST.sub("", written, count=1)
    for pattern, qualifier in ((_FEW, Qualifier.FEW), (_UNCOUNTED, Qualifier.UNKNOWN)):
        if match := pattern.match(text):
            scale = Decimal(1)
            for word in filter(None, match.groups()):
                scale *= SCALES[word.lower()]
            unit, _ = _read_unit(text[match.end() :])
            return FigureReading(
                None, None, qualifier, unit, f"{match[0]}: no number", (), scale, written
            )
    return None


def _read_counted(written: str, language: str, mixed_styles: bool) -> FigureReading | None:
    """Read a number with its hedge, its unit, and its upper end where it is a range."""
    text = _MODEST.sub("", written, count=1)
    qualifier, text = _take_hedge(text)
    between = _BETWEEN.match(text)
    text = text[between.end() :] if between else text
    money = _MONEY_BEFORE.match(text)
    number = read_numeral(text[money.end() :] if money else text, language)
    if number is None:
        return None
    low = high = number.value
    words, rest, doubts = number.written, number.rest, list(number.doubts)
    joint = _RANGE.match(rest)
    if joint and (upper := read_numeral(rest[joint.end() :], language)):
        low, high = sorted((_same_scale(number.value, number.written, upper.value), upper.value))
        words, rest = f"{words} {joint[0].strip()} {upper.written}", upper.rest
        doubts += upper.doubts
    late, rest = _take_late_hedge(rest)
    qualifier = late if qualifier is Qualifier.EXACT else qualifier
    unit, rest = _read_unit(rest)
    if re.search(r"\d", rest):
        doubts.append(f"Only the first figure of “{written}” is read; enter the others apart.")
    if mixed_styles and _BILLION.search(words):
        doubts.append(
            "“Billion” is read as a thousand million. The article also counts in thousands of "
            "millions, where a billion may be a million million: please check."
        )
    return FigureReading(
        None if qualifier in {Qualifier.LESS_THAN, Qualifier.UP_TO} else low,
        None if qualifier is Qualifier.MORE_THAN else high,
        qualifier,
        _MONEY[money[1].lower()] if money else unit,
        _echo(words, low, high),
        tuple(doubts),
        as_written=written,
    )


def _take_hedge(text: str) -> tuple[Qualifier, str]:
    for qualifier, pattern in _BEFORE.items():
        if match := re.match(rf"(?:{pattern})(?!\w)\s*", text, re.IGNORECASE):
            return qualifier, text[match.end() :]
    return Qualifier.EXACT, text


def _take_late_hedge(rest: str) -> tuple[Qualifier, str]:
    for qualifier, pattern in _AFTER.items():
        if match := re.match(pattern, rest, re.IGNORECASE):
            return qualifier, rest[match.end() :].strip()
    return Qualifier.EXACT, rest


def _same_scale(low: Decimal, written: str, high: Decimal) -> Decimal:
    """Give "10 to 20 million" its millions on both ends."""
    if re.search(r"[^\W\d_]", written):
        return low
    for size in (10**12, 10**9, 10**6, 10**3):
        if high >= size and high % size == 0 and low < high / size:
            return low * size
    return low


def _read_unit(rest: str) -> tuple[str, str]:
    """Split what follows a number into its unit and the remaining words."""
    yearly = _YEARLY.search(rest)
    rest = _UNIT_LEADS.sub("", rest.strip())
    if rest.startswith("%") or re.match(r"per ?cent\b|por ciento\b", rest, re.IGNORECASE):
        return "percent", re.sub(r"^(?:%|per ?cent|por ciento)", "", rest, flags=re.IGNORECASE)
    shown = _YEARLY.sub("", rest) if yearly else rest
    end = _UNIT_ENDS.search(f" {shown}")
    unit = shown[: max(0, end.start() - 1)] if end else shown
    unit = _MONEY.get(unit.strip().lower(), unit.strip())
    return " ".join(filter(None, (unit, "per year" if yearly else ""))), shown[len(unit) :]


def _echo(written: str, low: Decimal, high: Decimal) -> str:
    """Say what a number was read as, where that is not what is written anyway."""
    if low != high:
        return f"{written} = {tell(low)} to {tell(high)}"
    told, figures = tell(low), f"{low.normalize():,f}"
    if written in {told, figures}:
        return written if written == figures else f"{written} = {figures}"
    return f"{written} = {told}"
