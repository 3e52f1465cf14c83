"""Figures that differ between sources, on one scale, to be drawn side by side. Pure functions.

Where units differ, or fewer than two figures have a number, there is no scale: the words are all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from newsroom.strips import FULL, THIN, Part, Scale, parts

Figure = Mapping[str, Any]
"""A figure of a publication document: ``minimum`` and ``maximum`` as decimals in text, or None."""


@dataclass(frozen=True)
class OneScale:
    """The bounds in the figures' own numbers, their unit, and each figure drawn, in order."""

    low: float
    high: float
    unit: str
    drawn: Sequence[SafeString]


def on_one_scale(figures: Sequence[Figure]) -> OneScale | None:
    """Draw figures from nought, or from the lowest where one is below it, to the highest."""
    numbers = [number for figure in figures for number in _bounds(figure) if number is not None]
    told = [figure for figure in figures if _bounds(figure) != (None, None)]
    units = {figure["unit"].strip().casefold() for figure in told}
    if len(told) < 2 or len(units) > 1 or max(numbers) <= min(0.0, *numbers):
        return None
    scale = Scale(min(0.0, *numbers), max(numbers))
    drawn = [parts(scale, _parts(scale, *_bounds(figure))) for figure in figures]
    return OneScale(scale.low, scale.high, told[0]["unit"], drawn)


def _bounds(figure: Figure) -> tuple[float | None, float | None]:
    low, high = figure["minimum"], figure["maximum"]
    return (None if low is None else float(low)), (None if high is None else float(high))


def _parts(scale: Scale, low: float | None, high: float | None) -> list[Part]:
    """Draw what is said in full height, and thinly where it is open: “more than 17,000”."""
    if low is not None and high is not None:
        return [_solid(low, high)]
    if low is not None:
        return [_open(low, scale.high), _solid(low, low)]
    if high is not None:
        return [_open(scale.low, high), _solid(high, high)]
    return []


def _solid(start: float, end: float) -> Part:
    return Part(start=start, end=end, kind="figure", height=FULL)


def _open(start: float, end: float) -> Part:
    return Part(start=start, end=end, kind="figure", height=THIN)
