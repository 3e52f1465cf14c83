"""Words into lines of a width, at the largest size at which they fit."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex
from PIL import ImageDraw

from factcheck.cards import fonts
from factcheck.cards.pieces import Piece, Style, is_rtl, pieces

LEADING = 1.24  # of the size, from line to line


@dataclass(frozen=True)
class Block:
    """Words in lines, and the size (pixels) at which they fit."""

    lines: tuple[str, ...]
    size: int

    @property
    def leading(self) -> int:
        """The distance of two lines in pixels."""
        return round(self.size * LEADING)


def fitted(
    text: str, style: Style, *, width: int, height: int, largest: int, smallest: int
) -> Block:
    """Break a text into lines at the largest size at which it fits into ``width`` × ``height``.

    What does not fit at the smallest size ends with an ellipsis.
    """
    for size in range(largest, smallest - 1, -4):
        block = Block(tuple(_lines(text, style, size, width)), size)
        if len(block.lines) * block.leading <= height:
            return block
    most = max(height // block.leading, 1)
    return Block(
        (*block.lines[: most - 1], _cut(block.lines[most - 1 :], style, block, width)), size
    )


def draw_line(
    draw: ImageDraw.ImageDraw,
    text: str,
    style: Style,
    size: int,
    *,
    x: int,
    y: int,
    ink: str,
    rtl: bool,
) -> None:
    """Draw a line of a text, read from right to left or not.

    Its left end is at ``x``, its baseline at ``y``.
    """
    left = float(x)
    for piece in pieces(text, style, rtl=rtl):
        font = fonts.at_size(piece.font, size, style.weight)
        way = _direction(piece)
        draw.text((left, y), piece.text, fill=ink, font=font, anchor="ls", direction=way)
        left += font.getlength(piece.text, direction=way)


def width_of(text: str, style: Style, size: int) -> float:
    """Return how wide a line is, in pixels."""
    return sum(
        fonts.at_size(piece.font, size, style.weight).getlength(
            piece.text, direction=_direction(piece)
        )
        for piece in pieces(text, style, rtl=is_rtl(text))
    )


def _direction(piece: Piece) -> str | None:
    if not fonts.shapes_letters():
        return None
    return "rtl" if piece.is_rtl else "ltr"


def _lines(text: str, style: Style, size: int, width: int) -> Iterator[str]:
    """Fill lines with words; a word that is wider than a line is cut between characters."""
    space = width_of(" ", style, size)
    line: list[str] = []
    used = 0.0
    for word in text.split(" "):
        for part in _parts(word, style, size, width):
            wide = width_of(part, style, size)
            if line and used + space + wide > width:
                yield " ".join(line)
                line, used = [], 0.0
            used += wide + (space if line else 0)
            line.append(part)
    yield " ".join(line)


def _parts(word: str, style: Style, size: int, width: int) -> Iterator[str]:
    if width_of(word, style, size) <= width:
        yield word
        return
    part = ""
    for character in regex.findall(r"\X", word):
        if part and width_of(part + character, style, size) > width:
            yield part
            part = ""
        part += character
    yield part


def _cut(lines: tuple[str, ...], style: Style, block: Block, width: int) -> str:
    """Shorten the rest of a text to one line that ends with an ellipsis."""
    characters = regex.findall(r"\X", " ".join(lines))
    while characters and width_of("".join(characters) + "…", style, block.size) > width:
        characters.pop()
    return "".join(characters).rstrip() + "…"
