"""What the worker rests on goes away and comes back: it says so, goes on, and loses nothing."""

import pytest
from django.utils import timezone

from sources import actions
from sources.models import Link, Look
from tests.support.gate import Gate, lead_to
from tests.support.website import Website, article
from tests.support.worker import (
    connect_to_database,
    database_url,
    eventually,
    running_worker,
)

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

STORY = ("The harbour master spoke on Monday, in front of the whole council and the press.",) * 2


def surroundings(*ports):
    return {
        "LINKCHECK_PACE": "86400",
        "LINKCHECK_ALLOWED_NETWORKS": "127.0.0.0/8",
        "LINKCHECK_ALLOWED_PORTS": ",".join(map(str, ports)),
    }


def watch(address):
    link = actions.ensure_link(address)
    actions.watch(links=[link], cadence=Link.Cadence.PUBLISHED)
    return link


def looks_well(link):
    def the_link_is_alive():
        link.refresh_from_db()
        return link.health == "alive"

    return the_link_is_alive


def test_a_database_that_comes_back_finds_the_worker_waiting(tmp_path):
    log = tmp_path / "worker.log"
    with Gate(connect_to_database) as gate, Website() as site:
        site.pages["/a"] = site.pages["/b"] = article(*STORY)
        first = watch(site.url("/a"))
        address = database_url("127.0.0.1", gate.port)
        settings = surroundings(site.port) | {"DATABASE_URL": address}
        with running_worker(log, settings) as worker:
            eventually(looks_well(first))
            gate.shut()
            second = watch(site.url("/b"))

            def the_worker_says_so():
                return "OperationalError" in log.read_text()

            eventually(the_worker_says_so)
            assert worker.poll() is None
            assert not Look.objects.filter(link=second).exists()
            gate.open()
            eventually(looks_well(second))


def test_a_press_that_comes_back_is_alive_again_and_was_never_called_dead(tmp_path):
    log = tmp_path / "worker.log"
    with Website() as site:
        site.pages["/a"] = article(*STORY)
        with (
            Gate(lead_to(site.port)) as gate,
            running_worker(log, surroundings(gate.port)) as worker,
        ):
            link = watch(f"http://127.0.0.1:{gate.port}/a")
            eventually(looks_well(link))
            gate.shut()

            def the_link_is_failing():
                link.refresh_from_db()
                return link.health == "suspect"

            eventually(the_link_is_failing)
            gate.open()
            Link.objects.filter(pk=link.pk).update(next_look_at=timezone.now())
            eventually(looks_well(link))
            assert worker.poll() is None
            assert not link.transitions.filter(after="dead").exists()
