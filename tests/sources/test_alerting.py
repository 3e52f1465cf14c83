"""Who is alerted to what: one alert an event, ended when the trouble ends."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sources.actions import mark_seen, release
from sources.alerting import (
    alert_on,
    close_host_alert,
    close_network_alert,
    end_health_alerts,
    open_host_alert,
    open_network_alert,
)
from sources.linkcheck.states import PASSAGE_CHANGED
from sources.models import Alert, Link, Passage, Transition
from tests.factories import claim, editor, link, publisher, transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Link:
    return link()


@pytest.fixture
def words() -> Passage:
    return claim().appearances.get().passage


def tell(*transitions: Transition, is_flapping: bool = False) -> list[Alert]:
    return alert_on(transitions, is_flapping=is_flapping)


@pytest.mark.parametrize(
    ("axis", "after", "alerts"),
    [
        ("health", "dead", 1),
        ("health", "unverifiable", 1),
        ("health", "quarantined", 1),
        ("health", "alive", 0),
        ("content", "drifted", 1),
        ("content", "minor", 0),
        ("access", "paywall", 0),
        ("address", "https://news.example.org/moved", 0),
    ],
)
def test_a_confirmed_change_for_the_worse_is_one_alert(
    page: Link, axis: str, after: str, alerts: int
) -> None:
    change = transition(page, axis, after)
    assert [a.transition for a in tell(change)] == [change] * alerts
    assert Alert.objects.open().loud().unmailed().count() == alerts


@pytest.mark.parametrize("state", [Passage.State.EDITED, Passage.State.GONE])
def test_each_cited_passage_is_an_event_of_its_own(words: Passage, state: str) -> None:
    page = words.text.source.link
    (alert,) = tell(transition(page, "passage", state, passage=words))
    assert alert.host == page.host
    tell(transition(page, "passage", "moved", passage=words))
    assert not Alert.objects.open().exists()


def test_what_was_seen_once_alerts_nobody(page: Link, words: Passage) -> None:
    assert not tell(
        transition(page, "health", "suspect", is_confirmed=False),
        transition(page, "content", "drifted", is_confirmed=False),
    )
    of = words.text.source.link
    assert not tell(transition(of, "passage", "gone", passage=words, is_confirmed=False))


def test_a_page_of_which_only_cited_words_changed_is_not_told_of_twice(page: Link) -> None:
    assert not tell(transition(page, "content", "drifted", rule=PASSAGE_CHANGED))


def test_telling_twice_of_a_change_alerts_once(page: Link) -> None:
    dead = transition(page, "health", "dead")
    assert len(tell(dead)) == 1
    assert not tell(dead)
    recovered = transition(page, "health", "alive", before="dead")
    assert len(tell(recovered)) == 1
    assert not tell(recovered)


def test_a_recovery_ends_the_trouble_and_is_told_of_once(page: Link) -> None:
    (dead,) = tell(transition(page, "health", "dead"))
    tell(transition(page, "content", "drifted"))
    (news,) = tell(transition(page, "health", "alive", before="dead"))
    dead.refresh_from_db()
    assert dead.ended_at is not None
    assert news.ended_at is not None
    assert [a.transition.axis for a in Alert.objects.open() if a.transition] == ["content"]
    assert not tell(transition(page, "health", "alive", before="suspect"))


def test_worse_trouble_takes_the_place_of_the_trouble_before(page: Link) -> None:
    tell(transition(page, "health", "unverifiable"))
    tell(transition(page, "health", "dead", before="unverifiable"))
    assert [a.transition.after for a in Alert.objects.open() if a.transition] == ["dead"]


@pytest.mark.parametrize("after", ["dead", "unverifiable"])
def test_a_page_that_comes_and_goes_is_muted_and_so_is_its_recovery(page: Link, after: str) -> None:
    (alert,) = tell(transition(page, "health", after), is_flapping=True)
    assert alert.is_muted
    assert not tell(transition(page, "health", "alive", before=after), is_flapping=True)
    assert not Alert.objects.loud().exists()


def test_neither_changed_words_nor_forbidden_addresses_are_ever_muted(words: Passage) -> None:
    page = words.text.source.link
    alerts = tell(
        transition(page, "passage", "edited", passage=words),
        transition(page, "content", "drifted"),
        transition(page, "health", "quarantined"),
        is_flapping=True,
    )
    assert [alert.is_muted for alert in alerts] == [False, False, False]


def test_a_blocked_page_that_an_editor_vouches_for_is_muted() -> None:
    page = link(seen_until=timezone.now() + timedelta(days=1))
    (alert,) = tell(transition(page, "health", "unverifiable"))
    assert alert.is_muted
    (alert,) = tell(transition(page, "health", "dead"))
    assert not alert.is_muted


def test_a_page_a_person_has_dealt_with_is_no_trouble_any_more(page: Link) -> None:
    tell(transition(page, "health", "quarantined"))
    end_health_alerts(page)
    assert not Alert.objects.open().exists()
    assert Alert.objects.count() == 1


def test_incidents_are_one_alert_a_host_and_can_come_again(page: Link) -> None:
    other = link("https://other.example.org/").host
    for _again in range(2):
        open_host_alert(page.host, "14 of 15 pages do not answer")
    open_host_alert(other, "5 of 5 pages do not answer")
    assert Alert.objects.open().count() == 2
    close_host_alert(page.host)
    close_host_alert(page.host)
    assert [alert.host for alert in Alert.objects.open()] == [other]
    open_host_alert(page.host, "9 of 9 pages do not answer")
    assert Alert.objects.filter(host=page.host).count() == 2


def test_our_network_is_down_once_until_it_is_back() -> None:
    close_network_alert()
    for _again in range(2):
        open_network_alert("No canary answers.")
    assert Alert.objects.open().count() == 1
    close_network_alert()
    assert not Alert.objects.open().exists()


@pytest.mark.django_db(transaction=True)
def test_ten_workers_that_see_one_incident_alert_once() -> None:
    host = link().host
    barrier = threading.Barrier(10)

    def notice() -> None:
        barrier.wait()
        open_host_alert(host, "14 of 15 pages do not answer")
        open_network_alert("No canary answers.")
        connection.close()

    workers = [threading.Thread(target=notice) for _worker in range(10)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(alert.kind for alert in Alert.objects.open()) == ["host", "network"]


def test_vouching_for_a_blocked_page_ends_its_alert_and_vouching_for_a_dead_one_does_not() -> None:
    blocked, dead = link(health="unverifiable"), link(health="dead")
    tell(transition(blocked, "health", "unverifiable"))
    tell(transition(dead, "health", "dead"))
    for page in (blocked, dead):
        mark_seen(by=editor(), link=page)
    assert [a.transition.link for a in Alert.objects.open() if a.transition] == [dead]


def test_releasing_an_address_ends_its_alert() -> None:
    page = link(health="quarantined")
    tell(transition(page, "health", "quarantined"))
    release(by=publisher(), link=page, note="It is our own archive.")
    assert not Alert.objects.open().exists()
