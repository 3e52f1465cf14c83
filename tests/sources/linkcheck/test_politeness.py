import asyncio
from itertools import pairwise

import pytest

from sources.linkcheck.engine import Engine
from sources.linkcheck.fetch import Limits
from sources.linkcheck.politeness import HostTakenError, HostTurns
from sources.linkcheck.result import LookResult, Outcome, Target
from tests.sources.linkcheck.looking import QUICK, STORY, ExtractHere
from tests.sources.linkcheck.network import AGENT, LOOPBACK, POLICY
from tests.support.website import (
    Website,
    after,
    article,
    html,
    in_turn,
    redirect,
    spoken,
    status,
)

pytestmark = pytest.mark.allow_hosts(LOOPBACK)


async def one_request(turns: HostTurns) -> None:
    async with turns.request():
        pass


def test_many_looks_come_back_in_order_and_two_at_a_time_from_a_host(site: Website) -> None:
    site.pages.update({f"/{n}": after(0.05, html(f"Page {n}")) for n in range(6)})
    heard: list[LookResult] = []

    async def go() -> list[LookResult]:
        targets = [Target(site.url(f"/{n}")) for n in range(6)]
        async with Engine(POLICY, AGENT, extractor=ExtractHere()) as engine:
            return await engine.look_many(targets, interval_s=0.0, progress=heard.append)

    results = asyncio.run(go())
    assert [result.url for result in results] == [site.url(f"/{n}") for n in range(6)]
    assert sorted(result.url for result in heard) == [result.url for result in results]
    assert site.most_at_once == 2


def test_requests_to_a_host_are_spaced_robots_txt_and_retries_included(site: Website) -> None:
    site.pages.update({"/a": in_turn(status(503), article(*STORY * 2)), "/b": status(403)})

    async def go() -> None:
        targets = [Target(site.url(path)) for path in ("/a", "/b")]
        async with Engine(POLICY, AGENT, extractor=ExtractHere(), retry_wait_s=0.0) as engine:
            await engine.look_many(targets, interval_s=0.1)

    asyncio.run(go())
    assert len(site.requests) == 4
    assert site.started_at[-1] - site.started_at[0] > 0.2


def test_a_connection_that_breaks_is_not_asked_again_out_of_turn(site: Website) -> None:
    """The client would, on a connection it used before."""
    site.pages.update({"/a": article(*STORY), "/b": spoken(b"")})

    async def go() -> list[LookResult]:
        targets = [Target(site.url(path)) for path in ("/a", "/b")]
        async with Engine(POLICY, AGENT, extractor=ExtractHere(), retry_wait_s=0.1) as engine:
            return await engine.look_many(targets, per_host=1, interval_s=0.1)

    _well, broken = asyncio.run(go())
    assert (broken.outcome, broken.rule) == (Outcome.CONNECTION, "disconnected")
    assert site.asked("/b") == 2
    assert min(later - start for start, later in pairwise(site.started_at)) > 0.09


def test_a_host_that_asks_us_to_wait_is_left_alone(site: Website) -> None:
    site.pages.update({"/a": status(429, Retry_After="600"), "/b": html("Hello")})
    targets = [site.url("/a"), site.url("/b")]

    async def go() -> list[LookResult]:
        async with Engine(POLICY, AGENT, extractor=ExtractHere()) as engine:
            return await engine.look_many(map(Target, targets), per_host=1, interval_s=0.0)

    results = asyncio.run(go())
    assert [result.rule for result in results] == ["rate-limited", "host-asked-to-wait"]
    assert results[1].retry_after_s == pytest.approx(600, abs=5)
    assert site.asked("/b") == 0


def test_redirects_within_a_host_wait_for_their_turn_too(site: Website) -> None:
    site.pages.update({"/a": redirect("/b"), "/b": redirect("/c"), "/c": status(403)})

    async def go() -> LookResult:
        turns = HostTurns(at_once=2, interval_s=0.1)
        async with Engine(POLICY, AGENT, extractor=ExtractHere(), limits=QUICK) as engine:
            return await engine.look(Target(site.url("/a")), turns)

    assert asyncio.run(go()).outcome is Outcome.BLOCKED
    gaps = [later - start for start, later in pairwise(site.started_at)]
    assert len(gaps) == 3
    assert min(gaps) > 0.09


def test_waiting_for_a_turn_is_not_the_pages_time(site: Website) -> None:
    site.pages.update({"/a": redirect("/b"), "/b": html("Hello")})

    async def go() -> LookResult:
        turns = HostTurns(at_once=1, interval_s=0.3)
        limits = Limits(deadline_s=0.25)
        async with Engine(POLICY, AGENT, extractor=ExtractHere(), limits=limits) as engine:
            return await engine.look(Target(site.url("/a")), turns)

    result = asyncio.run(go())
    assert result.outcome is Outcome.OK
    assert result.elapsed_ms < 250


def test_the_distance_counts_from_the_moment_a_host_has_answered() -> None:
    async def go() -> tuple[float, float]:
        turns = HostTurns(at_once=2, interval_s=0.2)
        async with turns.request() as answered:
            await asyncio.sleep(0.1)  # on its way, to a host that is busy
            at_most = turns.wait_s
            answered()
            return at_most, turns.wait_s

    waits_for_an_answer, answered = asyncio.run(go())
    assert 0.2 < waits_for_an_answer <= 0.7  # less where the machine is busy
    assert 0.1 < answered <= 0.2


def test_a_host_that_does_not_answer_is_asked_again_after_four_times_the_distance() -> None:
    async def go() -> list[float]:
        turns = HostTurns(at_once=2, interval_s=0.1)
        starts: list[float] = []

        async def ask() -> None:
            async with turns.request():
                starts.append(asyncio.get_running_loop().time())
                await asyncio.sleep(0.7)

        await asyncio.gather(ask(), ask(), ask())
        return starts

    first, second, third = asyncio.run(go())
    assert 0.4 <= second - first < 0.7
    assert third - first >= 0.7  # two at once, no more


def test_turns_that_are_closed_wait_for_who_is_in_and_let_nobody_in() -> None:
    async def go() -> list[str]:
        turns, told = HostTurns(at_once=1, interval_s=0.0), []

        async def ask(name: str) -> None:
            try:
                async with turns.request():
                    await asyncio.sleep(0.05)
                    told.append(f"{name} is done")
            except HostTakenError:
                told.append(f"{name} is turned away")

        asking = [asyncio.create_task(ask(name)) for name in ("first", "second")]
        await asyncio.sleep(0.01)
        await turns.close()
        told.append("closed")
        await asyncio.gather(*asking)
        return told

    assert asyncio.run(go()) == ["first is done", "second is turned away", "closed"]


def test_who_waits_for_a_turn_waits_longer_when_the_host_asks_for_time() -> None:
    async def go() -> float:
        turns = HostTurns(at_once=2, interval_s=0.05)
        await one_request(turns)
        began = asyncio.get_running_loop().time()
        waiting = asyncio.create_task(one_request(turns))
        await asyncio.sleep(0)
        turns.back_off(0.2)
        await waiting
        return asyncio.get_running_loop().time() - began

    assert asyncio.run(go()) >= 0.2


def test_a_look_that_waits_for_its_turn_hears_that_the_host_asks_for_time(site: Website) -> None:
    site.pages.update({"/a": status(429, Retry_After="3600"), "/b": html("Hello")})

    async def go() -> list[LookResult]:
        targets = [Target(site.url(path)) for path in ("/a", "/b")]
        async with Engine(POLICY, AGENT, extractor=ExtractHere()) as engine:
            return await asyncio.wait_for(engine.look_many(targets, interval_s=0.2), 20)

    first, second = asyncio.run(go())
    assert (first.rule, second.rule) == ("rate-limited", "host-asked-to-wait")
    assert (second.retry_after_s or 0) > 3000
    assert "/b" not in [request.path for request in site.requests]
