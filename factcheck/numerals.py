"""Numbers as newspapers write them, in English and Spanish, read exactly."""

import re
from dataclasses import dataclass
from decimal import Decimal

from text_to_num import text2num

SCALES = {
    **dict.fromkeys(("dozen", "dozens", "docena", "docenas"), 12),
    **dict.fromkeys(("tens", "decena", "decenas"), 10),
    **dict.fromkeys(("hundred", "hundreds", "cien", "cientos", "centenares"), 100),
    **dict.fromkeys(("thousand", "thousands", "k", "mil", "miles"), 1_000),
    **dict.fromkeys(("million", "millions", "m", "mn", "millón", "millones"), 10**6),
    **dict.fromkeys(("billion", "billions", "bn"), 10**9),
    **dict.fromkeys(("trillion", "trillions", "tn", "billón", "billones"), 10**12),
}
"""What a word multiplies by: English "billion" is 10⁹, Spanish "billón" is 10¹²."""

_DIGITS = re.compile(r"\d+(?:[.,’'   ]\d{3})*(?:[.,]\d+)?|\d+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SCALE = re.compile(rf"\s*-?\s*({'|'.join(sorted(SCALES, key=len, reverse=True))})\b", re.IGNORECASE)
_ONE_OF = re.compile(r"(?:an?|una?)\s+(?=[^\W\d_])", re.IGNORECASE)
_HALF = re.compile(r"(?:half\s+an?|medi[oa])\s+(?=[^\W\d_])", re.IGNORECASE)
_LONGEST_NUMBER = 8
_SPANISH = re.compile(
    r"\b(?:de|mil|miles|mill[oó]n|millones|bill[oó]n|billones|más|menos|unos|unas|hasta|cerca|"
    r"casi|entre|alrededor|pocos|pocas|varios|varias|docenas?|decenas|cientos|euros? al)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at the head of a text, and what is left after it."""

    value: Decimal
    written: str
    rest: str
    doubts: tuple[str, ...] = ()


def guess_language(text: str) -> str:
    """Tell Spanish figures from English ones by their words."""
    return "es" if _SPANISH.search(text) else "en"


def read_numeral(text: str, language: str) -> Numeral | None:
    """Read the number a text begins with: "10,000 million", "fourteen", "tres mil"; or None."""
    digits = _DIGITS.match(text)
    if digits:
        value, doubts = _read_digits(digits.group(), language, text[digits.end() :])
        return _scaled(text, digits.end(), value, doubts)
    for pattern, value in ((_HALF, Decimal("0.5")), (_ONE_OF, Decimal(1))):
        if (match := pattern.match(text)) and _SCALE.match(text, match.end()):
            return _scaled(text, match.end(), value, ())
    return _read_words(text, language)


def _read_digits(written: str, language: str, after: str) -> tuple[Decimal, tuple[str, ...]]:
    """Read figures with their separators, and say what is doubtful about them."""
    marks = re.sub(r"\d", "", written)
    if not marks:
        return Decimal(written), ()
    plain = re.sub(r"\D", "", written)
    tail = written.rpartition(marks[-1])[2]
    grouped = len(tail) == 3 and not written.startswith("0") and len(set(marks)) == 1
    if marks[-1] not in ".,":
        return Decimal(plain), ()
    if not grouped:
        return Decimal(plain).scaleb(-len(tail)), ()
    if len(marks) > 1 or marks == {"es": ".", "en": ","}[language]:
        return Decimal(plain), ()
    decimal = Decimal(plain).scaleb(-3)
    if marks == "." and _SCALE.match(after):
        return decimal, (f"“{written}” is read as {decimal}; it could be {int(plain):,}.",)
    return Decimal(plain), (f"“{written}” is read as {int(plain):,}; it could be {decimal}.",)


def _read_words(text: str, language: str) -> Numeral | None:
    """Read the longest run of number words a text begins with."""
    words = []
    for match in _WORD.finditer(text):
        if text[words[-1].end() if words else 0 : match.start()].strip():
            break
        words.append(match)
        if len(words) == _LONGEST_NUMBER:
            break
    while words:
        end = words.pop().end()
        try:
            value = text2num(text[:end].lower(), language)
        except ValueError:
            continue
        return _scaled(text, end, Decimal(value), ())
    return None


def _scaled(text: str, end: int, value: Decimal, doubts: tuple[str, ...]) -> Numeral:
    """Multiply by every scale word that follows: "10,000 million", "3 mil millones"."""
    while match := _SCALE.match(text, end):
        value *= SCALES[match[1].lower()]
        end = match.end()
    return Numeral(value, text[:end].strip(), text[end:].strip(), doubts)


def tell(value: Decimal) -> str:
    """Return a number for people, short scale: "10 billion", "254,000"."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        short = value / size
        if value >= size and short == round(short, 2):
            return f"{_plain(short)} {name}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"
