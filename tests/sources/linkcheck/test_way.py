"""Redirects lead to other hosts: those are treated as politely as the one asked."""

import asyncio
from collections.abc import Iterator

import pytest

from sources.linkcheck.engine import Engine
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.result import LookResult, Outcome, Target
from tests.sources.linkcheck.looking import STORY, ExtractHere
from tests.sources.linkcheck.network import AGENT, LOOPBACK
from tests.support.town import Town, addresses, robots_txt
from tests.support.website import article, content, redirect, status

HOSTS = addresses(5)
MOVED_TO = HOSTS[-1]
pytestmark = pytest.mark.allow_hosts([*LOOPBACK, *HOSTS])


@pytest.fixture
def moved() -> Iterator[Town]:
    """Four hosts whose pages have all moved to a fifth."""
    town = Town()
    for host in HOSTS:
        town.site(host)
    with town:
        new = town.site(MOVED_TO).pages
        for number, host in enumerate(HOSTS[:-1]):
            path = f"/{number}"
            new[path] = article(*STORY, f"This is {number}.")
            town.site(host).pages = {"/old": redirect(town.url(MOVED_TO, path))}
        yield town


def look_at_all(town: Town, *, interval_s: float = 0.1) -> list[LookResult]:
    policy = NetworkPolicy.opening(["127.1.0.0/16"], [town.port])

    async def go() -> list[LookResult]:
        targets = [Target(town.url(host, "/old")) for host in HOSTS[:-1]]
        async with Engine(policy, AGENT, extractor=ExtractHere()) as engine:
            return await engine.look_many(targets, interval_s=interval_s)

    return asyncio.run(go())


def test_requests_to_a_host_that_many_redirect_to_are_spaced(moved: Town) -> None:
    assert {result.outcome for result in look_at_all(moved)} == {Outcome.OK}
    manners = moved.site(MOVED_TO).manners
    assert len(manners.starts) >= 5
    assert manners.most_at_once <= 2
    assert manners.shortest_interval_s >= 0.1
    assert manners.robots_fetches == 1


def test_what_robots_txt_forbids_is_not_asked_for_by_a_redirect_either(moved: Town) -> None:
    moved.site(MOVED_TO).robots = robots_txt("/1")
    outcomes = [result.outcome for result in look_at_all(moved)]
    assert outcomes == [Outcome.OK, Outcome.ROBOTS, Outcome.OK, Outcome.OK]
    assert len(moved.site(MOVED_TO).manners.starts) == 4


def test_a_robots_txt_may_be_handed_out_elsewhere(moved: Town) -> None:
    moved.site(HOSTS[0]).robots = redirect(moved.url(MOVED_TO, "/rules.txt"))
    rules = content("User-agent: *\nDisallow: /old", content_type="text/plain")
    moved.site(MOVED_TO).pages["/rules.txt"] = rules
    assert look_at_all(moved)[0].outcome is Outcome.ROBOTS


def test_who_is_sent_to_a_host_that_asks_for_time_leaves_it_alone(moved: Town) -> None:
    moved.site(MOVED_TO).pages["/0"] = status(429, Retry_After="3600")
    results = look_at_all(moved)
    assert {result.outcome for result in results} == {Outcome.RATE}
    assert all((result.retry_after_s or 0) > 3000 for result in results)
    assert moved.site(MOVED_TO).manners.too_early == 0
