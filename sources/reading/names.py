"""Names as they are written in bylines and notices."""

import re

from newsroom.dates import MONTHS, WEEKDAYS

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐÉĘĚĞĢİĶŁŃŇŐŒŘŚŞŠŤŪŮŰŹŻŽ"
_PARTICLE = r"(?:de|del|la|las|los|of|the|van|von|der|den|bin|ibn|al|da|do|dos|di)"
_DATE_WORD = "|".join((*MONTHS, *WEEKDAYS))

CAPITALISED = rf"[{_CAPITAL}][\w.&’'-]*(?<![.])"
NAME = (
    rf"(?!(?i:{_DATE_WORD})\b){CAPITALISED}"
    rf"(?:[^\S\n]+(?:{_PARTICLE}[^\S\n]+){{0,2}}(?!(?i:{_DATE_WORD})\b)(?:{CAPITALISED}|[{_CAPITAL}]\.)){{0,4}}"
)
"""A pattern of one to five capitalised words that are no part of a date."""

_BYLINE = re.compile(
    rf"(?:{NAME}\s+)?(?i:written by|escrito por|by|por)\s*:?\s+"
    rf"(?P<names>{NAME}(?:(?:,\s+|\s+(?:and|y|&)\s+){NAME}){{0,4}})(?:\s*[|•·,—–-].{{0,80}})?"
)
_BETWEEN_NAMES = re.compile(r",\s+|\s+(?:and|y|&)\s+")
_BARE = re.compile(NAME)
_AUTHOR_NOTE = (
    r"(?:is (?:an?|the)|was an?|[’']s mission|writes|covers|has (?:written|worked|covered|been)|"
    r"es (?:un[oa]?|el|la)|escribe|ha (?:escrito|trabajado|cubierto|sido))\b"
)


def byline_of(line: str) -> str:
    """Return the names of a line such as "By Ana Ruiz and John Doe | City desk", or ""."""
    match = _BYLINE.fullmatch(line) if len(line) <= 200 else None
    return match["names"] if match else ""


def authors_of(byline: str) -> list[str]:
    """Return the names of a byline one by one."""
    return [name for name in _BETWEEN_NAMES.split(byline) if name]


def is_person(line: str) -> bool:
    """Tell whether a line is nothing but a name of two to five words."""
    return 2 <= len(line.split()) <= 5 and _BARE.fullmatch(line) is not None


def is_about(line: str, name: str) -> bool:
    """Tell whether a line says who somebody is: "Ana Ruiz is a reporter based in Lima"."""
    return re.match(rf"{re.escape(name)}\s*{_AUTHOR_NOTE}", line) is not None
