"""What holds of the memory between looks whatever is seen, and whenever."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.linkcheck.drift import TEXT_CHANGED
from sources.linkcheck.result import ANSWERED, HARD, SOFT, WALLED, Finding, Outcome, PassageState
from sources.linkcheck.schedule import (
    Advance,
    Axis,
    Cadence,
    Content,
    Health,
    LinkState,
    PassageMemory,
    StateChange,
    advance,
    advance_passage,
    release,
)
from tests.sources.linkcheck.looks import DAY, NOW, look

quick = settings(max_examples=30, derandomize=True, deadline=None)

MINUTE = timedelta(minutes=1)
ROUNDING = timedelta(seconds=1)
KINDS = [
    *(look(outcome, 404) for outcome in sorted(Outcome)),
    look(Outcome.GONE, 410),
    *(look(Outcome.OK, 200, likeness=likeness) for likeness in (1.0, 0.9, 0.6, 0.1)),
    look(Outcome.OK, 200, likeness=1.0, moved_to="https://example.org/b"),
]
FINDINGS = [
    None,
    Finding("1", PassageState.PRESENT),
    Finding("1", PassageState.MOVED),
    Finding("1", PassageState.GONE),
    *(Finding("1", PassageState.EDITED, exact_now=words) for words in ("17 tons", "18 tons")),
]


@dataclass(frozen=True)
class Seen:
    """One look of a history: so many minutes after the one before, or when it was due."""

    minutes: int | None
    kind: int
    finding: int = 0
    frozen: bool = False


@dataclass(frozen=True)
class Moment:
    """A look taken in, with what was remembered before and after it."""

    now: datetime
    seen: Seen
    before: LinkState
    step: Advance
    words: PassageMemory
    words_change: StateChange | None

    @property
    def outcome(self) -> Outcome:
        return KINDS[self.seen.kind].outcome


def histories(*outcomes: Outcome, back: bool = False) -> st.SearchStrategy[list[Seen]]:
    kinds = [n for n, kind in enumerate(KINDS) if not outcomes or kind.outcome in outcomes]
    minutes = st.integers(-20_000 if back else 0, 20_000)
    day = st.sampled_from([None, None, 60, 1439, 1440, 1441, 4319, 4320, 4321])
    return st.lists(
        st.builds(
            Seen,
            day | minutes,
            st.sampled_from(kinds),
            st.integers(0, len(FINDINGS) - 1),
            st.sampled_from([False, False, False, True]),
        ),
        max_size=20,
    )


def live(
    history: list[Seen], pace: float = 1.0, cadence: Cadence = Cadence.PUBLISHED
) -> Iterator[Moment]:
    state, words, now = LinkState(), PassageMemory(), NOW
    for seen in history:
        if seen.minutes is not None:
            now += seen.minutes * MINUTE / pace
        elif state.next_look_at is not None:
            now = max(now, state.next_look_at)
        result, change = KINDS[seen.kind], None
        finding = FINDINGS[seen.finding] if result.outcome in ANSWERED else None
        if finding and not seen.frozen:
            restless = state.is_restless(now, pace)
            words, change = advance_passage(words, finding, now, pace, restless=restless)
            result = replace(result, findings=(finding,))
        step = advance(
            state,
            result,
            now,
            cadence=cadence,
            watched_since=NOW,
            random=lambda: 0.5,
            pace=pace,
            passages=[words],
            frozen=seen.frozen,
        )
        yield Moment(now, seen, state, step, words, change)
        state = step.state


@quick
@given(histories())
def test_death_needs_its_proof_since_the_last_answer(history: list[Seen]) -> None:
    hard: list[tuple[datetime, int | None]] = []
    for moment in live(history):
        if not moment.seen.frozen:
            if moment.outcome in ANSWERED:
                hard.clear()
            if moment.outcome in HARD:
                hard.append((moment.now, KINDS[moment.seen.kind].status))
        died = moment.step.state.health is Health.DEAD and moment.before.health is not Health.DEAD
        if died:
            gone = [at for at, status in hard if status == 410]
            assert (len(hard) >= 3 and hard[-1][0] - hard[0][0] >= 3 * DAY) or (
                len(gone) >= 2 and gone[-1] - gone[0] >= DAY
            )


@quick
@given(histories(*SOFT, *WALLED, *ANSWERED, Outcome.RATE, Outcome.CHECKER_FAULT))
def test_a_page_that_is_only_hard_to_reach_never_dies(history: list[Seen]) -> None:
    assert all(moment.step.state.health is not Health.DEAD for moment in live(history))


@quick
@given(histories(back=True), st.sampled_from(Cadence))
def test_the_next_look_is_ahead_and_not_for_ever(history: list[Seen], cadence: Cadence) -> None:
    for moment in live(history, cadence=cadence):
        due, health = moment.step.state.next_look_at, moment.step.state.health
        if cadence is Cadence.NONE or health is Health.QUARANTINED:
            assert due is None
        else:
            assert due is not None
            assert moment.now < due <= moment.now + 33 * DAY


@quick
@given(histories(back=True))
def test_nothing_but_a_person_ends_a_quarantine(history: list[Seen]) -> None:
    for moment in live(history):
        if moment.before.health is Health.QUARANTINED:
            assert moment.step.state.health is Health.QUARANTINED
            assert moment.step.changes == ()
            assert release(moment.before, moment.now).health is Health.NEW


@quick
@given(histories())
def test_what_is_confirmed_was_seen_a_day_apart(history: list[Seen]) -> None:
    for moment in live(history):
        state, words = moment.step.state, moment.words
        if state.is_drift_confirmed() and state.drift_confirmed_at and state.drifting_since:
            assert state.drift_confirmed_at - state.drifting_since >= DAY
        if state.moved_confirmed_at and state.moved_since:
            assert state.moved_confirmed_at - state.moved_since >= DAY
        if words.is_confirmed() and words.confirmed_at and words.changed_since:
            assert words.confirmed_at - words.changed_since >= DAY
        assert (state.drifting_since is not None) == (state.content is Content.DRIFTED)


@quick
@given(histories(back=True))
def test_an_answer_leaves_no_counter_behind(history: list[Seen]) -> None:
    for moment in live(history):
        state = moment.step.state
        if moment.outcome in ANSWERED and not moment.seen.frozen:
            assert state.health in {Health.ALIVE, Health.SUSPECT, Health.QUARANTINED}
            if state.health is not Health.QUARANTINED:
                assert state.hard_failures == state.soft_failures == state.blocked_looks == 0
                assert {state.hard_since, state.permanent_since, state.soft_since} == {None}


@quick
@given(histories())
def test_a_frozen_look_only_plans_the_next_one(history: list[Seen]) -> None:
    for moment in live(history):
        if moment.seen.frozen:
            assert moment.step.changes == ()
            due = moment.step.state.next_look_at
            assert moment.step.state == replace(moment.before, next_look_at=due)


@quick
@given(histories(back=True))
def test_every_change_changes_or_confirms_something(history: list[Seen]) -> None:
    for moment in live(history):
        changes = {change.axis: change for change in moment.step.changes}
        assert len(changes) == len(moment.step.changes)
        for axis in (Axis.HEALTH, Axis.CONTENT, Axis.ACCESS):
            before, after = getattr(moment.before, axis), getattr(moment.step.state, axis)
            change = changes.get(axis)
            if change is None:
                assert before is after
            else:
                assert (change.before, change.after) == (before, after)
                goes_further = (
                    change.rule == TEXT_CHANGED and moment.before.drift_rule != TEXT_CHANGED
                )
                assert before is not after or change.confirmed or goes_further
    words = [m.words_change for m in live(history) if m.words_change]
    assert all(earlier.after == later.before for earlier, later in pairwise(words))


@quick
@given(histories(), st.sampled_from([60.0, 3_600.0]))
def test_pace_divides_every_wait_and_nothing_else(history: list[Seen], pace: float) -> None:
    for slow, fast in zip(live(history), live(history, pace), strict=True):
        assert slow.step.changes == fast.step.changes
        assert slow.words_change == fast.words_change
        for name in LinkState.__dataclass_fields__:
            ours, theirs = getattr(slow.step.state, name), getattr(fast.step.state, name)
            if isinstance(ours, datetime):
                assert abs((ours - NOW) - (theirs - NOW) * pace) <= ROUNDING, name
            elif not isinstance(ours, tuple):
                assert ours == theirs, name


@quick
@given(histories())
def test_local_time_and_its_summer_make_no_difference(history: list[Seen]) -> None:
    madrid = ZoneInfo("Europe/Madrid")
    for moment in live(history):
        told, plain = (
            advance(
                moment.before,
                KINDS[moment.seen.kind],
                now,
                cadence=Cadence.PUBLISHED,
                watched_since=NOW,
                random=lambda: 0.5,
            )
            for now in (moment.now.astimezone(madrid), moment.now)
        )
        assert told == plain


@quick
@given(histories(), st.integers(1, 400))
def test_a_clock_that_ran_ahead_proves_nothing_and_holds_nothing_up(
    history: list[Seen], days: int
) -> None:
    """What was remembered in the future is pulled back, so that spans begin when it is noticed."""
    *_, last = [None, *live(history)]
    if last is None:
        return
    state, now = last.step.state, last.now - days * DAY
    for hours in (0, 1, 2, 71):
        step = advance(
            state,
            look(Outcome.GONE, 404),
            now + hours * 60 * MINUTE,
            cadence=Cadence.PUBLISHED,
            watched_since=NOW,
            random=lambda: 0.5,
        )
        state = step.state
        assert all(
            at <= now + hours * 60 * MINUTE
            for at in (state.hard_since, state.last_looked_at, state.last_ok_at, *state.changed_at)
            if at
        )
        if state.next_look_at:
            assert state.next_look_at <= now + 80 * 60 * MINUTE or state.health is Health.DEAD
