from dataclasses import replace
from datetime import timedelta

import pytest

from sources.linkcheck.result import HARD, SOFT, Outcome
from sources.linkcheck.schedule import (
    Axis,
    Content,
    Health,
    LinkState,
    StateChange,
    release,
)
from tests.sources.linkcheck.looks import (
    DAY,
    FLAKY,
    HOUR,
    NOT_FOUND,
    NOW,
    OK,
    WALL,
    look,
    play,
    step,
)

NEW = LinkState()
ALIVE = LinkState(health=Health.ALIVE, last_ok_at=NOW - DAY)
DEAD = play(ALIVE, *[(hours * HOUR, NOT_FOUND) for hours in (0, 6, 72)])[0]
LATER = 10 * DAY


@pytest.mark.parametrize("outcome", sorted(HARD | SOFT))
@pytest.mark.parametrize("state", [NEW, ALIVE])
def test_a_first_failure_makes_a_suspect(state: LinkState, outcome: Outcome) -> None:
    after = step(state, look(outcome))
    assert after.state.health is Health.SUSPECT
    assert after.state.failing_since == NOW
    assert after.changes == (
        StateChange(
            Axis.HEALTH,
            state.health,
            "suspect",
            "hard-failure" if outcome in HARD else "soft-failure",
            confirmed=False,
        ),
    )


def test_a_new_link_that_answers_is_alive() -> None:
    after = step(NEW, OK)
    assert after.state == replace(
        NEW,
        health=Health.ALIVE,
        last_ok_at=NOW,
        last_looked_at=NOW,
        next_look_at=NOW + DAY,
    )
    assert [change.rule for change in after.changes] == ["first-answer"]


def test_soft_failures_alone_end_as_unreachable() -> None:
    soft = [(day * DAY, FLAKY) for day in (0, 1, 2, 3)]
    state, _ = play(ALIVE, *soft)
    assert step(state, FLAKY, NOW + 6 * DAY).state.health is Health.SUSPECT
    after = step(state, FLAKY, NOW + 7 * DAY)
    assert after.state.health is Health.UNVERIFIABLE
    assert after.state.failing_since == NOW
    assert after.changes[0].rule == "unreachable-for-7-days"


def test_an_answer_clears_all_failures_and_counts_as_a_flap() -> None:
    state, _ = play(ALIVE, (0 * HOUR, NOT_FOUND), (1 * HOUR, FLAKY), (2 * HOUR, WALL))
    after = step(state, OK, NOW + DAY).state
    assert after == replace(
        ALIVE,
        last_ok_at=NOW + DAY,
        last_looked_at=NOW + DAY,
        flapped_at=(NOW + DAY,),
        next_look_at=after.next_look_at,
    )


def test_three_flaps_in_thirty_days_are_flapping() -> None:
    state = ALIVE
    for day in (0, 5, 10):
        assert not state.is_flapping(NOW + day * DAY)
        state, _ = play(state, (day * DAY, FLAKY), (day * DAY + HOUR, OK))
    assert state.is_flapping(NOW + 11 * DAY)
    assert not state.is_flapping(NOW + 31 * DAY)


@pytest.mark.parametrize("outcome", [Outcome.RATE, Outcome.CHECKER_FAULT])
@pytest.mark.parametrize("before", [NEW, ALIVE, DEAD, step(ALIVE, NOT_FOUND).state])
def test_a_look_that_says_nothing_changes_nothing(before: LinkState, outcome: Outcome) -> None:
    after = step(before, look(outcome), NOW + LATER)
    assert after.changes == ()
    assert replace(after.state, next_look_at=None) == replace(before, next_look_at=None)


def test_a_dead_page_that_comes_back_has_recovered() -> None:
    after = step(DEAD, look(Outcome.OK, 200, likeness=0.5), NOW + LATER)
    assert after.state.health is Health.ALIVE
    assert after.changes[0].rule == "recovered"


def test_a_dead_address_with_another_page_stays_suspect_until_it_is_the_page_again() -> None:
    other = look(Outcome.OK, 200, likeness=0.1)
    first = step(DEAD, other, NOW + LATER)
    assert first.state.health is Health.SUSPECT
    assert first.state.content is Content.DRIFTED
    assert first.changes[0].rule == "another-page"
    again = step(first.state, other, NOW + LATER + DAY)
    assert again.state.health is Health.SUSPECT
    same = step(again.state, look(Outcome.OK, 200, likeness=1.0), NOW + 2 * LATER)
    assert same.state.health is Health.ALIVE


def test_a_live_page_that_drifted_and_failed_once_is_no_other_page() -> None:
    drifted = look(Outcome.OK, 200, likeness=0.1)
    state, _ = play(ALIVE, (0 * HOUR, drifted), (24 * HOUR, FLAKY), (25 * HOUR, drifted))
    assert state.health is Health.ALIVE


def test_a_forbidden_address_is_quarantined_until_a_person_releases_it() -> None:
    state = step(ALIVE, look(Outcome.REFUSED)).state
    assert state.health is Health.QUARANTINED
    assert state.next_look_at is None
    assert step(state, OK, NOW + DAY).state == state
    freed = release(state, NOW + DAY)
    assert (freed.health, freed.next_look_at) == (Health.NEW, NOW + DAY)
    assert release(ALIVE, NOW) == ALIVE


def test_pace_divides_every_span() -> None:
    state, _ = play(ALIVE, *[(hours * HOUR, NOT_FOUND) for hours in (0, 6, 72)], pace=3600)
    assert state.health is Health.DEAD
    assert state.failing_since == NOW
    assert state.last_looked_at == NOW + timedelta(seconds=72)


def test_a_page_that_answered_when_it_began_to_fail_is_no_other_page() -> None:
    """So it looks after the clock was set back: both times are then the same."""
    assert not LinkState(health=Health.SUSPECT, failing_since=NOW, last_ok_at=NOW).is_another_page()
