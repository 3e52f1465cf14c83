import asyncio
import os
import signal

from sources.linkcheck.extract_process import ExtractLimits, ExtractorProcess
from sources.linkcheck.page import Extracted

URL = "https://example.org/a"
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


def test_a_process_that_hangs_is_killed_and_the_next_page_read() -> None:
    async def go() -> tuple[Extracted, Extracted]:
        extractor = ExtractorProcess()
        await extractor.extract(b"<p>warm", None, URL)
        assert extractor._process is not None
        os.kill(extractor._process.pid, signal.SIGSTOP)
        extractor._limits = ExtractLimits(wall_s=0.1)
        hung = await extractor.extract(b"<p>one", None, URL)
        extractor._limits = ExtractLimits()
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
            assert extractor._process is not None
            pids.add(extractor._process.pid)
        await extractor.stop()
        return pids

    assert len(asyncio.run(go())) == 2
