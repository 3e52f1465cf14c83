import asyncio
import os
import resource
import signal

import pytest

from sources.linkcheck.extract_process import ExtractLimits, ExtractorProcess
from sources.linkcheck.page import Extracted

URL = "https://example.org/a"
MB = 2**20
HOSTILE = {
    "deep blocks": b"<div>" * 200_000,
    "deep tables": b"<table><tr><td>" * 60_000,
    "open tags": b"<a <b " * 300_000,
    "attributes": b"<a " + b" ".join(b"a%d=1" % number for number in range(200_000)) + b">x",
    "siblings": b"<p>some words here</p>" * 50_000,
    "articles": b"<article><p>words and words and words</p></article>" * 40_000,
    "entities in entities": (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><p>' + b"&c;" * 10_000
    ),
    "ampersands": b"&" * 2 * MB,
    "one line": b"<p>" + b"word " * (2 * MB // 5),
    "one word": b"<p>" + b"w" * 2 * MB,
    "blank lines": b"<p>a" + b" \n" * MB,
    "nul": b"<p>a\0b\0" * 100_000,
    "no charset": b"<meta charset=utf-7><p>+ADw-" + b"\xff\xfe\x80" * 600_000,
    "breaks": b"<br>" * 500_000,
    "json": b'<script type="application/ld+json">' + b"[" * MB + b"</script><p>words",
}
COSTLY = b"<a " + b" ".join(b"a%d=1" % number for number in range(120_000)) + b">x"


def read(*pages: bytes, limits: ExtractLimits | None = None) -> list[Extracted]:
    async def go() -> list[Extracted]:
        extractor = ExtractorProcess(limits)
        try:
            return await asyncio.gather(*(extractor.extract(page, None, URL) for page in pages))
        finally:
            await extractor.stop()

    return asyncio.run(go())


def test_pages_asked_for_at_once_get_their_own_answers() -> None:
    pages = read(*(b"<p>page %d" % number for number in range(5)))
    assert [page.text for page in pages] == [f"page {number}" for number in range(5)]


def test_a_page_that_costs_too_much_time_is_unread_and_the_next_one_read() -> None:
    costly, plain = read(COSTLY, b"<p>plain", limits=ExtractLimits(cpu_s=0))
    assert (costly.text, costly.unread) == (None, "reading the page took too much time or memory")
    assert plain.text == "plain"


def test_a_page_that_costs_too_much_memory_is_unread_and_the_next_one_read() -> None:
    limits = ExtractLimits(memory=160 * 1024 * 1024)
    costly, plain = read(b"<p>x" * 500_000, b"<p>plain", limits=limits)
    assert costly.text is None
    assert plain.text == "plain"


@pytest.mark.attacks
@pytest.mark.parametrize("kind", HOSTILE)
def test_whatever_a_page_is_costs_little_and_the_next_one_is_read(kind: str) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    hostile, plain = read(HOSTILE[kind][: 2 * MB], b"<p>plain")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (hostile.text is None) == (hostile.unread is not None)
    assert plain.text == "plain"
    starting_twice = 4.0
    assert after.ru_utime - before.ru_utime < 5 + starting_twice


@pytest.mark.parametrize("page", [b"<p>one", b"<p>" + b"one " * MB], ids=["short", "long"])
def test_a_process_that_hangs_is_killed_and_the_next_page_read(page: bytes) -> None:
    async def go() -> tuple[Extracted, Extracted]:
        extractor = ExtractorProcess()
        await extractor.extract(b"<p>warm", None, URL)
        (child,) = extractor._children
        os.kill(child._process.pid, signal.SIGSTOP)
        child._limits = ExtractLimits(wall_s=0.1)
        hung = await extractor.extract(page, None, URL)
        child._limits = ExtractLimits()
        plain = await extractor.extract(b"<p>two", None, URL)
        await extractor.stop()
        return hung, plain

    hung, plain = asyncio.run(go())
    assert hung.text is None
    assert plain.text == "two"


def test_a_process_is_replaced_after_so_many_pages() -> None:
    async def go() -> set[int]:
        extractor = ExtractorProcess(ExtractLimits(pages=2))
        pids = set()
        for _ in range(3):
            await extractor.extract(b"<p>page", None, URL)
            pids.add(extractor._children[0]._process.pid)
        await extractor.stop()
        return pids

    assert len(asyncio.run(go())) == 2


def test_a_process_serves_one_event_loop_after_the_other() -> None:
    async def go() -> tuple[str | None, int]:
        page = await extractor.extract(b"<p>page", None, URL)
        return page.text, extractor._children[0]._process.pid

    extractor = ExtractorProcess()
    first, second = asyncio.run(go()), asyncio.run(go())
    asyncio.run(extractor.stop())
    assert first == second
    assert first[0] == "page"


def test_several_processes_read_side_by_side() -> None:
    async def go() -> int:
        extractor = ExtractorProcess(at_once=2)
        await asyncio.gather(*(extractor.extract(b"<p>page", None, URL) for _ in range(8)))
        started = sum(child._process is not None for child in extractor._children)
        await extractor.stop()
        return started

    assert asyncio.run(go()) == 2


def test_stopping_ends_a_page_that_is_being_read() -> None:
    async def go() -> Extracted:
        extractor = ExtractorProcess()
        await extractor.extract(b"<p>warm", None, URL)
        os.kill(extractor._children[0]._process.pid, signal.SIGSTOP)
        reading = asyncio.create_task(extractor.extract(b"<p>page", None, URL))
        await asyncio.sleep(0.05)
        await extractor.stop()
        return await reading

    assert asyncio.run(go()).text is None
