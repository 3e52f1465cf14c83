"""Small charts: numbers in, SVG out. No script, no style of their own: classes in ``desk.css``.

A chart is a picture for whoever sees it and a sentence for whoever does not; beside it belongs
the table of the same numbers (``admin/chart.html``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 360  # units of the drawing, which is as wide as its place
HEIGHT = 130
FOOT = 20
LINE = 26
NAMES_WIDTH = 130
GAP = 6
LEAST = 2  # what is not nothing can be seen


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One number: what it is of, how large it is, how it is said: “3 Jun”, 12.5, “12 h 30 min”.

    ``short`` is what stands at the bar itself, ``kind`` a class that colours it.
    """

    name: str
    value: float
    words: str
    short: str = ""
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Bars in a row under a title; ``said`` sums them up in a sentence."""

    slug: str
    title: str
    said: str
    heads: tuple[str, str]
    bars: Sequence[Bar]
    lies: bool = False

    @property
    def svg(self) -> SafeString:
        """Draw it: standing bars for what follows in time, lying ones for what has long names."""
        return lying(self) if self.lies else standing(self)


def standing(chart: Chart) -> SafeString:
    """Draw the bars as columns from left to right, the first and the last named below them."""
    step = WIDTH / max(len(chart.bars), 1)
    room = HEIGHT - FOOT - FOOT
    base = HEIGHT - FOOT
    columns = []
    for index, bar, tall in _measured(chart, room):
        x = index * step + GAP / 2
        middle = x + (step - GAP) / 2
        rect = _rect(bar, x=x, y=base - tall, width=step - GAP, height=tall)
        words = _text(bar.short, x=middle, y=base - tall - GAP, anchor="middle")
        columns.append((rect, words))
    parts = [
        format_html_join("", "{}{}", columns),
        format_html('<line x1="0" x2="{}" y1="{}" y2="{}"/>', WIDTH, base, base),
        *_ends(chart.bars, HEIGHT - GAP),
    ]
    return _drawing(chart, HEIGHT, parts)


def lying(chart: Chart) -> SafeString:
    """Draw the bars one below the other, each with its name before and its number behind it."""
    room = WIDTH - NAMES_WIDTH - 80
    lines = []
    for index, bar, long in _measured(chart, room):
        y = index * LINE
        middle = y + LINE / 2 + 4
        lines.append(
            (
                _text(bar.name, x=0, y=middle, anchor="start"),
                _rect(bar, x=NAMES_WIDTH, y=y + GAP, width=long, height=LINE - 2 * GAP),
                _text(bar.short, x=NAMES_WIDTH + long + GAP, y=middle, anchor="start"),
            )
        )
    return _drawing(chart, LINE * len(chart.bars), [format_html_join("", "{}{}{}", lines)])


def _measured(chart: Chart, room: float) -> list[tuple[int, Bar, float]]:
    """Say how long each bar is, in units, where the largest fills ``room``."""
    most = max((bar.value for bar in chart.bars), default=0) or 1
    return [
        (index, bar, max(bar.value / most * room, LEAST if bar.value else 0))
        for index, bar in enumerate(chart.bars)
    ]


def _ends(bars: Sequence[Bar], y: float) -> list[SafeString]:
    if not bars:
        return []
    return [
        _text(bars[0].name, x=0, y=y, anchor="start"),
        _text(bars[-1].name, x=WIDTH, y=y, anchor="end"),
    ]


def _rect(bar: Bar, **place: float) -> SafeString:
    sides = format_html_join(" ", '{}="{}"', ((side, _n(n)) for side, n in place.items()))
    return format_html(
        '<rect class="bar {}" {}><title>{}: {}</title></rect>',
        bar.kind,
        sides,
        bar.name,
        bar.words,
    )


def _text(words: str, *, x: float, y: float, anchor: str) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}">{}</text>', _n(x), _n(y), anchor, words
    )


def _n(number: float) -> str:
    return f"{number:.1f}"


def _drawing(chart: Chart, height: float, parts: Sequence[SafeString]) -> SafeString:
    return format_html(
        '<svg class="drawing" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="{slug}-title {slug}-said">'
        '<title id="{slug}-title">{}</title><desc id="{slug}-said">{}</desc>{}</svg>',
        WIDTH,
        height,
        chart.title,
        chart.said,
        format_html_join("", "{}", ((part,) for part in parts)),
        slug=chart.slug,
    )
