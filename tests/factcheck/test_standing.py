"""How a page has stood, as readers were told."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from factcheck.history import entry
from factcheck.standing import standing
from newsroom.strips import WIDTH

AT = datetime(2026, 6, 1, tzinfo=UTC)


def after(days: int) -> datetime:
    return AT + timedelta(days=days)


HISTORY = [
    entry("page", AT, "a", "works"),
    entry("page", after(5), "a", "changed"),
    entry("page", after(7), "a", "gone"),
]


def test_each_state_is_as_long_as_it_held_and_has_a_height_of_its_own() -> None:
    found = standing([HISTORY], "a", after(10))
    assert found is not None
    parts = etree.fromstring(found.drawing).findall("rect")[1:]
    assert [part.get("class") for part in parts] == ["works", "changed", "gone"]
    assert [float(part.get("width")) / WIDTH for part in parts] == pytest.approx([0.5, 0.2, 0.3])
    assert len({part.get("height") for part in parts}) == 3


def test_what_was_told_after_the_last_look_waits_for_the_next() -> None:
    found = standing([HISTORY], "a", after(6))
    assert found is not None
    assert [period.state for period in found.periods] == ["works", "changed"]


@pytest.mark.parametrize(
    ("link", "until"), [("b", after(1)), (None, after(1)), ("a", None), ("a", AT)]
)
def test_where_nothing_is_known_nothing_is_shown(link: str | None, until: datetime | None) -> None:
    assert standing([HISTORY], link, until) is None
