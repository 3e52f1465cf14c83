from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.linkcheck.result import LookResult, Outcome, PassageState
from sources.linkcheck.schedule import Cadence, Health, LinkState, PassageMemory, advance
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

ALIVE = LinkState(health=Health.ALIVE)


def wait(state: LinkState, result: LookResult, now: datetime = NOW) -> timedelta:
    due = step(state, result, now).state.next_look_at
    assert due is not None
    return due - now


@pytest.mark.parametrize(("days", "expected"), [(0, 1), (6.9, 1), (7, 7), (100, 7)])
def test_a_published_link_is_looked_at_daily_for_a_week_then_weekly(
    days: float, expected: int
) -> None:
    assert wait(ALIVE, OK, NOW + days * DAY) == expected * DAY


def test_a_draft_waits_a_fortnight_and_a_link_nobody_needs_for_ever() -> None:
    assert step(ALIVE, OK, cadence=Cadence.DRAFT).state.next_look_at == NOW + 14 * DAY
    assert step(ALIVE, OK, cadence=Cadence.NONE).state.next_look_at is None


def test_a_hard_failure_is_looked_at_6_24_and_72_hours_after_the_first() -> None:
    state, now, hours = ALIVE, NOW, []
    while state.health is not Health.DEAD:
        state = step(state, NOT_FOUND, now, random=0.99).state
        hours.append((now - NOW) / HOUR)
        assert state.next_look_at is not None
        now = state.next_look_at
    assert hours == [0, pytest.approx(6.594), pytest.approx(25.7, abs=0.1), pytest.approx(76.6, 1)]
    assert hours[-1] < 96
    assert now - (NOW + hours[-1] * HOUR) >= 30 * DAY


def test_a_look_out_of_turn_does_not_shift_the_steps() -> None:
    state, _ = play(ALIVE, (0 * HOUR, NOT_FOUND), (2 * HOUR, NOT_FOUND))
    assert state.next_look_at == NOW + 6 * HOUR


def test_a_late_worker_catches_up_within_hours() -> None:
    state, _ = play(ALIVE, (0 * HOUR, NOT_FOUND), (80 * HOUR, NOT_FOUND))
    assert state.next_look_at == NOW + 86 * HOUR


def test_a_soft_failure_is_looked_at_after_1_6_and_24_hours_then_daily() -> None:
    state, now, hours = ALIVE, NOW, []
    for _ in range(5):
        state = step(state, FLAKY, now).state
        assert state.next_look_at is not None
        now = state.next_look_at
        hours.append((now - NOW) / HOUR)
    assert hours == [1, 6, 24, 48, 72]


def test_a_first_wall_is_looked_at_again_after_a_day_then_at_the_usual_pace() -> None:
    assert wait(ALIVE, WALL, NOW + 30 * DAY) == DAY
    unverifiable = LinkState(health=Health.UNVERIFIABLE)
    assert wait(unverifiable, WALL, NOW + 30 * DAY) == 7 * DAY


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (look(Outcome.RATE, 429), HOUR),
        (look(Outcome.RATE, 429, retry_after_s=7_200), 2 * HOUR),
        (look(Outcome.CHECKER_FAULT), HOUR),
    ],
)
def test_trouble_waits_an_hour_or_as_asked(result: LookResult, expected: timedelta) -> None:
    assert wait(ALIVE, result) == expected


def test_pace_never_shortens_what_the_host_asked_for() -> None:
    after = step(ALIVE, look(Outcome.RATE, 429, retry_after_s=60), pace=3600)
    assert after.state.next_look_at == NOW + timedelta(seconds=60)


def test_a_drift_is_confirmed_before_the_weekly_look() -> None:
    now = NOW + 30 * DAY
    assert wait(ALIVE, look(Outcome.OK, 200, likeness=0.1), now) == DAY


def test_a_changed_passage_is_confirmed_before_the_weekly_look() -> None:
    now = NOW + 30 * DAY
    after = advance(
        ALIVE,
        OK,
        now,
        cadence=Cadence.PUBLISHED,
        watched_since=NOW,
        random=lambda: 0.0,
        passages=[PassageMemory(PassageState.GONE, changed_since=now - HOUR), PassageMemory()],
    )
    assert after.state.next_look_at == now + 23 * HOUR


@given(
    st.sampled_from([look(outcome, 404, likeness=0.3) for outcome in Outcome]),
    st.sampled_from(Health),
    st.floats(0, 0.999),
    st.sampled_from([1.0, 3_600.0]),
)
def test_a_look_is_up_to_a_tenth_late_and_never_early(
    result: LookResult, health: Health, random: float, pace: float
) -> None:
    state = LinkState(health=health)
    plain = step(state, result, NOW, pace=pace).state.next_look_at
    late = step(state, result, NOW, pace=pace, random=random).state.next_look_at
    if plain is None or late is None:
        assert plain is late
        return
    assert NOW < plain <= late <= plain + (plain - NOW) * 0.1


@pytest.mark.parametrize(("changes", "days"), [(0, 7), (1, 3.5), (2, 1.75), (3, 1), (10, 1)])
def test_each_change_of_late_halves_the_wait_down_to_a_day(changes: int, days: float) -> None:
    now = NOW + 60 * DAY
    late = tuple(now - (29 - n) * DAY for n in range(changes))
    state = LinkState(health=Health.ALIVE, changed_at=(now - 31 * DAY, *late))
    assert wait(state, OK, now) == days * DAY


def test_words_that_changed_count_as_a_change_of_the_page() -> None:
    again = PassageMemory(PassageState.EDITED, changed_since=NOW, confirmed_at=NOW - DAY)
    for now, changed_at in ((NOW, (NOW,)), (NOW + DAY, ())):
        after = advance(
            ALIVE,
            OK,
            now,
            cadence=Cadence.DRAFT,
            watched_since=NOW,
            random=lambda: 0.0,
            passages=[again],
        )
        assert after.state.changed_at == changed_at


@pytest.mark.parametrize(("silent_days", "hours"), [(1, 1), (7, 7), (14, 14), (60, 24)])
def test_the_longer_a_page_tells_nothing_the_longer_it_is_left_alone(
    silent_days: int, hours: int
) -> None:
    state = LinkState(health=Health.ALIVE, last_looked_at=NOW - silent_days * DAY)
    assert wait(state, look(Outcome.RATE, 429)) == hours * HOUR


def test_a_dead_or_walled_page_is_not_looked_at_daily_to_confirm_a_drift_nobody_can_see() -> None:
    drifting = LinkState(health=Health.DEAD, drifting_since=NOW - 9 * DAY)
    assert wait(drifting, NOT_FOUND) == 30 * DAY
