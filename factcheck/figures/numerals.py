"""Numbers as newspapers write them, in English and Spanish, read exactly."""

import re
from dataclasses import dataclass
from decimal import Decimal

from text_to_num import text2num

SCALES = {
    "en": {
        **dict.fromkeys(("dozen", "dozens"), 12),
        **dict.fromkeys(("hundred", "hundreds"), 100),
        **dict.fromkeys(("thousand", "thousands"), 10**3),
        **dict.fromkeys(("million", "millions", "mn"), 10**6),
        **dict.fromkeys(("billion", "billions", "bn"), 10**9),
        **dict.fromkeys(("trillion", "trillions", "tn"), 10**12),
        "tens": 10,
    },
    "es": {
        **dict.fromkeys(("docena", "docenas"), 12),
        **dict.fromkeys(("decena", "decenas"), 10),
        **dict.fromkeys(("cientos", "centenares"), 100),
        **dict.fromkeys(("mil", "miles"), 10**3),
        **dict.fromkeys(("millón", "millones"), 10**6),
        **dict.fromkeys(("billón", "billones"), 10**12),
    },
}
"""What a word multiplies by in each language: "billion" is 10⁹, "billón" is 10¹²."""

_LETTERS = {"k": 10**3, "m": 10**6}
_SCALE = {
    language: re.compile(
        rf"[\s-]*\b(?P<word>{'|'.join(words)})\b|(?P<letter>[km])\b", re.IGNORECASE
    )
    for language, words in SCALES.items()
}
_DIGITS = re.compile(r"\d{1,3}(?:[.,’' ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_WORD = re.compile(r"\s*[^\W\d_]+(?:-[^\W\d_]+)*")
_WORDS_AT_MOST = 8
_DIGITS_AT_MOST = 24
_ARTICLE = re.compile(r"an?\s+(?=hundred|thousand|million|billion|trillion|dozen)", re.IGNORECASE)
_HALF_OF = re.compile(r"(?:half\s+an?|medi[oa])(?=\s)", re.IGNORECASE)
_AND_HALF = re.compile(r"\s+(?:and\s+a\s+half|y\s+medi[oa])\b", re.IGNORECASE)
_SPANISH = re.compile(
    r"\b(?:de|mil|mill[oó]n|millones|bill[oó]n|billones|más|menos|un[oa]s|hasta|cerca|casi|entre|"
    r"alrededor|poc[oa]s|vari[oa]s|algun[oa]s|docenas?|decenas|cientos|miles de|medio|al año)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at the head of a text, and what is left after it."""

    value: Decimal
    written: str
    rest: str
    doubts: tuple[str, ...] = ()


def guess_language(text: str, otherwise: str) -> str:
    """Return "es" where the words of a figure are Spanish, else "es" or "en" as `otherwise`."""
    return "es" if _SPANISH.search(text) or otherwise.partition("-")[0] == "es" else "en"


def read_numeral(text: str, language: str) -> Numeral | None:
    """Read the number a text begins with: "10,000 million", "fourteen", "tres mil"; or None."""
    if digits := _DIGITS.match(text):
        end = digits.end()
        if end > _DIGITS_AT_MOST:
            return None
        value, doubts = _read_digits(
            digits[0], language, scaled=bool(_SCALE[language].match(text, end))
        )
        return _scaled(text, end, value, language, doubts)
    if half := _HALF_OF.match(text):
        scaled = _scaled(text, half.end(), Decimal("0.5"), language)
        return scaled if scaled.value > 1 else None
    return _read_words(_ARTICLE.sub("one ", text, count=1), language)


def _read_digits(written: str, language: str, *, scaled: bool) -> tuple[Decimal, tuple[str, ...]]:
    """Read digits with their separators, and say what is doubtful about them."""
    marks = re.sub(r"\d", "", written)
    plain = Decimal(re.sub(r"\D", "", written))
    if not marks or marks[-1] not in ".,":
        return plain, ()
    decimals = len(written) - written.rindex(marks[-1]) - 1
    if decimals != 3 or written.startswith("0") or len(set(marks)) > 1:
        return plain.scaleb(-decimals), ()
    if len(marks) > 1 or marks == {"es": ".", "en": ","}[language]:
        return plain, ()
    small = plain.scaleb(-3)
    value, other = (small, plain) if scaled and marks == "." else (plain, small)
    return value, (f"“{written}” is read as {tell(value)}; it could be {tell(other)}.",)


def _read_words(text: str, language: str) -> Numeral | None:
    """Read the longest run of number words a text begins with."""
    ends: list[int] = []
    while len(ends) < _WORDS_AT_MOST and (word := _WORD.match(text, ends[-1] if ends else 0)):
        ends.append(word.end())
    for end in reversed(ends):
        try:
            value = Decimal(text2num(text[:end].lower(), language))
        except ValueError:
            continue
        return _scaled(text, end, value, language)
    return None


def _scaled(
    text: str, end: int, value: Decimal, language: str, doubts: tuple[str, ...] = ()
) -> Numeral:
    """Apply the scale words and halves that follow: "10,000 million", "2 millones y medio"."""
    sizes = SCALES[language]
    while True:
        if half := _AND_HALF.match(text, end):
            last_word = text[:end].rsplit(maxsplit=1)[-1].lower()
            value, end = value + Decimal(sizes.get(last_word, 1)) / 2, half.end()
        elif scale := _SCALE[language].match(text, end):
            word, letter = scale["word"], scale["letter"]
            value *= sizes[word.lower()] if word else _LETTERS[letter.lower()]
            end = scale.end()
        else:
            break
    if value == value.to_integral_value():
        value = value.to_integral_value()
    return Numeral(value, text[:end].strip(), text[end:].strip(), doubts)


def tell(value: Decimal) -> str:
    """Return a number for people on the short scale: "10 billion", "254,000"."""
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        short = value / size
        if value >= size and short == round(short, 2):
            return f"{in_digits(short)} {name}"
    return in_digits(value)


def in_digits(value: Decimal) -> str:
    """Return a number in digits, in groups of three: "10,000,000"."""
    return f"{value.normalize():,f}"
