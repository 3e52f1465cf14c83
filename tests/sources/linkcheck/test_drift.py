from datetime import timedelta

import pytest

from sources.linkcheck.drift import advance_passage
from sources.linkcheck.result import Finding, LookResult, Outcome, PassageState
from sources.linkcheck.states import Axis, Content, Health, LinkState, PassageMemory, StateChange
from tests.sources.linkcheck.looks import DAY, HOUR, NOW, OK, look, play, step

ALIVE = LinkState(health=Health.ALIVE, last_ok_at=NOW - DAY)
SAME, DRIFT = look(Outcome.OK, 200, likeness=1.0), look(Outcome.OK, 200, likeness=0.79)
EDITED, GONE = PassageState.EDITED, PassageState.GONE
PRESENT, MOVED = PassageState.PRESENT, PassageState.MOVED


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


def reads(words: str) -> Finding:
    return Finding("1", EDITED, exact_now=words)


def test_another_edit_of_edited_words_is_seen_once_and_then_confirmed() -> None:
    known = PassageMemory(EDITED, changed_since=NOW, confirmed_at=NOW + DAY, now_reads="17 tons")
    memory, change = advance_passage(known, reads("18 tons"), NOW + 2 * DAY)
    assert change == StateChange(Axis.PASSAGE, "edited", "edited", "passage-changed", False)
    assert memory.now_reads == "18 tons"
    assert memory.confirmed_at == known.confirmed_at, "that the words changed stays known"
    assert not memory.is_confirmed()
    memory, change = advance_passage(memory, reads("18 tons"), NOW + 3 * DAY)
    assert change == StateChange(Axis.PASSAGE, "edited", "edited", "passage-changed", True)
    assert memory.is_confirmed()


def test_a_figure_that_ticks_on_is_confirmed_once_and_shown_as_it_reads() -> None:
    memory, confirmed = PassageMemory(), 0
    for day in range(10):
        memory, change = advance_passage(memory, reads(f"{day} tons"), NOW + day * DAY)
        assert memory.now_reads == f"{day} tons"
        confirmed += change is not None and change.confirmed
    assert confirmed == 1


def test_other_spaces_and_quotes_are_no_other_edit() -> None:
    known = PassageMemory(EDITED, NOW - DAY, NOW, now_reads="“17 tons” of grain")
    memory, change = advance_passage(known, reads('"17\u00a0tons"\nof grain'), NOW + DAY)
    assert change is None
    assert memory.is_confirmed()


def test_a_page_shown_in_two_variants_is_confirmed_as_changed_at_most_once() -> None:
    """The worst luck: every second look meets the other variant, a day and a bit later."""
    ours, theirs = look(Outcome.OK, 200, likeness=1.0), DRIFT
    pattern = [theirs, theirs, ours] * 20
    state, changes = play(ALIVE, *((day * 25 * HOUR, seen) for day, seen in enumerate(pattern)))
    confirmed = [c for c in changes if c.after == "drifted" and c.confirmed]
    assert len(confirmed) == 2
    assert state.is_restless(NOW + 60 * 25 * HOUR)


def test_a_restless_page_that_stays_changed_for_a_week_is_confirmed() -> None:
    looks = [(day * DAY, DRIFT if day % 2 else SAME) for day in range(8)]
    state, _ = play(ALIVE, *looks)
    state, changes = play(state, *((day * DAY, DRIFT) for day in range(8, 15)))
    assert [(change.after, change.confirmed) for change in changes] == [("drifted", True)]
    assert state.drift_confirmed_at == NOW + 14 * DAY


def test_words_on_a_restless_page_wait_a_week_for_their_confirmation() -> None:
    seen = PassageMemory(GONE, changed_since=NOW)
    memory, change = advance_passage(seen, Finding("1", GONE), NOW + 6 * DAY, restless=True)
    assert change is None
    memory, change = advance_passage(memory, Finding("1", GONE), NOW + 7 * DAY, restless=True)
    assert change is not None
    assert change.confirmed


def test_an_unchanged_answer_is_the_same_page_even_when_nothing_was_compared() -> None:
    drifted = LinkState(health=Health.ALIVE, content=Content.DRIFTED, drifting_since=NOW)
    assert step(drifted, look(Outcome.NOT_MODIFIED, 304)).state.content is Content.SAME


def test_the_times_of_changes_are_kept_but_not_all() -> None:
    looks = [(day * DAY, DRIFT if day % 2 else SAME) for day in range(40)]
    state, _ = play(ALIVE, *looks)
    assert state.changed_at == tuple(NOW + day * DAY for day in range(30, 40))
    later = step(state, DRIFT, NOW + 40 * DAY).state
    assert step(later, SAME, NOW + 125 * DAY).state.changed_at == (
        *(NOW + day * DAY for day in range(35, 40)),
        NOW + 125 * DAY,
    )


def test_words_that_read_otherwise_before_they_are_confirmed_are_noted_and_go_on_waiting() -> None:
    memory, _ = advance_passage(PassageMemory(), reads("17 tons"), NOW)
    memory, change = advance_passage(memory, reads("18 tons"), NOW + HOUR)
    assert change == StateChange(Axis.PASSAGE, "edited", "edited", "passage-changed", False)
    assert (memory.now_reads, memory.changed_since) == ("18 tons", NOW)


def test_a_page_that_changes_after_words_cited_from_it_did_is_told_of_again() -> None:
    words = look(Outcome.OK, 200, likeness=1.0, passages=(EDITED,))
    state, changes = play(ALIVE, (0 * HOUR, words), (25 * HOUR, words))
    assert [(c.rule, c.confirmed) for c in changes] == [
        ("passage-changed", False),
        ("passage-changed", True),
    ]
    state, changes = play(state, (60 * HOUR, DRIFT), (85 * HOUR, DRIFT), (110 * HOUR, DRIFT))
    assert [(c.rule, c.confirmed) for c in changes] == [
        ("main-text-drifted", False),
        ("main-text-drifted", True),
    ]
    assert state.drift_confirmed_at == NOW + 85 * HOUR


def test_that_a_page_changed_stays_known_while_a_further_change_is_confirmed() -> None:
    words = look(Outcome.OK, 200, likeness=1.0, passages=(EDITED,))
    state, _ = play(ALIVE, (0 * HOUR, words), (25 * HOUR, words), (60 * HOUR, DRIFT))
    assert state.drift_confirmed_at == NOW + 25 * HOUR
    assert not state.is_drift_confirmed()
    assert state.drifting_since == NOW + 60 * HOUR
