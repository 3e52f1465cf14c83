"""A look at a host that drips ends, whatever else it would like to ask."""

import asyncio

import pytest

from sources.linkcheck import allowance
from sources.linkcheck.engine import Engine
from sources.linkcheck.fetch import AioFetcher
from sources.linkcheck.politeness import HostTurns
from sources.linkcheck.result import LookResult, Target
from tests.sources.linkcheck.looking import QUICK, ExtractHere
from tests.sources.linkcheck.network import AGENT, LOOPBACK, POLICY
from tests.support.website import Website, after, html, redirect, status

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

FEW_WORDS = html("Hello")


@pytest.fixture(autouse=True)
def _a_short_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowance, "BEGIN_WITHIN_S", 0.4)


def look(url: str, interval_s: float = 0.0) -> LookResult:
    async def go() -> LookResult:
        fetcher = AioFetcher(POLICY, AGENT, limits=QUICK)
        async with Engine(
            POLICY, AGENT, fetcher=fetcher, extractor=ExtractHere(), retry_wait_s=0.01
        ) as engine:
            return await engine.look(Target(url), HostTurns(at_once=1, interval_s=interval_s))

    return asyncio.run(go())


def test_a_page_that_took_long_is_not_compared_with_its_siblings(site: Website) -> None:
    site.pages["/a"] = FEW_WORDS
    look(site.url("/a"))
    assert len(site.requests) == 3
    site.requests.clear()
    site.pages["/a"] = after(0.6, FEW_WORDS)
    assert look(site.url("/a")).outcome == "ok"
    assert [request.path for request in site.requests] == ["/robots.txt", "/a"]


def test_a_failure_that_took_long_is_not_tried_again(site: Website) -> None:
    site.pages["/a"] = after(0.6, status(503))
    assert look(site.url("/a")).outcome == "server"
    assert site.asked("/a") == 1


def test_a_page_is_asked_for_however_long_its_robots_txt_took(site: Website) -> None:
    site.pages["/robots.txt"] = after(0.6, status(404))
    site.pages["/a"] = FEW_WORDS
    assert look(site.url("/a")).outcome == "ok"
    assert [request.path for request in site.requests] == ["/robots.txt", "/a"]


def test_hosts_a_page_leads_to_are_not_asked_for_ever(site: Website) -> None:
    with Website(host="127.0.0.2") as second, Website(host="127.0.0.3") as third:
        site.pages["/a"] = redirect(second.url("/b"))
        second.pages["/robots.txt"] = after(0.6, status(404))
        second.pages["/b"] = redirect(third.url("/c"))
        result = look(site.url("/a"))
        assert (result.outcome, result.rule) == ("timeout", "deadline")
        assert third.requests == []


def test_waits_for_a_turn_are_no_time_spent(site: Website) -> None:
    site.pages["/a"] = FEW_WORDS
    look(site.url("/a"), interval_s=0.5)
    assert len(site.requests) == 3
