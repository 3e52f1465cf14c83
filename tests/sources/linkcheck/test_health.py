from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.linkcheck.result import HARD, SOFT, WALLED, LookResult, Outcome
from sources.linkcheck.schedule import (
    Axis,
    Content,
    Health,
    LinkState,
    StateChange,
    mark_seen,
    release,
)
from tests.sources.linkcheck.looks import (
    DAY,
    FLAKY,
    GONE_FOR_GOOD,
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


@pytest.mark.parametrize("outcome", sorted(WALLED))
def test_a_new_link_behind_a_wall_is_unverifiable_at_once(outcome: Outcome) -> None:
    assert step(NEW, look(outcome)).state.health is Health.UNVERIFIABLE


@pytest.mark.parametrize(
    "hours",
    [(0, 6, 24, 72), (0, 71, 72), (0, 1, 100)],
)
def test_three_hard_failures_over_72_hours_are_death(hours: tuple[int, ...]) -> None:
    before, _ = play(ALIVE, *[(hour * HOUR, NOT_FOUND) for hour in hours[:-1]])
    assert before.health is Health.SUSPECT
    after = step(before, NOT_FOUND, NOW + hours[-1] * HOUR)
    assert after.state.health is Health.DEAD
    assert after.changes[0].confirmed


@pytest.mark.parametrize("hours", [(0, 80), (0, 1, 2, 3, 71.9)])
def test_fewer_or_faster_hard_failures_prove_nothing(hours: tuple[float, ...]) -> None:
    state, _ = play(ALIVE, *[(hour * HOUR, NOT_FOUND) for hour in hours])
    assert state.health is Health.SUSPECT


def test_the_span_counts_from_the_first_hard_failure_not_from_a_soft_one() -> None:
    state, _ = play(
        ALIVE,
        (0 * HOUR, FLAKY),
        (72 * HOUR, NOT_FOUND),
        (73 * HOUR, NOT_FOUND),
        (74 * HOUR, NOT_FOUND),
    )
    assert state.health is Health.SUSPECT
    assert step(state, NOT_FOUND, NOW + 144 * HOUR).state.health is Health.DEAD


def test_two_410_over_24_hours_are_death() -> None:
    state, _ = play(ALIVE, (0 * HOUR, GONE_FOR_GOOD), (23 * HOUR, GONE_FOR_GOOD))
    assert state.health is Health.SUSPECT
    assert step(state, GONE_FOR_GOOD, NOW + 24 * HOUR).state.health is Health.DEAD


def test_a_410_after_a_404_does_not_borrow_its_time() -> None:
    state, _ = play(
        ALIVE, (0 * HOUR, NOT_FOUND), (24 * HOUR, GONE_FOR_GOOD), (25 * HOUR, GONE_FOR_GOOD)
    )
    assert state.health is Health.SUSPECT


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


@pytest.mark.parametrize("outcome", sorted(WALLED))
@pytest.mark.parametrize("before", [ALIVE, step(ALIVE, NOT_FOUND).state, DEAD])
def test_a_second_wall_makes_unverifiable(before: LinkState, outcome: Outcome) -> None:
    once = step(before, look(outcome), NOW + LATER)
    assert once.state.health is before.health
    assert step(once.state, look(outcome), NOW + 2 * LATER).state.health is Health.UNVERIFIABLE


def test_failures_before_a_wall_prove_nothing_after_it() -> None:
    state, _ = play(
        ALIVE,
        (0 * HOUR, NOT_FOUND),
        (1 * HOUR, NOT_FOUND),
        (2 * HOUR, WALL),
        (3 * HOUR, WALL),
        (100 * HOUR, NOT_FOUND),
    )
    assert state.health is Health.SUSPECT


def test_an_unverifiable_page_that_answers_is_alive() -> None:
    state = step(NEW, WALL).state
    assert step(state, OK, NOW + DAY).state.health is Health.ALIVE


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


def test_an_editors_eyes_count_for_ninety_days() -> None:
    assert mark_seen(ALIVE, NOW).seen_until == NOW + 90 * DAY
    assert mark_seen(ALIVE, NOW, pace=90).seen_until == NOW + DAY


def test_pace_divides_every_span() -> None:
    state, _ = play(ALIVE, *[(hours * HOUR, NOT_FOUND) for hours in (0, 6, 72)], pace=3600)
    assert state.health is Health.DEAD
    assert state.failing_since == NOW
    assert state.last_looked_at == NOW + timedelta(seconds=72)


LOOKS = st.sampled_from([look(outcome, 404) for outcome in Outcome] + [GONE_FOR_GOOD])
HISTORY = st.lists(st.tuples(st.floats(0.01, 100), LOOKS), max_size=30)


@given(HISTORY)
def test_death_needs_its_proof(history: list[tuple[float, LookResult]]) -> None:
    """Whatever happens, only enough hard failures since the last answer, far apart, kill."""
    state, now = NEW, NOW
    hard: list[tuple[float, LookResult]] = []
    hours = 0.0
    for wait, result in history:
        hours += wait
        now = NOW + hours * HOUR
        if result.outcome in HARD:
            hard.append((hours, result))
        before, state = state, step(state, result, now).state
        if state.health is not before.health and state.health is Health.DEAD:
            gone = [at for at, seen in hard if seen.status == 410]
            assert (len(hard) >= 3 and hard[-1][0] - hard[0][0] >= 71.99) or (
                len(gone) >= 2 and gone[-1] - gone[0] >= 23.99
            )
        if state.health is Health.ALIVE:
            hard.clear()


@given(
    st.lists(
        st.sampled_from([look(o) for o in sorted(SOFT | WALLED)] + [OK, look(Outcome.RATE)]),
        max_size=40,
    )
)
def test_a_page_that_is_only_hard_to_reach_never_dies(looks: list[LookResult]) -> None:
    state = NEW
    for day, result in enumerate(looks):
        state = step(state, result, NOW + day * DAY).state
        assert state.health is not Health.DEAD
