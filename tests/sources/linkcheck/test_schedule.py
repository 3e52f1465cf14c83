import pytest

from sources.linkcheck.result import Access, LookResult, Outcome, PassageState
from sources.linkcheck.schedule import (
    Axis,
    Health,
    LinkState,
    StateChange,
)
from tests.sources.linkcheck.looks import DAY, HOUR, NOW, URL, WALL, look, play, step

ALIVE = LinkState(health=Health.ALIVE, last_ok_at=NOW - DAY)
DRIFT = look(Outcome.OK, 200, likeness=0.79)
EDITED, GONE = PassageState.EDITED, PassageState.GONE
PRESENT, MOVED = PassageState.PRESENT, PassageState.MOVED
NEW_URL = "https://example.org/b"


def test_a_permanent_redirect_seen_twice_a_day_apart_is_suggested_once() -> None:
    moved = look(Outcome.OK, 200, likeness=1.0, moved_to=NEW_URL)
    state, changes = play(ALIVE, (0 * HOUR, moved), (23 * HOUR, moved))
    assert changes == []
    after = step(state, moved, NOW + 24 * HOUR)
    assert after.changes == (
        StateChange(Axis.ADDRESS, URL, NEW_URL, "moved-for-good", confirmed=True),
    )
    assert step(after.state, moved, NOW + 48 * HOUR).changes == ()
    assert after.state.health is Health.ALIVE


@pytest.mark.parametrize(
    "other",
    [
        look(Outcome.OK, 200, likeness=1.0),
        look(Outcome.OK, 200, likeness=0.5, moved_to=NEW_URL),
        look(Outcome.OK, 200, likeness=1.0, moved_to="https://example.org/c"),
    ],
)
def test_another_answer_forgets_the_redirect(other: LookResult) -> None:
    moved = look(Outcome.OK, 200, likeness=1.0, moved_to=NEW_URL)
    _, changes = play(ALIVE, (0 * HOUR, moved), (23 * HOUR, other), (25 * HOUR, moved))
    assert [change for change in changes if change.axis is Axis.ADDRESS] == []


def test_access_is_noted_and_kills_nothing() -> None:
    paid = LookResult(URL, Outcome.OK, "paywall", URL, access=Access.PAYWALL)
    after = step(ALIVE, paid)
    assert after.changes == (StateChange(Axis.ACCESS, "open", "paywall", "paywall", True),)
    assert (after.state.health, after.state.access) == (Health.ALIVE, Access.PAYWALL)
    assert step(after.state, WALL).state.access is Access.PAYWALL
