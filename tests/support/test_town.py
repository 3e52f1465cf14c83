import asyncio
import gzip
import zlib
from collections.abc import Iterator
from random import Random

import aiohttp
import pytest

from tests.support.newspaper import TONGUES, WATCHED_TONGUES, Newspaper, churning, tongue
from tests.support.town import Town, addresses, robots_txt
from tests.support.website import Website, after, html, status
from tests.support.website_packing import GIGABYTE, gzip_bomb
from tests.support.website_walls import Patience

HOSTS = addresses(2)
TRAP = "127.9.9.9"
pytestmark = pytest.mark.allow_hosts([*HOSTS, TRAP, "127.0.0.1"])


@pytest.fixture
def town() -> Iterator[Town]:
    built = Town(forbidden=[TRAP])
    for host in HOSTS:
        built.site(host)
    with built:
        yield built


def ask(*urls: str, pause_s: float = 0.0) -> list[tuple[int, str]]:
    """Ask for addresses all at once, or one after the other with a pause between."""

    async def go() -> list[tuple[int, str]]:
        async with aiohttp.ClientSession() as session:

            async def one(url: str) -> tuple[int, str]:
                async with session.get(url) as answer:
                    return answer.status, await answer.text()

            if not pause_s:
                return await asyncio.gather(*(one(url) for url in urls))
            answers = []
            for url in urls:
                answers.append(await one(url))
                await asyncio.sleep(pause_s)
            return answers

    return asyncio.run(go())


def test_every_host_shows_pages_of_its_own(town: Town) -> None:
    first, second = HOSTS
    town.site(first).pages["/a"] = html("one")
    town.site(second).pages["/a?id=2"] = html("two")
    town.site(second).elsewhere = html("elsewhere")
    answers = ask(town.url(first, "/a"), town.url(second, "/a?id=2"), town.url(second, "/b"))
    assert [(code, word in body) for (code, body), word in zip(
        answers, ("one", "two", "elsewhere"), strict=True
    )] == [(200, True)] * 3  # fmt: skip


def test_it_takes_note_of_how_each_host_is_treated(town: Town) -> None:
    first, second = HOSTS
    town.site(first).robots = robots_txt("/private/")
    town.site(first).pages["/a"] = after(0.2, html("slow"))
    ask(*[town.url(first, "/a")] * 3, town.url(first, "/robots.txt"))
    ask(*[town.url(second)] * 2, pause_s=0.1)
    assert town.site(first).manners.most_at_once == 4
    assert town.site(second).manners.shortest_interval_s >= 0.1
    seen = town.treatment()
    assert (seen.requests, seen.most_at_once, seen.most_robots_fetches) == (6, 4, 1)
    assert seen.shortest_interval_s < 0.1


@pytest.mark.parametrize("dated", [False, True])
def test_it_counts_who_comes_back_too_early(town: Town, dated: bool) -> None:
    site = town.site(HOSTS[0])
    site.elsewhere = Patience(per_s=1, wait_s=2, dated=dated).before(status(200))
    codes = [code for code, _ in ask(*[town.url(HOSTS[0])] * 3, pause_s=0.1)]
    assert codes == [200, 429, 429]
    assert site.manners.too_early == 1


def test_a_forbidden_address_counts_who_comes(town: Town) -> None:
    assert ask(f"http://{TRAP}:{town.port}/") == [(200, "secret")]
    assert town.trap.connections == 1
    town.forget()
    assert town.trap.connections == 0
    assert town.treatment().requests == 0


def test_two_kilobytes_hold_a_gigabyte() -> None:
    assert len(gzip_bomb()) < 3000
    packed, size = zlib.decompressobj(31), 0
    data = gzip.decompress(gzip_bomb())
    while data:
        size += len(packed.decompress(data, 1 << 24))
        data = packed.unconsumed_tail
    assert size == GIGABYTE


@pytest.mark.parametrize("code", TONGUES)
def test_a_newspaper_writes_in_every_language(code: str) -> None:
    paper = Newspaper(code, Random(1))
    story = paper.story()
    page = paper.article(story, comments=["Well said"])
    assert story.paragraphs[0] != paper.paragraph()
    assert "{" not in story.title + "".join(story.paragraphs)
    assert f'lang="{code}"' in page
    assert len(tongue(code).missing) >= (4 if code in WATCHED_TONGUES else 2)


def test_a_churning_page_keeps_its_story() -> None:
    paper = Newspaper("en", Random(1))
    story = paper.story().edited(" ", "  ")
    with Website(pages={"/a": churning(paper, story)}) as site:
        (_, before), (_, now) = ask(site.url("/a")) + ask(site.url("/a"))
    assert before != now
    assert story.title in before
    assert story.title in now
