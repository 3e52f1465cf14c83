"""Our own network goes down: by canaries, and by the batch itself where there are none."""

import threading
from contextlib import ExitStack
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.utils import timezone

from sources.checking import check_due
from sources.models import Alert, Host, Link, Look, Transition
from sources.our_network import Doubt, fails_together
from tests.factories import link
from tests.support.gate import Gate, lead_to
from tests.support.website import Website, article, redirect

pytestmark = pytest.mark.django_db

STORY = "The harbour master spoke on Monday, in front of the whole council and the press."


class Internet:
    """A website behind four gates, each a host to us; all can be shut at once."""

    def __init__(self, site, gates):
        """Show the same story everywhere."""
        self.site, self.gates = site, gates
        for path in ("/canary", "/a", "/b", "/c"):
            site.pages[path] = article(STORY)

    def url(self, gate, path):
        return f"http://127.0.0.1:{self.gates[gate].port}{path}"

    def cut(self):
        for gate in self.gates:
            gate.shut()

    def mend(self):
        for gate in self.gates:
            gate.open()

    def cut_when_asked_for(self, path):
        page = self.site.pages[path]

        async def cut(request):
            threading.Thread(target=self.cut).start()
            return await page(request)

        self.site.pages[path] = cut


@pytest.fixture
def internet(settings):
    with ExitStack() as opened:
        site = opened.enter_context(Website())
        gates = [opened.enter_context(Gate(lead_to(site.port))) for _ in range(4)]
        settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
        settings.LINKCHECK_ALLOWED_PORTS = [gate.port for gate in gates]
        yield Internet(site, gates)


@pytest.fixture
def canaries(internet, settings):
    settings.LINKCHECK_CANARIES = [internet.url(0, "/canary")]


@pytest.fixture
def pages(internet):
    """Three pages on each of three hosts, all of them well so far, all due."""
    due = {"cadence": "published", "health": "alive", "next_look_at": timezone.now()}
    return [
        link(internet.url(gate, path), **due) for gate in (1, 2, 3) for path in ("/a", "/b", "/c")
    ]


def still_due():
    return Link.objects.due().count()


def network_alerts():
    return [alert.ended_at is None for alert in Alert.objects.filter(kind="network")]


def look_again():
    Host.objects.update(not_before=None)
    return check_due()


def test_with_the_canaries_silent_nothing_is_looked_at_and_one_alert_is_raised(
    internet, canaries, pages
):
    internet.cut()
    assert [look_again(), look_again()] == [0, 0]
    assert not Look.objects.exists()
    assert still_due() == 9
    assert network_alerts() == [True]
    internet.mend()
    assert look_again() == 9
    assert network_alerts() == [False]
    assert not Transition.objects.exists()


def cut_in_the_middle(internet):
    internet.cut_when_asked_for("/b")
    seen = look_again()
    assert 0 < seen < 9
    assert seen == Look.objects.filter(outcome="ok").count() == Look.objects.count()
    assert not Transition.objects.exists()
    assert still_due() == 9 - seen
    assert network_alerts() == [True]
    assert Host.objects.filter(not_before__gt=timezone.now()).count() == 3
    assert not Host.objects.exclude(lease_token=None).exists()
    internet.site.pages["/b"] = article(STORY)
    internet.mend()
    assert look_again() == 9 - seen
    assert network_alerts() == [False]
    assert not Transition.objects.exists()


def test_a_network_cut_in_the_middle_of_a_batch_blames_no_page(internet, canaries, pages):
    cut_in_the_middle(internet)


def test_without_canaries_the_batch_itself_tells(internet, pages):
    cut_in_the_middle(internet)


def well_elsewhere(internet):
    """Name a page that answered at its last look, at a host none of ours is at."""
    return link(internet.url(0, "/a"), health="alive", outcome="ok", last_looked_at=timezone.now())


def test_hosts_that_fail_together_are_believed_once_a_page_elsewhere_has_answered(internet, pages):
    other = well_elsewhere(internet)
    for gate in internet.gates[1:]:
        gate.shut()
    assert look_again() == 9
    assert Link.objects.filter(health="suspect").count() == 9
    assert network_alerts() == []
    assert internet.site.asked("/a") == 1
    host = Host.objects.get(links=other)
    assert (host.lease_token, host.not_before is not None) == (None, True)


def test_a_page_elsewhere_that_sends_us_on_has_answered_and_is_not_followed(
    internet, pages, settings
):
    well_elsewhere(internet)
    for gate in internet.gates[1:]:
        gate.shut()
    with Website() as third:
        settings.LINKCHECK_ALLOWED_PORTS = [*settings.LINKCHECK_ALLOWED_PORTS, third.port]
        third.pages["/there"] = article(STORY)
        internet.site.pages["/a"] = redirect(third.url("/there"))
        assert look_again() == 9
        assert third.requests == []
    assert network_alerts() == []


def test_hosts_that_fail_together_are_not_believed_while_a_page_elsewhere_fails_too(
    internet, pages
):
    well_elsewhere(internet)
    internet.cut()
    assert look_again() == 0
    assert network_alerts() == [True]


def test_of_a_host_that_wants_to_be_left_alone_no_page_is_asked(internet, pages):
    well_elsewhere(internet)
    for gate in internet.gates[1:]:
        gate.shut()
    Host.objects.filter(links__outcome="ok").update(not_before=timezone.now() + timedelta(hours=1))
    assert check_due() == 0
    assert internet.site.asked("/a") == 0


def test_a_failure_is_believed_once_the_canaries_have_answered_after_it(internet, canaries, pages):
    internet.gates[3].shut()
    assert look_again() == 9
    assert Link.objects.filter(health="suspect").count() == 3
    assert network_alerts() == []


def test_canaries_that_are_no_addresses_keep_everything_undecided(internet, pages, settings):
    settings.LINKCHECK_CANARIES = ["ftp://nowhere.example.org/"]
    assert look_again() == 0
    assert network_alerts() == [True]


def doubts(*hosts, at=10.0, was_well=True):
    return [Doubt(host, at, was_well) for host in hosts]


@pytest.mark.parametrize(
    ("failures", "answers", "are_ours"),
    [
        (doubts(1, 2, 3), [], True),
        (doubts(1, 2, 3), [(4, 9.0)], True),
        (doubts(1, 2, 3), [(4, 11.0)], False),
        (doubts(1, 2), [], False),
        (doubts(1, 1, 1), [], False),
        (doubts(1, 2, 3, was_well=False), [], False),
    ],
    ids=["nobody", "before", "since", "two hosts", "one host", "known to fail"],
)
def test_several_hosts_failing_while_none_answers_is_our_own_trouble(failures, answers, are_ours):
    assert fails_together(failures, answers) is are_ours
