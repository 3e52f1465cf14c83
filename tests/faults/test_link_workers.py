"""Real workers look at links, together and until they are killed; the town tells their manners."""

import os
import signal
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.utils import timezone

from sources import actions
from sources.models import Host, Link, Look, Snapshot, Transition
from tests.factories import link, reporter
from tests.support.town import Town, addresses, robots_txt
from tests.support.website_pages import article, redirect, status
from tests.support.worker import eventually, running_worker

HOSTS = addresses(12)
PATHS = [f"/{number}" for number in range(10)]
STORY = "The harbour master spoke on Monday, in front of the whole council and the press."
pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.allow_hosts(["127.0.0.1", *HOSTS]),
]


@pytest.fixture
def town():
    built = Town()
    for host in HOSTS:
        site = built.site(host)
        site.robots = robots_txt("/private")
        site.pages = {path: article(f"{STORY} {host} says {path}.") for path in PATHS}
    with built:
        yield built


@pytest.fixture
def surroundings(town):
    return {
        "LINKCHECK_ALLOWED_NETWORKS": "127.0.0.0/8",
        "LINKCHECK_ALLOWED_PORTS": str(town.port),
    }


@pytest.fixture
def due(town):
    now = timezone.now()
    made = [
        link(town.url(host, path), cadence="published", next_look_at=now)
        for host in HOSTS
        for path in PATHS
    ]
    return [one.pk for one in made]


def all_are_looked_at():
    return not Link.objects.filter(last_looked_at=None).exists()


def assert_polite(town, *, robots_fetches):
    manners = town.treatment()
    assert manners.most_at_once <= 2
    assert manners.shortest_interval_s > 0.1  # on its way a request may be held up
    assert manners.most_robots_fetches <= robots_fetches
    assert manners.too_early == 0


def test_two_workers_together_are_as_polite_as_one(tmp_path, town, surroundings, due):
    limited = town.site(HOSTS[0])
    limited.pages = dict.fromkeys(PATHS, status(429, Retry_After="600"))
    others = Link.objects.exclude(url__startswith=town.url(HOSTS[0], ""))
    with ExitStack() as workers:
        for name in ("first", "second"):
            workers.enter_context(running_worker(tmp_path / f"{name}.log", surroundings))

        def all_others_are_looked_at():
            return not others.filter(last_looked_at=None).exists()

        eventually(all_others_are_looked_at, seconds=120)
    assert_polite(town, robots_fetches=1)
    assert Look.objects.filter(link__in=others).count() == others.count()
    assert len(limited.manners.starts) <= 4
    assert Host.objects.get(links__url=town.url(HOSTS[0], "/0")).not_before > timezone.now()


def test_two_workers_are_polite_where_pages_of_many_hosts_have_moved_to_one(
    tmp_path, town, surroundings, due
):
    """Its own pages are due at the same time, at whichever worker."""
    new = HOSTS[-1]
    for number, host in enumerate(HOSTS[:-1]):
        for path in PATHS[:3]:
            there = f"/moved{number}{path}"
            town.site(new).pages[there] = article(f"{STORY} {host} said {path}.")
            town.site(host).pages[path] = redirect(town.url(new, there))
    with ExitStack() as workers:
        for name in ("first", "second"):
            workers.enter_context(running_worker(tmp_path / f"{name}.log", surroundings))
        eventually(all_are_looked_at, seconds=180)
    assert_polite(town, robots_fetches=1)
    assert set(Link.objects.values_list("outcome", flat=True)) == {"ok"}


def test_what_a_killed_worker_left_is_looked_at_again_and_nothing_is_written_twice(
    tmp_path, town, surroundings, due
):
    with running_worker(tmp_path / "killed.log", surroundings) as worker:

        def it_is_in_the_middle():
            return sum(len(site.manners.starts) for site in town.sites.values()) > 40

        eventually(it_is_in_the_middle)
        os.killpg(worker.pid, signal.SIGKILL)
    assert Host.objects.exclude(lease_token=None).exists()
    assert not all_are_looked_at()
    with running_worker(tmp_path / "next.log", surroundings):
        eventually(all_are_looked_at, seconds=150)
    assert_polite(town, robots_fetches=2)  # what the first one had read died with it
    looks = Look.objects.filter(link__in=due)
    assert looks.count() == looks.values("link").distinct().count() == len(due)
    assert Snapshot.objects.count() == len(due)
    assert Transition.objects.count() == len(due)


def make_backlog(town):
    """Let so many links of all hosts but the last be due that it takes minutes."""
    hosts = [actions.ensure_link(town.url(host, "/0")).host for host in HOSTS]
    Link.objects.bulk_create(
        Link(
            url=town.url(HOSTS[number % 11], f"/due/{number}"),
            host=hosts[number % 11],
            cadence="published",
            next_look_at=timezone.now() - timedelta(days=1),
        )
        for number in range(3000)
    )


def test_a_worker_told_to_stop_hands_its_hosts_back_within_seconds(tmp_path, town, surroundings):
    make_backlog(town)
    with running_worker(tmp_path / "stopped.log", surroundings) as worker:

        def it_is_in_the_middle():
            return Host.objects.exclude(lease_token=None).exists()

        eventually(it_is_in_the_middle)
        worker.terminate()
        worker.wait(timeout=30)
    assert not Host.objects.exclude(lease_token=None).exists()
    assert Link.objects.due().count() > 1000


def test_check_now_is_done_within_seconds_whatever_else_is_due(tmp_path, town, surroundings):
    make_backlog(town)
    busy, idle = (actions.ensure_link(town.url(HOSTS[host], "/1")) for host in (0, 11))
    with (
        running_worker(tmp_path / "links.log", surroundings, queues="links"),
        running_worker(tmp_path / "others.log", surroundings, queues="jobs,links-interactive"),
    ):

        def the_backlog_is_being_worked_on():
            return Look.objects.exists()

        eventually(the_backlog_is_being_worked_on)
        actions.check_now(by=reporter(), links=[idle, busy])

        def both_were_looked_at():
            return Look.objects.filter(link__in=[idle, busy]).values("link").distinct().count() == 2

        eventually(both_were_looked_at, seconds=30)
        assert Link.objects.due().count() > 1000
