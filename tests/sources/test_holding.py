"""Pages redirect to other hosts: nobody speaks to those who does not hold them."""

import asyncio
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync
from django.utils import timezone

from sources import holding, leasing
from sources.checking import check_due
from sources.holding import HeldHosts
from sources.leases import Leases
from sources.linkcheck.politeness import HostTakenError
from sources.models import Host, Link
from tests.sources.due_pages import HOSTS, PATHS, be_due_again, due, host_of
from tests.support.website_pages import in_turn, redirect, status

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", *HOSTS])]
OLD, NEW = HOSTS[:2]


@pytest.fixture
def moved(town):
    """All pages of one host have moved to another, which nobody watches."""
    town.site(OLD).pages = {path: redirect(town.url(NEW, path)) for path in PATHS}
    return due(town, OLD, *PATHS)


def outcomes():
    return set(Link.objects.values_list("outcome", flat=True))


def test_a_host_that_redirects_lead_to_is_held_asked_for_its_rules_and_handed_back(town, moved):
    asked_at = timezone.now()
    assert check_due() == len(moved)
    assert outcomes() == {"ok"}
    new = host_of(town, NEW)
    assert "/private" in new.robots_txt
    assert new.robots_fetched_at > asked_at
    assert (new.lease_token, new.leased_until) == (None, None)
    assert new.not_before > asked_at
    manners = town.site(NEW).manners
    assert manners.robots_fetches == 1
    assert manners.most_at_once <= 2
    assert manners.shortest_interval_s > 0.2


def test_hosts_that_redirect_to_each_other_share_their_turns(town, moved):
    town.site(NEW).pages |= {f"/new{path}": redirect(town.url(OLD, "/there")) for path in PATHS}
    town.site(OLD).pages["/there"] = town.site(HOSTS[2]).pages["/a"]
    also = due(town, NEW, *(f"/new{path}" for path in PATHS))
    assert check_due() == len(moved) + len(also)
    assert outcomes() == {"ok"}
    manners = town.treatment()
    assert manners.most_at_once <= 2
    assert manners.shortest_interval_s > 0.2
    assert manners.most_robots_fetches == 1


def test_a_host_that_somebody_else_holds_is_left_alone_and_the_pages_stay_due(
    town, moved, monkeypatch
):
    monkeypatch.setattr(holding, "PATIENCE_S", 0.5)
    monkeypatch.setattr("sources.batch.WORK_FOR", 2.0)
    leasing.lease_by_key(f"{NEW}:{town.port}", uuid4())
    assert check_due() == 0
    assert town.site(NEW).manners.starts == []
    assert Link.objects.due().count() == len(moved)
    assert town.site(OLD).manners.robots_fetches == 1
    assert "/private" in host_of(town, OLD).robots_txt


def test_a_host_that_asked_for_time_is_left_alone_and_pages_are_not_blamed(town, moved):
    asked = timezone.now() + timedelta(hours=1)
    Host.objects.create(key=f"{NEW}:{town.port}", not_before=asked)
    assert check_due() == len(moved)
    assert town.site(NEW).manners.starts == []
    assert outcomes() == {"rate"}
    assert set(Link.objects.values_list("health", flat=True)) == {"alive"}
    assert host_of(town, OLD).not_before < timezone.now() + timedelta(minutes=5)


def test_a_host_met_on_the_way_that_asks_for_time_is_given_it_and_the_first_is_not(town, moved):
    town.site(NEW).pages = dict.fromkeys(PATHS, status(429, Retry_After="3600"))
    check_due()
    assert host_of(town, NEW).not_before > timezone.now() + timedelta(minutes=50)
    assert host_of(town, OLD).not_before < timezone.now() + timedelta(minutes=5)
    assert town.site(NEW).manners.too_early == 0


def test_a_host_met_on_the_way_that_names_no_time_is_given_a_minute(town, moved):
    town.site(NEW).pages = dict.fromkeys(PATHS, status(429))
    check_due()
    assert host_of(town, NEW).not_before > timezone.now() + timedelta(seconds=45)


def test_what_robots_txt_forbids_at_the_other_host_is_not_asked_for(town, moved):
    town.site(OLD).pages["/a"] = redirect(town.url(NEW, "/private"))
    check_due()
    first = Link.objects.get(pk=moved[0].pk)
    assert (first.outcome, first.health) == ("robots", "alive")
    assert len(town.site(NEW).manners.starts) == 1 + len(PATHS) - 1


def test_a_look_under_way_asks_for_nothing_more_once_the_lease_is_lost(town, monkeypatch):
    site = town.site(OLD)
    site.pages["/a"] = redirect("/b")
    due(town, OLD, "/a")
    monkeypatch.setattr(Leases, "holds", lambda *_: len(site.manners.starts) < 2)
    assert check_due() == 0
    assert len(site.manners.starts) == 2  # robots.txt and the page that redirects


def test_a_robots_txt_that_forbids_all_that_is_due_is_remembered_for_a_day(town):
    due(town, OLD, "/private", "/private/more")
    check_due()
    assert outcomes() == {"robots"}
    be_due_again()
    check_due()
    assert town.site(OLD).manners.robots_fetches == 1


def test_a_visit_that_is_cut_off_while_it_leaves_a_host_still_gives_it_the_time_it_asked_for(town):
    """Whoever throws the batch out hands back what is left, as `Batch.end` does."""
    key = f"{NEW}:{town.port}"
    hosts = HeldHosts(Leases(), timezone.now)

    async def cut_off() -> None:
        turns = await hosts.enter(key, guest="a visit")
        async with turns.request():
            leaving = asyncio.create_task(hosts.leave("a visit"))
            await asyncio.sleep(0)
            leaving.cancel()
        turns.back_off(3600)
        await asyncio.gather(leaving, return_exceptions=True)

    async_to_sync(cut_off)()
    hosts.hand_back_others()
    assert host_of(town, NEW).not_before > timezone.now() + timedelta(minutes=50)


def test_a_host_that_asks_for_time_in_place_of_its_robots_txt_is_asked_for_it_then(town):
    site = town.site(OLD)
    site.robots = in_turn(status(503, Retry_After="3600"), site.robots)
    due(town, OLD, "/private")
    check_due()
    assert outcomes() == {"rate"}
    assert host_of(town, OLD).not_before > timezone.now() + timedelta(minutes=50)
    be_due_again()
    check_due()
    assert outcomes() == {"robots"}


def test_those_who_wait_for_a_host_give_up_together_and_not_one_after_the_other(town, monkeypatch):
    monkeypatch.setattr(holding, "PATIENCE_S", 0.5)
    key = f"{NEW}:{town.port}"
    leasing.lease_by_key(key, uuid4())
    hosts = HeldHosts(Leases(), timezone.now)

    async def wait() -> list[object]:
        waiting = (hosts.enter(key, guest=number) for number in range(8))
        return await asyncio.gather(*waiting, return_exceptions=True)

    began = time.monotonic()
    assert {type(one) for one in async_to_sync(wait)()} == {HostTakenError}
    assert time.monotonic() - began < 4 * holding.PATIENCE_S
