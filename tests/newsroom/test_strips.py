"""Strips as markup: to scale, in bounds, and without a style, a script or a word of their own."""

from itertools import pairwise

import pytest
from lxml import etree

from newsroom.strips import CLOSEST, LEAST, WIDTH, Mark, Part, Scale, marks, parts


def numbers(svg: str) -> list[str]:
    return [text.text for text in etree.fromstring(svg).findall("text")]


def test_parts_are_as_long_as_what_they_stand_for() -> None:
    svg = parts(Scale(0, 10), [Part(start=0, end=5, kind="a"), Part(start=5, end=10)])
    drawn = etree.fromstring(svg).findall("rect")[1:]
    assert [float(part.get("width")) for part in drawn] == [WIDTH / 2, WIDTH / 2]
    assert drawn[0].get("class") == "a"


@pytest.mark.parametrize("place", [-5.0, 0.0, 10.0, 99.0])
def test_nothing_is_drawn_outside_and_all_can_be_seen(place: float) -> None:
    svg = parts(Scale(0, 10), [Part(start=place, end=place)])
    part = etree.fromstring(svg).findall("rect")[1]
    left, width = float(part.get("x")), float(part.get("width"))
    assert width >= LEAST
    assert 0 <= left <= left + width <= WIDTH


def test_a_scale_of_no_length_puts_everything_at_its_beginning() -> None:
    assert Scale(3, 3).place(3) == 0


def test_marks_are_numbered_and_those_too_near_share_a_place() -> None:
    svg = marks(Scale(0, 100), [Mark(0, "a"), Mark(99, "b"), Mark(100, "c")])
    assert numbers(svg) == ["1", "2–3"]
    assert [one.get("class") for one in etree.fromstring(svg).findall("circle")] == ["a", "c"]


def test_however_many_marks_there_are_their_numbers_do_not_overlap() -> None:
    svg = marks(Scale(0, 100), [Mark(n, "a") for n in range(101)])
    places = [float(text.get("x")) for text in etree.fromstring(svg).findall("text")]
    assert all(later - earlier >= CLOSEST for earlier, later in pairwise(places))


def test_strips_are_for_the_eye_alone_and_bring_no_style() -> None:
    for svg in (parts(Scale(0, 1), []), marks(Scale(0, 1), [Mark(0, '"><script>')])):
        assert 'aria-hidden="true"' in svg
        assert "<script>" not in svg
        assert "style" not in svg
