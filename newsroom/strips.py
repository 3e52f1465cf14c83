"""Drawings one line high for readers' pages: what held when, how far figures reach, what came when.

SVG without words of its own: the words stand beside it as text, in a table or a list, at the size
readers chose. Only rectangles and small shapes; classes in ``site.css`` colour them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 320  # units; a strip is as wide as its place
HEIGHT = 16
LEAST = 3  # what is there can be seen
CLOSEST = 30  # marks nearer than that are one

FULL, HALF, THIN = 12, 6, 2
"""How tall a part is: a shape is told without its colour."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of a strip, from ``start`` to ``end`` in the numbers of its scale."""

    start: float
    end: float
    kind: str = ""
    height: int = FULL


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers a strip goes from and to. One of no length puts everything at its beginning."""

    low: float
    high: float

    def place(self, number: float) -> float:
        """Say where a number lies, in units."""
        length = self.high - self.low
        return min(max((number - self.low) / length, 0), 1) * WIDTH if length > 0 else 0


def parts(scale: Scale, rows: Iterable[Part]) -> SafeString:
    """Draw stretches of one line, for the eye alone: their words belong beside it."""
    return format_html(
        '<svg class="strip" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="ground" x="0" y="{}" width="{}" height="1"/>{}</svg>',
        WIDTH,
        HEIGHT,
        HEIGHT - 1,
        WIDTH,
        format_html_join("", "{}", ((_rect(scale, part),) for part in rows)),
    )


def _rect(scale: Scale, part: Part) -> SafeString:
    left, right = scale.place(part.start), scale.place(part.end)
    width = max(right - left, LEAST)
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        part.kind,
        _n(min(left, WIDTH - width)),
        HEIGHT - 1 - part.height,
        _n(width),
        part.height,
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at a number of the scale, and of which ``kind`` (a class) it is."""

    at: float
    kind: str


def marks(scale: Scale, rows: Sequence[Mark]) -> SafeString:
    """Draw marks along a line, numbered from 1; those too near to each other share a place.

    For the eye alone: the numbers are those of a list beside it. ``rows`` are in order.
    """
    groups = _groups([scale.place(row.at) for row in rows])
    room = CLOSEST / 2
    drawn = [
        (
            _mark(rows[numbers[-1]].kind, place),
            _n(place),
            f"{numbers[0] + 1}–{numbers[-1] + 1}" if len(numbers) > 1 else numbers[0] + 1,
        )
        for place, numbers in groups
    ]
    return format_html(
        '<svg class="strip marks" viewBox="{} 0 {} 38" aria-hidden="true">'
        '<path class="ground" d="M0 10H{}"/>{}</svg>',
        _n(-room),
        _n(WIDTH + 2 * room),
        WIDTH,
        format_html_join("", '{}<text x="{}" y="34" text-anchor="middle">{}</text>', drawn),
    )


def _groups(places: Sequence[float]) -> list[tuple[float, list[int]]]:
    """Put together what lies too near: (where, which) of each group."""
    groups: list[tuple[float, list[int]]] = []
    for number, place in enumerate(places):
        if groups and place - groups[-1][0] < CLOSEST:
            groups[-1][1].append(number)
        else:
            groups.append((place, [number]))
    return groups


def _mark(kind: str, x: float) -> SafeString:
    return format_html('<circle class="{}" cx="{}" cy="10" r="6"/>', kind, _n(x))


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
