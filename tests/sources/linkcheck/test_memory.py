"""The memory between looks, row by row: what a link is, what is seen at which hour, what then.

A history reads "0 ok, 24 404": at hour 0 an answer, at hour 24 a 404. `LOOKS` says what each word
stands for.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from sources.linkcheck.result import HARD, SOFT, WALLED, LookResult, Outcome
from sources.linkcheck.schedule import Cadence, Content, Health, LinkState, release
from tests.sources.linkcheck.looks import DAY, HOUR, NOW, look, play, step

LOOKS = {
    **{str(outcome): look(outcome) for outcome in Outcome},
    "404": look(Outcome.GONE, 404),
    "410": look(Outcome.GONE, 410),
    "503": look(Outcome.SERVER, 503),
    "403": look(Outcome.BLOCKED, 403),
    "429": look(Outcome.RATE, 429),
    "same": look(Outcome.OK, 200, likeness=1.0),
    "half": look(Outcome.OK, 200, likeness=0.5),
    "other": look(Outcome.OK, 200, likeness=0.49),
}

NEW = LinkState()
ALIVE = LinkState(health=Health.ALIVE, last_ok_at=NOW - DAY, last_looked_at=NOW - DAY)
BEFORE = "0 404, 6 404, 72 404"
DEAD = f"{BEFORE}, "
WALLED_OFF = "0 403, 24 403, "
UNREACHABLE = "0 503, 1 503, 24 503, 96 503, 168 503, "


def history(text: str) -> list[tuple[timedelta, LookResult]]:
    looks = (entry.split() for entry in text.split(","))
    return [(float(hours) * HOUR, LOOKS[word]) for hours, word in looks]


def after(start: LinkState, text: str) -> LinkState:
    return play(start, *history(text))[0]


@pytest.mark.parametrize(
    ("start", "seen", "health"),
    [
        # new
        (NEW, "0 ok", "alive"),
        (NEW, "0 not_modified", "alive"),
        (NEW, "0 too_big", "alive"),
        *[(NEW, f"0 {outcome}", "suspect") for outcome in sorted(HARD | SOFT)],
        *[(NEW, f"0 {outcome}", "unverifiable") for outcome in sorted(WALLED)],
        (NEW, "0 429", "new"),
        (NEW, "0 checker_fault", "new"),
        (NEW, "0 refused", "quarantined"),
        # alive
        *[(ALIVE, f"0 {outcome}", "suspect") for outcome in sorted(HARD | SOFT)],
        *[(ALIVE, f"0 {outcome}", "alive") for outcome in sorted(WALLED)],
        (ALIVE, "0 other", "alive"),
        (ALIVE, "0 429", "alive"),
        (ALIVE, "0 checker_fault", "alive"),
        (ALIVE, "0 refused", "quarantined"),
        # suspect: three hard failures over 72 hours, whichever they are
        *[(ALIVE, f"0 {kind}, 6 {kind}, 72 {kind}", "dead") for kind in sorted(HARD)],
        (ALIVE, "0 404, 24 dns_nx, 72 parked", "dead"),
        (NEW, "0 404, 24 404, 72 404", "dead"),
        (ALIVE, "0 404, 6 404, 24 404, 71.9 404", "suspect"),
        (ALIVE, "0 404, 300 404", "suspect"),
        # two 410 over 24 hours
        (ALIVE, "0 410, 24 410", "dead"),
        (ALIVE, "0 410, 23.9 410", "suspect"),
        (ALIVE, "0 404, 24 410", "suspect"),
        (ALIVE, "0 404, 6 410, 30 410", "dead"),
        (ALIVE, "0 410, 24 404", "suspect"),
        # soft only: five over 7 days, never dead
        (ALIVE, "0 503, 1 503, 24 503, 96 503, 168 503", "unverifiable"),
        (ALIVE, "0 timeout, 1 tls, 24 connection, 96 dns_temporary, 168 server", "unverifiable"),
        (ALIVE, "0 503, 1 503, 24 503, 167 503", "suspect"),
        (ALIVE, "0 503, 168 503, 336 503, 504 503", "suspect"),
        # soft failures in between neither prove nor disprove hard ones
        (ALIVE, "0 404, 6 503, 24 404, 72 404", "dead"),
        (ALIVE, "0 503, 6 404, 24 404, 77.9 404", "suspect"),
        (ALIVE, "0 503, 6 404, 24 404, 78 404", "dead"),
        (ALIVE, "0 404, 6 404, 72 503", "suspect"),
        (ALIVE, "0 404, 6 404, 12 503, 13 503, 60 503, 120 503, 180 503", "unverifiable"),
        (ALIVE, "0 404, 6 404, 12 503, 13 503, 60 503, 120 503, 180 503, 181 404", "suspect"),
        # a rate limit and our own faults in between count for nothing
        (ALIVE, "0 404, 6 429, 24 404, 48 checker_fault, 72 404", "dead"),
        (ALIVE, "0 404, 6 429, 24 429, 72 404", "suspect"),
        # any answer clears everything
        (ALIVE, "0 404, 6 404, 71 ok, 72 404", "suspect"),
        (ALIVE, "0 410, 6 ok, 24 410", "suspect"),
        (ALIVE, "0 403, 24 ok, 48 403", "alive"),
        # two walls since the last answer, whatever came between them
        (ALIVE, WALLED_OFF + "48 robots", "unverifiable"),
        (ALIVE, "0 403, 24 robots", "unverifiable"),
        (ALIVE, "0 404, 6 403, 24 404, 48 403", "unverifiable"),
        (ALIVE, "0 403, 6 404, 24 404, 78 404", "dead"),
        (ALIVE, DEAD + "800 403", "dead"),
        (ALIVE, DEAD + "800 403, 824 403", "unverifiable"),
        # unverifiable
        (ALIVE, UNREACHABLE + "400 ok", "alive"),
        (ALIVE, UNREACHABLE + "400 503", "unverifiable"),
        (ALIVE, UNREACHABLE + "400 403", "unverifiable"),
        (ALIVE, UNREACHABLE + "400 404", "suspect"),
        (ALIVE, UNREACHABLE + "400 404, 406 404, 472 404", "dead"),
        (ALIVE, WALLED_OFF + "48 ok", "alive"),
        (ALIVE, WALLED_OFF + "48 503", "unverifiable"),
        (ALIVE, WALLED_OFF + "48 404", "suspect"),
        (ALIVE, WALLED_OFF + "48 404, 54 404, 72 403, 120 404", "suspect"),
        # dead
        (ALIVE, DEAD + "800 404", "dead"),
        (ALIVE, DEAD + "800 503", "dead"),
        (ALIVE, DEAD + "800 429", "dead"),
        (ALIVE, DEAD + "800 same", "alive"),
        (ALIVE, DEAD + "800 half", "alive"),
        (ALIVE, DEAD + "800 not_modified", "alive"),
        (ALIVE, DEAD + "800 ok", "alive"),  # nothing to compare with: an answer is an answer
        # a domain registered again: another page never makes the link well, and dies like any
        (ALIVE, DEAD + "800 other", "suspect"),
        (ALIVE, DEAD + "800 other, 900 other", "suspect"),
        (ALIVE, DEAD + "800 other, 900 ok", "suspect"),
        (ALIVE, DEAD + "800 other, 900 half", "alive"),
        (ALIVE, DEAD + "800 other, 900 404", "suspect"),
        (ALIVE, DEAD + "800 other, 900 404, 906 404, 972 404", "dead"),
        (ALIVE, DEAD + "800 other, 900 403, 924 403, 948 other", "suspect"),
        # quarantined
        (ALIVE, "0 refused, 24 ok", "quarantined"),
        (ALIVE, "0 refused, 24 404, 48 403", "quarantined"),
    ],
)
def test_health_follows_the_table(start: LinkState, seen: str, health: str) -> None:
    assert after(start, seen).health == health


@pytest.mark.parametrize(
    ("seen", "hours"),
    [
        ("0 404", 6),
        ("0 404, 6 404", 24),
        ("0 404, 6 404, 24 404", 72),
        ("0 404, 6 404, 72 404", 72 + 30 * 24),
        ("0 404, 100 404", 106),
        ("0 410", 6),
        ("0 404, 6 410", 24),
        ("0 404, 6 410, 24 410", 30),  # a day after the first 410
        ("0 503", 1),
        ("0 503, 1 503", 6),
        ("0 503, 1 503, 6 503", 24),
        ("0 503, 1 503, 6 503, 24 503", 48),
        ("0 404, 6 503", 7),
        ("0 404, 6 404, 71 503", 72),  # a soft failure keeps no hard one waiting
        ("0 404, 6 403", 24),
        ("0 404, 6 404, 72 403", 78),
        ("0 503, 1 403", 6),
        ("0 403", 24),
        ("0 403, 24 403", 24 + 7 * 24),
        (UNREACHABLE + "400 503", 400 + 7 * 24),
        (DEAD + "800 other", 800 + 24),  # its drift is to be confirmed
        (DEAD + "800 other, 900 404", 906),
    ],
)
def test_the_next_look_follows_the_table(seen: str, hours: float) -> None:
    *before, (at, result) = history(seen)
    state, _ = play(ALIVE, *before)
    last = step(state, result, NOW + at, watched_since=NOW - 30 * DAY)
    assert last.state.next_look_at == NOW + hours * HOUR


def test_a_domain_registered_again_is_suspect_and_drifted() -> None:
    state = after(ALIVE, DEAD + "800 other, 830 other")
    assert (state.health, state.content) == (Health.SUSPECT, Content.DRIFTED)
    assert state.drift_confirmed_at == NOW + 830 * HOUR


def test_another_page_at_a_dead_address_proves_nothing_with_the_old_failures() -> None:
    state = after(ALIVE, DEAD + "800 other")
    assert (state.hard_failures, state.hard_since) == (0, None)
    assert state.failing_since == NOW


@pytest.mark.parametrize("seen", ["0 404, 6 503, 7 403", "0 410", UNREACHABLE + "400 503"])
def test_an_answer_leaves_no_counter_behind(seen: str) -> None:
    state = step(after(ALIVE, seen), LOOKS["ok"], NOW + 500 * HOUR).state
    assert state.hard_failures == state.permanent_failures == state.soft_failures == 0
    assert state.blocked_looks == 0
    since = {state.hard_since, state.permanent_since, state.soft_since, state.failing_since}
    assert since == {None}


def test_only_a_person_lets_a_quarantined_link_be_looked_at_again() -> None:
    state = after(ALIVE, "0 404, 6 refused, 24 ok")
    assert state.next_look_at is None
    freed = release(state, NOW + DAY)
    assert (freed.health, freed.hard_failures, freed.next_look_at) == (Health.NEW, 0, NOW + DAY)


def test_what_an_editor_saw_outlives_walls() -> None:
    state = replace(after(ALIVE, WALLED_OFF + "48 403"), seen_until=NOW + 90 * DAY)
    assert after(state, "72 403").seen_until == NOW + 90 * DAY


def test_an_incident_keeps_a_failure_from_counting() -> None:
    state = after(ALIVE, "0 404, 6 503")
    for word, result in LOOKS.items():
        frozen = step(state, result, NOW + 7 * HOUR, frozen=True)
        assert frozen.changes == (), word
        assert frozen.state == step(state, LOOKS["429"], NOW + 7 * HOUR).state, word


def test_nobody_waits_for_a_link_that_nobody_watches() -> None:
    assert step(ALIVE, LOOKS["404"], frozen=True, cadence=Cadence.NONE).state.next_look_at is None
