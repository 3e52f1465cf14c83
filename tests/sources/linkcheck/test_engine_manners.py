"""What one host says must not be held against another, nor keep a look from being written down."""

import asyncio

import pytest

from sources.linkcheck.engine import Engine
from sources.linkcheck.fetch import AioFetcher
from sources.linkcheck.politeness import HostTurns
from sources.linkcheck.result import Target
from tests.sources.linkcheck.looking import QUICK, STORY, ExtractHere, look
from tests.sources.linkcheck.network import AGENT, LOOPBACK, POLICY
from tests.support.website import RawSite, Website, raw, redirect, status

pytestmark = pytest.mark.allow_hosts(LOOPBACK)


def wait_asked_of(url: str) -> float:
    async def go() -> float:
        fetcher = AioFetcher(POLICY, AGENT, limits=QUICK)
        async with Engine(POLICY, AGENT, fetcher=fetcher, extractor=ExtractHere()) as engine:
            turns = HostTurns(at_once=1, interval_s=0.0)
            await engine.look(Target(url), turns)
            return turns.wait_s

    return asyncio.run(go())


def test_a_host_that_asks_for_time_is_given_it(site: Website) -> None:
    site.pages["/a"] = status(503, Retry_After="3600")
    assert wait_asked_of(site.url("/a")) > 3000


def test_a_host_somebody_sends_us_to_asks_for_no_time_in_their_name(site: Website) -> None:
    with Website(host="127.0.0.2") as elsewhere:
        elsewhere.pages["/b"] = status(503, Retry_After="3600")
        site.pages["/a"] = redirect(elsewhere.url("/b"))
        assert wait_asked_of(site.url("/a")) < 60


def test_bytes_that_are_no_text_in_headers_can_be_kept() -> None:
    story = "".join(f"<p>{said}</p>" for said in STORY * 2)
    headline = "The one story of the host"
    body = f"<title>{headline}</title><article><h1>{headline}</h1>{story}</article>".encode()
    head = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "\xff\xfe"\r\n'
    head += b"Content-Length: %d\r\n\r\n"
    with RawSite(raw(head % len(body) + body)) as site:
        result = look(site.url("/a"))
    assert result.outcome == "ok"
    assert result.etag
    result.etag.encode()
