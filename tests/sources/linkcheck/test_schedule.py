from datetime import timedelta

import pytest

from sources.linkcheck.result import Access, Finding, LookResult, Outcome, PassageState
from sources.linkcheck.schedule import (
    Axis,
    Content,
    Health,
    LinkState,
    PassageMemory,
    StateChange,
    advance_passage,
)
from tests.sources.linkcheck.looks import DAY, HOUR, NOW, OK, URL, WALL, look, play, step

ALIVE = LinkState(health=Health.ALIVE, last_ok_at=NOW - DAY)
DRIFT = look(Outcome.OK, 200, likeness=0.79)
EDITED, GONE = PassageState.EDITED, PassageState.GONE
PRESENT, MOVED = PassageState.PRESENT, PassageState.MOVED
NEW_URL = "https://example.org/b"


@pytest.mark.parametrize(
    ("result", "content"),
    [
        (look(Outcome.NOT_MODIFIED, 304, likeness=1.0), Content.SAME),
        (look(Outcome.OK, 200, likeness=0.95), Content.SAME),
        (look(Outcome.OK, 200, likeness=0.94), Content.MINOR),
        (look(Outcome.OK, 200, likeness=0.8), Content.MINOR),
        (DRIFT, Content.DRIFTED),
        (look(Outcome.OK, 200, likeness=1.0, passages=(PRESENT, MOVED)), Content.SAME),
        (look(Outcome.OK, 200, likeness=1.0, passages=(PRESENT, EDITED)), Content.DRIFTED),
        (look(Outcome.OK, 200, likeness=1.0, passages=(GONE,)), Content.DRIFTED),
        (look(Outcome.TOO_BIG, 200), Content.SAME),
        (look(Outcome.SERVER, 503, likeness=0.1), Content.SAME),
    ],
)
def test_content_follows_likeness_and_passages(result: LookResult, content: Content) -> None:
    assert step(ALIVE, result).state.content is content


def test_a_drift_is_told_at_once_and_confirmed_a_day_later_and_only_once() -> None:
    first = step(ALIVE, DRIFT)
    assert first.changes == (
        StateChange(Axis.CONTENT, "same", "drifted", "main-text-drifted", confirmed=False),
    )
    assert first.state.next_look_at == NOW + DAY
    early = step(first.state, DRIFT, NOW + 23 * HOUR)
    assert early.changes == ()
    assert early.state.next_look_at == NOW + DAY
    blind = step(early.state, OK, NOW + 24 * HOUR)
    assert blind.changes == ()
    second = step(blind.state, DRIFT, NOW + 25 * HOUR)
    assert second.changes == (
        StateChange(Axis.CONTENT, "drifted", "drifted", "main-text-drifted", confirmed=True),
    )
    assert step(second.state, DRIFT, NOW + 50 * HOUR).changes == ()


def test_a_drift_that_is_undone_before_it_is_confirmed_starts_afresh() -> None:
    state, changes = play(
        ALIVE, (0 * HOUR, DRIFT), (2 * HOUR, look(Outcome.OK, likeness=1.0)), (30 * HOUR, DRIFT)
    )
    assert [change.confirmed for change in changes] == [False, True, False]
    assert state.drifting_since == NOW + 30 * HOUR


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


@pytest.mark.parametrize("state", [EDITED, GONE])
def test_a_changed_passage_is_told_at_once_and_confirmed_a_day_later(state: PassageState) -> None:
    finding = Finding("1", state)
    memory, change = advance_passage(PassageMemory(last_seen_at=NOW - DAY), finding, NOW)
    assert change == StateChange(Axis.PASSAGE, "present", state, "passage-changed", False)
    assert memory == PassageMemory(state, changed_since=NOW, last_seen_at=NOW - DAY)
    memory, change = advance_passage(memory, finding, NOW + 23 * HOUR)
    assert change is None
    memory, change = advance_passage(memory, finding, NOW + 24 * HOUR)
    assert change == StateChange(Axis.PASSAGE, state, state, "passage-changed", True)
    assert memory.confirmed_at == NOW + 24 * HOUR
    memory, change = advance_passage(memory, finding, NOW + 48 * HOUR)
    assert change is None


def test_words_edited_and_then_lost_are_confirmed_as_changed() -> None:
    memory, _ = advance_passage(PassageMemory(), Finding("1", EDITED), NOW)
    memory, change = advance_passage(memory, Finding("1", GONE), NOW + DAY)
    assert change == StateChange(Axis.PASSAGE, "edited", "gone", "passage-changed", True)


def test_words_lost_after_a_confirmed_edit_wait_for_their_own_confirmation() -> None:
    edited = PassageMemory(EDITED, changed_since=NOW, confirmed_at=NOW + DAY)
    memory, change = advance_passage(edited, Finding("1", GONE), NOW + 2 * DAY)
    assert change == StateChange(Axis.PASSAGE, "edited", "gone", "passage-changed", False)
    assert memory.confirmation_due() == NOW + 3 * DAY


@pytest.mark.parametrize("state", [PRESENT, MOVED])
def test_words_that_stand_again_clear_the_memory(state: PassageState) -> None:
    lost = PassageMemory(GONE, changed_since=NOW - DAY, confirmed_at=NOW)
    memory, change = advance_passage(lost, Finding("1", state), NOW)
    assert memory == PassageMemory(state, last_seen_at=NOW)
    assert change == StateChange(Axis.PASSAGE, "gone", state, "passage-stands", True)


def test_pace_divides_the_wait_for_confirmation() -> None:
    memory, _ = advance_passage(PassageMemory(), Finding("1", GONE), NOW, pace=86_400)
    assert memory.confirmation_due(pace=86_400) == NOW + timedelta(seconds=1)
    memory, change = advance_passage(
        memory, Finding("1", GONE), NOW + timedelta(seconds=1), pace=86_400
    )
    assert change is not None
    assert change.confirmed
