"""The words around a number: hedges, quantities nobody counted, money and units."""

import re

from factcheck.figures.numerals import SCALES

HEDGES = {
    "up_to": r"up to|at most|no more than|not more than|as (?:many|much) as|a maximum of|"
    r"hasta|como (?:máximo|mucho)|no más de|un máximo de",
    "more_than": r"more than|over|above|at least|no fewer than|no less than|in excess of|"
    r"upwards of|exceeding|a minimum of|más de|al menos|por lo menos|por encima de|no menos de",
    "less_than": r"less than|fewer than|under|below|menos de|por debajo de",
    "about": r"about|around|approximately|approx\.?|roughly|some|nearly|almost|circa|ca\.?|"
    r"an estimated|close to|un[oa]s|cerca de|alrededor de|aproximadamente|casi|en torno a",
}
"""What stands before a hedged number; the keys are values of Qualifier."""

HEDGE_SIGNS = {">": "more_than", "<": "less_than", "~": "about", "≈": "about"}

LATE_HEDGES = {
    "more_than": r"\+|plus$|or more\b|at least\b|o más\b",
    "up_to": r"or (?:less|fewer)\b|at most\b|o menos\b|como máximo\b",
    "about": r"or so\b|approximately\b|aproximadamente\b",
}
"""What stands after a hedged number."""

MODEST = re.compile(r"(?:just|only|merely|barely|a mere|apenas|s[oó]lo)\s+", re.IGNORECASE)

_SOME = {
    "en": r"(?:an?\s+(?:small\s+)?)?few|several",
    "es": r"un[oa]s\s+(?:poc|cuant)[oa]s|poc[oa]s|vari[oa]s|algun[oa]s|"
    r"un[oa]s(?=\s+(?:docenas|miles))",
}
_MANY = {
    "en": r"(?:many\s+)?(dozens|tens|hundreds|thousands|millions|billions|trillions)",
    "es": r"(docenas|decenas|cientos|centenares|miles|millones|billones)",
}
A_FEW = {
    language: re.compile(rf"(?:{words})\b(?:\s+({'|'.join(SCALES[language])})\b)?", re.IGNORECASE)
    for language, words in _SOME.items()
}
"""Few of something, with its scale where one is named: "a few dozen", "varios miles"."""

UNCOUNTED = {
    language: re.compile(
        rf"{words}\b(?:\s+(?:of|de)\s+({'|'.join(SCALES[language])})\b)?", re.IGNORECASE
    )
    for language, words in _MANY.items()
}
"""A size without a number: "thousands", "tens of thousands", "miles de millones"."""

MONEY_SIGN = re.compile(r"(US\$|USD|\$|EUR|€|GBP|£)\s*", re.IGNORECASE)
MONEY = {
    **dict.fromkeys(("us$", "usd", "$", "dollar", "dollars", "dólar", "dólares"), "USD"),
    **dict.fromkeys(("eur", "€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("gbp", "£"), "GBP"),
}
PERCENT = "percent"

_PERCENT = re.compile(r"%|per ?cent\b|por ciento\b", re.IGNORECASE)
_YEARLY = re.compile(
    r"\b(?:(?:a|each|every|per)\s+year|(?:al|por|cada)\s+año|annually|yearly)\b", re.IGNORECASE
)
_LEADING = re.compile(r"(?:of|de)\s+(?:(?:the|its|their|l[oa]s|sus?)\s+)?", re.IGNORECASE)
_ENDING = re.compile(
    r"\s*(?:\b(?:of|in|to|from|since|for|by|at|on|with|and|plus|de|en|desde|para|por|a|con|y|más)\b|[,;:.(])",
    re.IGNORECASE,
)


def split_unit(after: str) -> tuple[str, str]:
    """Split the words after a number into its unit and the rest: ("tons", "of oil in 2017")."""
    after = after.strip()
    if percent := _PERCENT.match(after):
        return PERCENT, after[percent.end() :]
    yearly = _YEARLY.search(after)
    shown = after[: yearly.start()] if yearly else after
    leading = _LEADING.match(shown)
    shown = shown[leading.end() :] if leading else shown
    ending = _ENDING.search(shown)
    noun = shown[: ending.start()] if ending else shown.strip()
    unit = f"{MONEY.get(noun.lower(), noun)}{' per year' if yearly else ''}".strip()
    return unit, f"{shown[len(noun) :]} {after[yearly.end() :] if yearly else ''}"
