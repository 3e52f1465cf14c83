"""Draw a card. The same words give the same bytes on the same release."""

from io import BytesIO

import structlog
from PIL import Image, ImageDraw

from factcheck.cards.contents import HEIGHT, WIDTH, Card
from factcheck.cards.glyphs import glyph
from factcheck.cards.pieces import Style, can_draw, cleaned, is_rtl
from factcheck.cards.typesetting import LEADING, draw_line, fitted, width_of

LEFT, RIGHT = 84, 1128
TOP, HIGH = 112, 304  # where the claim has its place
BAND = 20  # of colour, along the left edge
COLOURS = 64  # of the picture: few enough for 60 KB, enough for smooth letters

# The light half of the pairs in tokens.css.
PAPER, INK, QUIET, RULE = "#fcfbf8", "#1a1b1d", "#55585c", "#d6d2c8"
RATINGS = {
    "true": "#00615a",
    "mostly-true": "#23617a",
    "half-true": "#745400",
    "mostly-false": "#954200",
    "false": "#a01c18",
    "misleading": "#7a2a72",
    "unproven": "#55585c",
}

CLAIM = Style(serif=True, weight=600)
PLAIN = Style()
BOLD = Style(weight=700)

log = structlog.get_logger(__name__)


def draw(card: Card) -> bytes:
    """Return the PNG of a card.

    Words in a script that no font has, or that this machine cannot set, are left out: wrong
    letters would be somebody else's words. The rating, the newsroom and the day still tell.
    """
    colour = RATINGS[card.shape]
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, BAND - 1, HEIGHT), fill=colour)
    _line(pen, card.newsroom, BOLD, size=32, y=84, ink=INK, width=700)
    _line(pen, card.date, PLAIN, size=28, y=84, ink=QUIET, at_the_end=True)
    _claim(pen, card)
    pen.line((LEFT, 488, RIGHT, 488), fill=RULE, width=2)
    picture.paste(glyph(card.shape, 72, ink=colour, paper=PAPER), (LEFT, 518))
    _line(pen, card.rating, BOLD, size=60, y=576, ink=colour, left=LEFT + 96)
    return _png(picture)


def _claim(pen: ImageDraw.ImageDraw, card: Card) -> None:
    claim = cleaned(card.claim)
    if not can_draw(claim, CLAIM):
        log.warning("card.words_left_out", card=card.key)
        _line(pen, card.instead, PLAIN, size=40, y=300, ink=QUIET)
        return
    block = fitted(claim, CLAIM, width=RIGHT - LEFT, height=HIGH, largest=80, smallest=28)
    first = TOP + (HIGH - len(block.lines) * block.leading) // 2 + block.size
    rtl = is_rtl(claim)
    for n, line in enumerate(block.lines):
        x = round(RIGHT - width_of(line, CLAIM, block.size)) if rtl else LEFT
        y = first + n * block.leading
        draw_line(pen, line, CLAIM, block.size, x=x, y=y, ink=INK, rtl=rtl)
    end = is_rtl(card.claimants)
    _line(pen, card.claimants, PLAIN, size=30, y=462, ink=QUIET, at_the_end=end)


def _line(
    pen: ImageDraw.ImageDraw,
    words: str,
    style: Style,
    *,
    size: int,
    y: int,
    ink: str,
    left: int = LEFT,
    width: int | None = None,
    at_the_end: bool = False,
) -> None:
    """Draw words in one line, smaller or shortened where there are many of them."""
    text = cleaned(words)
    if not text or not can_draw(text, style):
        return
    room = width or RIGHT - left
    for smaller in range(size, size // 2, -2):
        if width_of(text, style, smaller) <= room:
            break
    one = round(smaller * LEADING)
    block = fitted(text, style, width=room, height=one, largest=smaller, smallest=smaller)
    line = block.lines[0]
    x = round(RIGHT - width_of(line, style, smaller)) if at_the_end else left
    draw_line(pen, line, style, smaller, x=x, y=y, ink=ink, rtl=is_rtl(text))


def _png(picture: Image.Image) -> bytes:
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    file = BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()
