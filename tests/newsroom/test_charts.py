"""Charts as markup: to scale, named, and without a style or a script."""

import pytest
from lxml import etree

from newsroom.charts import HEIGHT, WIDTH, Bar, Chart

SVG = "{http://www.w3.org/2000/svg}"


def chart(*values: float, lies: bool = False, name: str = "<b>") -> Chart:
    bars = [Bar(name=f"{name}{n}", value=v, words=f"{v} & more") for n, v in enumerate(values)]
    return Chart(
        slug="some", title="A <title>", said="All of it.", heads=("a", "b"), bars=bars, lies=lies
    )


def drawn(one: Chart) -> etree._Element:
    return etree.fromstring(one.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@pytest.mark.parametrize(("lies", "side"), [(False, "height"), (True, "width")])
def test_bars_are_as_long_as_their_numbers_are_large(lies: bool, side: str) -> None:
    lengths = [float(bar.get(side)) for bar in drawn(chart(10, 5, 0, lies=lies)).iter(f"{SVG}rect")]
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=0.1)
    assert lengths[2] == 0


@pytest.mark.parametrize("lies", [False, True])
def test_a_small_number_beside_a_large_one_can_be_seen(lies: bool) -> None:
    side = "width" if lies else "height"
    bars = list(drawn(chart(1_000_000, 1, lies=lies)).iter(f"{SVG}rect"))
    assert float(bars[1].get(side)) >= 2


@pytest.mark.parametrize("lies", [False, True])
def test_a_chart_has_a_name_and_says_what_it_shows(lies: bool) -> None:
    svg = drawn(chart(1, 2, lies=lies))
    names = {one.get("id"): one.text for one in svg if one.get("id")}
    assert svg.get("role") == "img"
    assert [names[name] for name in svg.get("aria-labelledby").split()] == [
        "A <title>",
        "All of it.",
    ]
    assert [one.text for one in svg.iter(f"{SVG}title")][1:] == ["<b>0: 1 & more", "<b>1: 2 & more"]


@pytest.mark.parametrize("lies", [False, True])
def test_nothing_is_drawn_outside_of_the_drawing(lies: bool) -> None:
    svg = drawn(chart(*range(12), lies=lies))
    _left, _top, width, height = map(float, svg.get("viewBox").split())
    assert width == WIDTH
    assert lies or height == HEIGHT
    for bar in svg.iter(f"{SVG}rect"):
        assert float(bar.get("x")) >= 0
        assert float(bar.get("y")) >= 0
        assert float(bar.get("x")) + float(bar.get("width")) <= width
        assert float(bar.get("y")) + float(bar.get("height")) <= height


@pytest.mark.parametrize("lies", [False, True])
def test_a_chart_brings_no_style_and_no_script(lies: bool) -> None:
    markup = chart(1, 2, lies=lies).svg
    assert "style" not in markup
    assert "script" not in markup
    assert "fill=" not in markup


@pytest.mark.parametrize("lies", [False, True])
def test_no_numbers_make_no_error(lies: bool) -> None:
    assert drawn(chart(lies=lies)) is not None
    assert drawn(chart(0, 0, lies=lies)) is not None
