from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from sources import leasing
from sources.leasing import hand_back, hold, lease, lease_most_urgent, most_urgent, renew
from sources.models import Host, Link
from tests.factories import link

pytestmark = pytest.mark.django_db

AGO = [timezone.now() - timedelta(hours=hours) for hours in range(5)]


def due(name, **columns):
    return link(f"https://{name}.example.org/a", next_look_at=AGO[1], **columns).host


def leased(limit=10):
    return lease_most_urgent(Link.objects.due(), limit, uuid4())


def test_what_an_editor_asked_for_goes_first_then_published_checks_then_the_longest_overdue():
    draft = due("draft", cadence="draft")
    overdue = link("https://overdue.example.org/a", next_look_at=AGO[4], cadence="draft").host
    published = due("published", cadence="published")
    asked = due("asked", requested_at=AGO[0])
    assert [leased(1)[0] for _ in range(4)] == [asked, published, overdue, draft]
    assert leased() == []


def test_a_host_is_as_urgent_as_its_most_urgent_link():
    for number in range(30):
        link(f"https://busy.example.org/{number}", next_look_at=AGO[4], cadence="draft")
    mixed = due("mixed", cadence="draft")
    link("https://mixed.example.org/b", next_look_at=AGO[0], cadence="published")
    assert leased(1) == [mixed]


def test_hosts_that_asked_us_to_wait_or_are_held_are_left_alone():
    due("waiting", cadence="draft")
    Host.objects.update(not_before=timezone.now() + timedelta(minutes=1))
    due("held", cadence="draft")
    assert len(leased()) == 1
    assert leased() == []


def test_a_lease_that_ran_out_is_anybodys():
    host = due("silent", cadence="draft")
    token, _hosts = lease(Host.objects.due(), 1)
    Host.objects.update(leased_until=AGO[1])
    assert leased() == [host]
    assert not hold(host, token)
    assert renew(token) == set()


def test_what_is_no_longer_ours_is_not_handed_back():
    host = due("taken", cadence="draft")
    token, _hosts = lease(Host.objects.due(), 1)
    Host.objects.update(leased_until=AGO[1])
    leased()
    hand_back([host], token, not_before=AGO[0])
    host.refresh_from_db()
    assert (host.lease_token is None, host.not_before) == (False, None)


def test_of_two_workers_that_begin_together_both_find_hosts(monkeypatch):
    hosts = [due(f"host-{n}") for n in range(4)]

    def chosen_and_taken(links, limit):
        ids = most_urgent(links, limit)
        lease(Host.objects.filter(pk__in=ids[:2]), 2)
        return ids

    monkeypatch.setattr(leasing, "most_urgent", chosen_and_taken)
    assert leased(2) == hosts[2:]
