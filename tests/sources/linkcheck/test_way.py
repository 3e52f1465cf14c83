"""Redirects lead to other hosts: those are treated as politely as the one asked."""

import asyncio
from collections.abc import Iterator

import pytest

from sources.linkcheck.engine import Engine
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.politeness import HostTakenError, HostTurns, Politeness
from sources.linkcheck.result import LookResult, Outcome, Target
from tests.sources.linkcheck.looking import STORY, ExtractHere
from tests.sources.linkcheck.network import AGENT, LOOPBACK
from tests.support.town import Town, addresses, robots_txt
from tests.support.website import after, article, content, redirect, status

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


def policy_of(town: Town) -> NetworkPolicy:
    return NetworkPolicy.opening(["127.1.0.0/16"], [town.port])


def look_at_all(town: Town, *, interval_s: float = 0.1) -> list[LookResult]:
    async def go() -> list[LookResult]:
        targets = [Target(town.url(host, "/old")) for host in HOSTS[:-1]]
        async with Engine(policy_of(town), AGENT, extractor=ExtractHere()) as engine:
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


def test_a_robots_txt_that_asks_for_time_is_given_it(moved: Town) -> None:
    moved.site(MOVED_TO).robots = status(503, Retry_After="3600")
    results = look_at_all(moved)
    assert {result.outcome for result in results} == {Outcome.RATE}
    assert len(moved.site(MOVED_TO).manners.starts) == 1


def test_a_host_that_is_handed_over_while_it_answers_is_given_the_time_it_asks_for(
    moved: Town,
) -> None:
    site = moved.site(MOVED_TO)
    site.pages["/0"] = after(0.3, status(429, Retry_After="3600"))

    class Leaving(Politeness):
        """Whoever holds a host, and hands it over while a redirect's request is under way."""

        is_left = False

        async def turns_at(self, key: str) -> HostTurns:
            if self.is_left:
                raise HostTakenError
            return await super().turns_at(key)

    async def go() -> float:
        hosts = Leaving(per_host=2, interval_s=0.0)
        turns = hosts.of(moved.url(MOVED_TO, "/0"))
        async with Engine(policy_of(moved), AGENT, extractor=ExtractHere()) as engine:
            target = Target(moved.url(HOSTS[0], "/old"))
            looking = asyncio.create_task(engine.look(target, hosts=hosts))
            while len(site.manners.starts) < 2:  # noqa: ASYNC110 - another thread answers
                await asyncio.sleep(0.01)
            hosts.is_left = True
            await turns.close()
            wait_s = turns.wait_s
            await looking
            return wait_s

    assert asyncio.run(go()) > 3000
