"""What the link checker promises over ninety days; `python -m tests.simulation` shows figures."""

import pytest

from sources.linkcheck.states import Cadence, Health
from tests.simulation.report import hours_to_confirmation, hours_to_death, table
from tests.simulation.run import Life, simulate
from tests.simulation.world import DAY, HOUR, Fate, Trouble

ONE_CADENCE = {Cadence.PUBLISHED: 7 * DAY / HOUR, Cadence.DRAFT: 14 * DAY / HOUR}
CONFIRMED_WITHIN = 26.4
"""Hours: a day and up to a tenth of it."""
PASSING_TROUBLE = 9
"""Hours by which failures that pass hold looks up: a 404 that was none is looked at 6 h later."""


@pytest.fixture(scope="module", params=[800, pytest.param(10_000, marks=pytest.mark.slow)])
def lives(request: pytest.FixtureRequest) -> list[Life]:
    return simulate(request.param)


def of(lives: list[Life], *fates: Fate) -> list[Life]:
    chosen = [life for life in lives if life.page.fate in fates and life.is_undisturbed]
    assert chosen, "the made-up web has no such page"
    return chosen


def test_no_live_page_is_ever_called_dead(lives: list[Life]) -> None:
    assert [life.page for life in lives if life.lives and life.died] == [], table(lives)


def test_a_host_that_is_out_for_a_week_is_forgotten_when_it_is_back(lives: list[Life]) -> None:
    out = [life for life in lives if life.lives and life.host.trouble is Trouble.OUTAGE]
    assert {life.state.health for life in out} <= {Health.ALIVE, Health.SUSPECT}
    alive = sum(life.state.health is Health.ALIVE for life in out)
    assert alive >= 0.95 * len(out)


@pytest.mark.parametrize(("fate", "within"), [(Fate.NOT_FOUND, 96), (Fate.GONE, 48)])
def test_a_page_that_is_gone_is_dead_within_days(
    lives: list[Life], fate: Fate, within: float
) -> None:
    gone = of(lives, fate)
    slow = [life for life in gone if life.died is None or hours_to_death(life) > within]
    assert slow == []


def test_a_silent_edit_is_confirmed_after_a_day_and_within_a_cadence(lives: list[Life]) -> None:
    for life in of(lives, Fate.EDITED):
        latest = ONE_CADENCE[life.page.cadence] * 1.1 + CONFIRMED_WITHIN + PASSING_TROUBLE
        assert 24 <= hours_to_confirmation(life) <= latest
        assert len(life.confirmed) == 1


def test_words_that_stand_are_never_called_changed(lives: list[Life]) -> None:
    changed = {Fate.EDITED, Fate.TWO_VARIANTS}
    assert [life for life in lives if life.confirmed and life.page.fate not in changed] == []


def test_a_page_shown_in_two_variants_alarms_a_few_times_at_most(lives: list[Life]) -> None:
    assert max(len(life.confirmed) for life in of(lives, Fate.TWO_VARIANTS)) <= 4


def test_a_host_behind_a_bot_wall_is_nobodys_death(lives: list[Life]) -> None:
    walled = [life for life in lives if life.lives and life.host.trouble is Trouble.WALL]
    assert {life.state.health for life in walled} == {Health.UNVERIFIABLE}


def test_looks_are_few(lives: list[Life]) -> None:
    looks = sum(life.looks.total() for life in lives)
    assert looks / len(lives) <= 1.5 * 90 / 7, "looks a link a week, on average"
    for life in lives:
        troubled = life.host.trouble is not Trouble.NONE
        assert max(life.looks.values()) <= (60 if troubled else 14)
