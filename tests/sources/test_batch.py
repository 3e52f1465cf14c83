import time
from datetime import timedelta

import pytest
from django.utils import timezone

from sources.checking import check_due, check_requested
from sources.models import Alert, Host, Link, Look, Transition
from tests.sources.due_pages import HOSTS, PATHS, be_due_again, due
from tests.support.website_pages import status

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", *HOSTS])]


def alerts(kind):
    return [alert.ended_at is None for alert in Alert.objects.filter(kind=kind)]


def outcomes(*links):
    return list(
        Link.objects.filter(pk__in=[one.pk for one in links]).values_list("outcome", flat=True)
    )


def test_several_hosts_are_visited_at_once_and_each_of_them_politely(town):
    for host in HOSTS[:3]:
        due(town, host, "/a", "/b", "/c")
    assert check_due() == 9
    manners = town.treatment()
    assert manners.requests >= 12
    assert manners.most_robots_fetches == 1
    assert manners.most_at_once <= 2
    assert manners.shortest_interval_s > 0.1
    visits = [town.site(host).manners.starts for host in HOSTS[:3]]
    assert max(min(starts) for starts in visits) < min(max(starts) for starts in visits)


def test_a_host_that_was_handed_back_is_left_alone_until_its_turn(town):
    due(town, HOSTS[0], "/a")
    check_due()
    Link.objects.update(requested_at=timezone.now())
    while not check_requested():
        pass
    assert town.treatment().shortest_interval_s > 0.1


def test_a_host_that_asks_for_time_is_given_it_and_the_rest_stays_due(town):
    town.site(HOSTS[0]).pages["/b"] = status(429, Retry_After="120")
    first, limited, *rest = due(town, HOSTS[0], *PATHS)
    check_due()
    assert outcomes(first, limited) == ["ok", "rate"]
    assert "" in outcomes(*rest)
    assert Host.objects.get(key__startswith=HOSTS[0]).not_before > timezone.now() + timedelta(
        seconds=60
    )
    assert check_due() == 0
    assert town.treatment().too_early == 0


def test_check_now_looks_at_what_was_asked_for_and_nothing_else(town):
    due(town, HOSTS[0], "/a", "/b")
    (asked,) = due(town, HOSTS[1], "/c")
    Link.objects.filter(pk=asked.pk).update(requested_at=timezone.now())
    assert check_requested() == 1
    assert Look.objects.get().link == asked
    assert check_requested() == 0


def test_a_host_whose_pages_fail_together_is_one_incident_and_no_page_is_blamed(town):
    site = town.site(HOSTS[0])
    pages = due(town, HOSTS[0], *PATHS[:5])
    shown, site.pages = site.pages, dict.fromkeys(PATHS, status(403))
    assert check_due() == 5
    host = pages[0].host
    host.refresh_from_db()
    assert host.incident_since is not None
    assert alerts("host") == [True]
    be_due_again()
    check_due()
    assert alerts("host") == [True]
    assert not Transition.objects.exists()
    site.pages = shown
    be_due_again()
    check_due()
    host.refresh_from_db()
    assert host.incident_since is None
    assert alerts("host") == [False]
    assert set(Link.objects.values_list("health", "blocked_looks")) == {("alive", 0)}


def test_robots_are_not_taken_for_read_when_the_host_did_not_answer(town):
    due(town, HOSTS[0], "/a")
    Host.objects.update(key=f"{HOSTS[0]}:{town.port}")
    Link.objects.update(url=f"http://127.8.8.8:{town.port}/a")
    check_due()
    assert Host.objects.get().robots_fetched_at is None


def test_looks_that_end_while_others_are_stored_are_stored_too(town, monkeypatch):
    def is_failing(_host, outcomes, _now):
        for _ in outcomes:
            time.sleep(0.4)
        return False

    monkeypatch.setattr("sources.visiting.MOST_HELD", 0)
    monkeypatch.setattr("sources.incidents.is_failing", is_failing)
    due(town, HOSTS[0], *PATHS[:4])
    assert check_due() == 4
    assert Link.objects.filter(outcome="ok").count() == 4
