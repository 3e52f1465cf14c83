"""Figures that differ, side by side on one scale."""

from typing import Any

import pytest
from lxml import etree

from factcheck.one_scale import OneScale, on_one_scale
from newsroom.strips import WIDTH


def figure(low: str | None, high: str | None, unit: str = "tons") -> dict[str, Any]:
    return {"minimum": low, "maximum": high, "unit": unit}


def drawn(*figures: dict[str, Any]) -> OneScale:
    found = on_one_scale(figures)
    assert found is not None
    return found


def rects(svg: str) -> list[tuple[float, float]]:
    """Return where each part but the ground begins, and how long it is."""
    parts = etree.fromstring(svg).findall("rect")[1:]
    return [(float(part.get("x")), float(part.get("width"))) for part in parts]


def test_figures_lie_on_one_scale_from_nought() -> None:
    found = drawn(figure("50", "50"), figure("100", "200"))
    assert (found.low, found.high, found.unit) == (0, 200, "tons")
    ((one, width),) = rects(found.drawn[0])
    assert (one, width) == (WIDTH / 4, 3)
    assert rects(found.drawn[1]) == [(WIDTH / 2, WIDTH / 2)]


def test_what_is_open_goes_on_thinly_to_the_end() -> None:
    found = drawn(figure("50", None), figure(None, "100"))
    assert rects(found.drawn[0])[0] == (WIDTH / 2, WIDTH / 2)
    assert rects(found.drawn[1])[0] == (0, WIDTH)


def test_a_figure_without_a_number_has_an_empty_strip() -> None:
    found = drawn(figure("1", "2"), figure(None, None, unit=""), figure("3", "3"))
    assert rects(found.drawn[1]) == []


def test_figures_below_nought_begin_where_the_lowest_is() -> None:
    assert drawn(figure("-5", "-5"), figure("5", "5")).low == -5


@pytest.mark.parametrize(
    "figures",
    [
        [figure("1", "2")],
        [figure("1", "2"), figure(None, None)],
        [figure("1", "2", "tons"), figure("1", "2", "euros")],
        [figure("0", "0"), figure("0", "0")],
        [figure("-2", "-2"), figure("-1", None)],
        [],
    ],
)
def test_what_fits_no_scale_is_not_drawn(figures: list[dict[str, Any]]) -> None:
    assert (on_one_scale(figures) is None) == (figures[:1] != [figure("-2", "-2")])


def test_the_largest_number_there_may_be_is_drawn() -> None:
    assert drawn(figure("0.000001", "0.000001"), figure("9" * 24, "9" * 24)).drawn
