import pytest

from sources.linkcheck.incident import freezes, is_incident
from sources.linkcheck.result import Outcome
from tests.sources.linkcheck.looks import DAY, HOUR, NOW

OK, GONE, DOWN = Outcome.OK, Outcome.GONE, Outcome.SERVER
WALL, RATE, FAULT = Outcome.BLOCKED, Outcome.RATE, Outcome.CHECKER_FAULT


@pytest.mark.parametrize(
    ("outcomes", "incident"),
    [
        ([], False),
        ([DOWN] * 4, False),
        ([DOWN] * 5, True),
        ([WALL] * 5, True),
        ([Outcome.TIMEOUT, Outcome.CONNECTION, Outcome.TLS, Outcome.ROBOTS, WALL], True),
        ([DOWN] * 4 + [OK], True),
        ([DOWN] * 7 + [OK] * 2, False),
        ([GONE] * 20, False),
        ([DOWN] * 4 + [GONE] * 2, False),
        ([DOWN] * 4 + [RATE, FAULT], False),
        ([DOWN] * 5 + [RATE, FAULT] * 3, True),
    ],
)
def test_a_host_is_in_trouble_when_most_of_five_pages_fail_softly(
    outcomes: list[Outcome], incident: bool
) -> None:
    assert is_incident(outcomes) is incident


@pytest.mark.parametrize(
    ("outcomes", "incident"),
    [
        ([], True),
        ([DOWN], True),
        ([RATE] * 5, True),
        ([OK], True),
        ([OK] * 4, True),
        ([OK] * 5, False),
        ([OK, OK, DOWN, DOWN, DOWN], True),
        ([OK, OK, GONE, DOWN, DOWN], False),
    ],
)
def test_an_incident_goes_on_until_most_of_five_pages_answer(
    outcomes: list[Outcome], incident: bool
) -> None:
    assert is_incident(outcomes, ongoing=True) is incident


def test_where_there_are_fewer_pages_fewer_end_an_incident() -> None:
    assert not is_incident([OK, OK], ongoing=True, least=2)


def test_an_incident_keeps_looks_from_counting_for_a_week_at_most() -> None:
    assert not freezes(None, NOW)
    assert freezes(NOW, NOW + 7 * DAY - HOUR)
    assert not freezes(NOW, NOW + 7 * DAY)
    assert not freezes(NOW, NOW + DAY, pace=7)
