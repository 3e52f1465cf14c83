import pytest
from django.db import OperationalError

from sources import actions, leasing
from sources.leasing import database_now, lease
from sources.linkcheck.result import Outcome
from sources.models import Host, Link, Look, Transition
from sources.recording import looks
from sources.recording.rows import LOOKS_KEPT, look_row
from tests.factories import reporter
from tests.sources.recording.conftest import HeldHost, failure, page

pytestmark = pytest.mark.django_db


def statements(links, *results):
    """Record rounds of looks at so many links of a host; count what the last one costs."""
    held = HeldHost(links)
    for result in results:
        assert held.record(*[result] * links)
    return len(held.sent)


@pytest.mark.parametrize(
    "results",
    [
        [page()],
        [page(), page()],
        [page(), page("The harbour moved 17 million tons.", likeness=0.7)],
        [page(), failure(Outcome.GONE, 404)],
    ],
    ids=["first", "unchanged", "changed", "gone"],
)
def test_a_round_costs_the_same_statements_however_many_its_links(results):
    assert statements(1, *results) == statements(20, *results) <= 12


def test_nothing_of_a_lost_lease_is_stored(held):
    held.lose()
    assert not held.record(page())
    assert not Look.objects.exists()
    assert held.links[0].health == "new"


def test_nothing_is_stored_under_a_lease_somebody_else_took(held):
    held.lose()
    lease(Host.objects.free(), 1)
    assert not held.record(page())
    assert not Look.objects.exists()


def test_one_row_the_database_refuses_takes_no_other_down(monkeypatch):
    held = HeldHost(3)

    def too_long_for(link, result, at):
        look = look_row(link, result, at)
        if link == held.links[1] and result.outcome == "ok":
            look.content_type = "x" * 201
        return look

    monkeypatch.setattr(looks, "look_row", too_long_for)
    assert held.record(page(), page(), page())
    assert [link.outcome for link in held.links] == ["ok", "checker_fault", "ok"]
    assert Look.objects.count() == 3
    assert Link.objects.due().count() == 0


def test_failures_in_a_hosts_incident_are_noted_and_count_for_nothing():
    held = HeldHost(2)
    held.record(page(), page())
    held.record(failure(Outcome.TIMEOUT), page(), in_incident=True)
    first, second = held.links
    assert (first.health, first.outcome, first.soft_failures) == ("alive", "timeout", 0)
    assert first.looks.count() == second.looks.count() == 2
    assert Transition.objects.filter(after="suspect").count() == 0


def test_the_last_looks_at_each_link_are_kept_and_for_ever_those_behind_a_transition():
    held = HeldHost(2)
    for _ in range(LOOKS_KEPT + 5):
        held.record(page(), page())
    for link in held.links:
        assert link.looks.count() == LOOKS_KEPT + 1
        assert link.looks.earliest("at").transitions.get().before == "new"


def test_a_check_asked_for_while_a_look_is_under_way_is_not_forgotten(held):
    held.planned_at = database_now()
    actions.check_now(by=reporter(), links=held.links)
    held.record(page())
    assert held.links[0].requested_at is not None
    held.planned_at = None
    held.record(page())
    assert held.links[0].requested_at is None


def test_a_row_that_is_held_for_a_moment_is_waited_for_again(held, monkeypatch):
    refusals = [OperationalError("canceling statement due to lock timeout")]

    def hold_at_last(host, token):
        if refusals:
            raise refusals.pop()
        return leasing.hold(host, token)

    monkeypatch.setattr(looks, "hold", hold_at_last)
    assert held.record(page())
    assert held.links[0].looks.count() == 1
