from datetime import timedelta

import pytest
from django.utils import timezone

from sources.incidents import is_failing, is_frozen, note
from sources.linkcheck.result import Outcome
from sources.models import Alert, Host, Look
from tests.factories import link

pytestmark = pytest.mark.django_db

HANGS, OK = Outcome.TIMEOUT, Outcome.OK


class Failing:
    """A host with watched pages, seen now and before."""

    def __init__(self, pages=12):
        """Make the host and its pages."""
        self.now = timezone.now()
        self.pages = [
            link(f"https://a.example.org/{n}", cadence="published", next_look_at=self.now)
            for n in range(pages)
        ]
        self.host = Host.objects.get()

    def visit(self, *outcomes, first=0, hours_ago=0.0):
        """See so many pages; remember what the host is to remember."""
        at = self.now - timedelta(hours=hours_ago)
        pages = self.pages[first : first + len(outcomes)]
        seen = {page.pk: outcome for page, outcome in zip(pages, outcomes, strict=True)}
        for page, outcome in zip(pages, outcomes, strict=True):
            Look.objects.create(
                link=page, at=at, outcome=outcome.value, rule="r", final_url="u", elapsed_ms=1
            )
        if learnt := note(self.host, seen, at):
            Host.objects.filter(pk=self.host.pk).update(**learnt)
        self.host.refresh_from_db()
        return self.host.incident_since is not None


@pytest.fixture
def failing():
    return Failing()


def test_a_host_that_hangs_is_an_incident_after_a_few_short_visits(failing):
    visits = [
        failing.visit(HANGS, HANGS, first=first, hours_ago=0.5 - first / 20) for first in (0, 2, 4)
    ]
    assert visits == [False, False, True]


def test_what_failed_long_ago_makes_no_incident(failing):
    failing.visit(HANGS, HANGS, HANGS, HANGS, hours_ago=3)
    assert not failing.visit(HANGS, first=4)


def test_a_page_that_failed_and_answers_now_counts_as_it_is_now(failing):
    failing.visit(HANGS, HANGS, HANGS, HANGS, hours_ago=0.5)
    failing.visit(OK, OK, hours_ago=0.4)
    assert not failing.visit(HANGS, HANGS, HANGS, first=4)


def test_one_page_that_answers_ends_no_incident_and_five_over_a_day_do(failing):
    assert failing.visit(*[HANGS] * 6, hours_ago=20)
    goes_on = [failing.visit(OK, first=n, hours_ago=18 - 3 * n) for n in range(6)]
    assert goes_on == [True, True, True, False, False, False]


def test_an_incident_of_few_pages_that_are_still_watched_ends_when_they_answer():
    failing = Failing(pages=5)
    assert failing.visit(*[HANGS] * 5, hours_ago=40)
    for page in failing.pages[2:]:
        page.cadence = "none"
        page.save()
    assert not failing.visit(OK, OK)


def test_an_incident_that_comes_back_freezes_no_longer_than_the_first_would_have(failing):
    begun = failing.now - timedelta(days=6)
    assert failing.visit(*[HANGS] * 5, hours_ago=144)
    assert not failing.visit(*[OK] * 5, hours_ago=120)
    Alert.objects.update(opened_at=begun, ended_at=failing.now - timedelta(days=5))
    assert failing.visit(*[HANGS] * 5)
    assert failing.host.incident_since == begun
    assert is_frozen(failing.host, failing.now)
    assert not is_frozen(failing.host, failing.now + timedelta(days=1))


def test_visits_that_go_well_cost_no_query(failing, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert not is_failing(failing.host, {failing.pages[0].pk: OK}, failing.now)
