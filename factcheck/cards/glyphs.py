"""The mark of a rating, drawn from the very SVG that pages show (``_glyph.html``)."""

import math
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

from django.template.loader import render_to_string
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageDraw

GRID = 24  # units of the SVG
FINE = 4  # drawn so many times larger, for smooth edges
STEPS = 32  # straight pieces of a curve
STROKE = {"line": 2.0, "cut": 2.5}  # widths by class, as in site.css
DASH = (3.2, 3.08)

Point = tuple[float, float]


class _Outline(BasePen):  # type: ignore[misc]  # it brings no types
    """Collects the straight lines that a path comes to."""

    def __init__(self) -> None:
        super().__init__(None)
        self.lines: list[list[Point]] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802 - the pen protocol's name
        self.lines.append([pt])

    def _lineTo(self, pt: Point) -> None:  # noqa: N802 - the same
        self.lines[-1].append(pt)

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802 - the same
        start = self.lines[-1][-1]
        self.lines[-1] += [_between(start, pt1, pt2, pt3, n / STEPS) for n in range(1, STEPS + 1)]

    def _closePath(self) -> None:  # noqa: N802 - the same
        self.lines[-1].append(self.lines[-1][0])

    def _endPath(self) -> None:  # noqa: N802 - the same
        pass


def glyph(shape: str, size: int, *, ink: str, paper: str) -> Image.Image:
    """Draw the mark of a rating's shape, ``size`` pixels wide and high."""
    picture = Image.new("RGB", (size * FINE, size * FINE), paper)
    draw = ImageDraw.Draw(picture)
    scale = size * FINE / GRID
    svg = render_to_string("factcheck/_glyph.html", {"shape": shape})
    for element in fromstring(svg):  # noqa: S314 - our own template
        classes = element.get("class", "").split()
        for line in _outlines(element):
            points = [(x * scale, y * scale) for x, y in line]
            if element.get("fill") == "currentColor":
                draw.polygon(points, fill=ink)
                continue
            width = STROKE["cut" if "cut" in classes else "line"] * scale
            colour = paper if "cut" in classes else ink
            for stroke in _dashes(points, scale) if "dashed" in classes else [points]:
                _stroke(draw, stroke, width, colour, is_round="dashed" not in classes)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _outlines(element: Element) -> list[list[Point]]:
    if element.tag == "circle":
        x, y, r = (float(element.get(name, "0")) for name in ("cx", "cy", "r"))
        around = [2 * math.pi * n / (4 * STEPS) for n in range(4 * STEPS + 1)]
        return [[(x + r * math.cos(angle), y + r * math.sin(angle)) for angle in around]]
    pen = _Outline()
    parse_path(element.get("d", ""), pen)
    return pen.lines


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    """Return a point of a cubic Bézier curve."""
    s = 1 - t
    weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
    corners = (a, b, c, d)
    x, y = (sum(w * p[n] for w, p in zip(weights, corners, strict=True)) for n in (0, 1))
    return x, y


def _stroke(
    draw: ImageDraw.ImageDraw, points: list[Point], width: float, colour: str, *, is_round: bool
) -> None:
    draw.line(points, fill=colour, width=round(width), joint="curve")
    if is_round:
        for x, y in (points[0], points[-1]):
            draw.circle((x, y), width / 2, fill=colour)


def _dashes(points: list[Point], scale: float) -> Iterator[list[Point]]:
    """Cut a line of short pieces into dashes."""
    on, off = DASH
    dash: list[Point] = []
    gone = 0.0
    for start, end in pairwise(points):
        if gone % (on + off) < on:
            dash += [end] if dash else [start, end]
        elif dash:
            yield dash
            dash = []
        gone += math.dist(start, end) / scale
    if dash:
        yield dash
