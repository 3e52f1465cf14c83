"""Words into pieces of one direction and one font, from left to right as they are seen.

That is the part of the Unicode bidirectional algorithm (UAX 9) that lines without embeddings need;
the inside of each piece is left to FriBiDi and HarfBuzz.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import regex

from factcheck.cards import fonts

RIGHT_TO_LEFT = {"R", "AL"}
ORDERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
JOINING = {"Mn", "Mc", "Me", "Cf"}  # they belong to the character before them


@dataclass(frozen=True, kw_only=True)
class Style:
    """How words look: with serifs or without, and how heavy."""

    serif: bool = False
    weight: int = 400


@dataclass(frozen=True)
class Piece:
    """What is drawn at once: in one font, in one direction."""

    text: str
    font: Path
    is_rtl: bool


def cleaned(text: str) -> str:
    """Return what can be seen of a text, in one line and composed form."""
    line = regex.sub(r"[^\S\u00a0\u202f]+", " ", text).strip()
    seen = (
        c
        for c in unicodedata.normalize("NFC", line)
        if unicodedata.category(c) != "Cc" and unicodedata.bidirectional(c) not in ORDERING
    )
    return "".join(seen)


def can_draw(text: str, style: Style) -> bool:
    """Say whether every character has a font, and the script can be set on this machine."""
    return all(
        unicodedata.category(c) in JOINING or fonts.font_for(c, serif=style.serif) for c in text
    )


def is_rtl(text: str) -> bool:
    """Say whether a text is read from right to left: by its first letter that tells."""
    told = (unicodedata.bidirectional(c) for c in text)
    return next((way in RIGHT_TO_LEFT for way in told if way in {"L", *RIGHT_TO_LEFT}), False)


def pieces(text: str, style: Style, *, rtl: bool) -> list[Piece]:
    """Cut a line into pieces, from left to right as they are seen.

    ``rtl`` is the direction of the whole text, whatever this line of it begins with.
    """
    ways = _directions(text, base=rtl)
    stretches: list[list[Piece]] = []
    for way, group in groupby(zip(text, ways, strict=True), key=lambda pair: pair[1]):
        stretch = list(_by_font("".join(c for c, _ in group), style, is_rtl=way))
        stretches.append(stretch[::-1] if way else stretch)
    ordered = stretches[::-1] if rtl else stretches
    return [piece for stretch in ordered for piece in stretch]


def _directions(text: str, *, base: bool) -> list[bool]:
    """Say of each character whether it stands in a stretch from right to left.

    Digits go with the letter before them; what has no direction goes with its neighbours if they
    agree, else with the line.
    """
    told: list[bool | None] = []
    before = base
    for c in text:
        kind = unicodedata.bidirectional(c)
        if kind in {"L", *RIGHT_TO_LEFT}:
            before = kind in RIGHT_TO_LEFT
        told.append(before if kind in {"L", "EN", "AN", "NSM", *RIGHT_TO_LEFT} else None)
    found: list[bool] = []
    for n, way in enumerate(told):
        last = found[-1] if found else base
        after = next((later for later in told[n:] if later is not None), base)
        neutral = after if last == after else base
        found.append(neutral if way is None else way)
    return found


def _by_font(text: str, style: Style, *, is_rtl: bool) -> Iterator[Piece]:
    """Cut a stretch of one direction by font; marks, joiners and spaces stay where they are."""
    piece, font = "", fonts.SANS
    for c in text:
        own = font
        if not piece or not _stays(c, font):
            own = fonts.font_for(c, serif=style.serif) or fonts.SANS
        if own != font and piece:
            yield Piece(piece, font, is_rtl)
            piece = ""
        piece, font = piece + c, own
    if piece:
        yield Piece(piece, font, is_rtl)


def _stays(character: str, font: Path) -> bool:
    """Say whether a character belongs to the piece before it; spaces among symbols are too wide."""
    if character == " ":
        return not font.name.startswith(fonts.LAST)
    return unicodedata.category(character) in JOINING
