"""Servers that send for as long as they are listened to."""

import asyncio
import resource
import time
from dataclasses import replace
from typing import NamedTuple

import pytest

from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.fetch import AioFetcher, Limits
from sources.linkcheck.wire import HEADS, Wire
from tests.sources.linkcheck.network import AGENT, LOOPBACK, POLICY
from tests.support.website import RawHandler, RawSite, raw

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

MB = 2**20
LIMITS = Limits(deadline_s=4.0, connect_s=2.0, read_s=1.0, body=100_000)
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
INTERIM = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
BODY_OF_ONE = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"


class Flood(NamedTuple):
    start: bytes
    more: bytes
    fault: Fault | None


FLOODS = {
    "interim answers": Flood(b"", b"HTTP/1.1 102 P\r\n\r\n", Fault.TOO_MANY_BYTES),
    "interim answers of many headers": Flood(
        b"", INTERIM.replace(b"Link", b"A: b\r\n" * 190 + b"Link"), Fault.TOO_MANY_BYTES
    ),
    "blank lines": Flood(b"", b"\r\n", Fault.TOO_MANY_BYTES),
    "one header": Flood(b"HTTP/1.1 200 OK\r\nX: ", b"y", Fault.MALFORMED),
    "an extension of a chunk": Flood(CHUNKED + b"1;", b"extension", Fault.TOO_MANY_BYTES),
    "noughts before a chunk": Flood(CHUNKED, b"0", Fault.TOO_MANY_BYTES),
    "chunks of one byte": Flood(CHUNKED, b"1\r\nx\r\n", None),
    "chunks with extensions": Flood(CHUNKED, b"1" + b";a=b" * 200 + b"\r\nx\r\n", None),
    "a body": Flood(b"HTTP/1.1 200 OK\r\n\r\n", b"x", None),
    "answers nobody asked for": Flood(BODY_OF_ONE, BODY_OF_ONE, None),
}


def fetch(handler: RawHandler, limits: Limits = LIMITS) -> Fetched:
    async def go(url: str) -> Fetched:
        async with AioFetcher(POLICY, AGENT, limits=limits) as fetcher:
            return await fetcher.fetch(url)

    with RawSite(handler) as site:
        fetched = asyncio.run(go(site.url()))
        assert site.connections == 1
    return fetched


def flooding(start: bytes, more: bytes) -> RawHandler:
    """Answer with a start and then with more of the same for ever."""

    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(start)
        while True:
            writer.write(more * (50_000 // len(more)))
            await writer.drain()

    return flood


@pytest.mark.parametrize("kind", FLOODS)
def test_what_never_ends_is_ended_at_once(kind: str) -> None:
    start, more, fault = FLOODS[kind]
    fetched = fetch(flooding(start, more), replace(LIMITS, deadline_s=60.0))
    assert fetched.fault is fault
    assert len(fetched.body) <= LIMITS.body


def test_a_flood_is_told_from_our_own_standing_still() -> None:
    start, more, fault = FLOODS["interim answers"]
    assert fetch(flooding(start, more), replace(LIMITS, stall_s=-1.0)).fault is fault


def test_what_was_read_of_a_page_that_is_mostly_framing_is_kept_as_a_part() -> None:
    fetched = fetch(flooding(CHUNKED, b"1;extension=of-a-chunk\r\nx\r\n"))
    assert (fetched.status, fetched.fault, fetched.cut) == (200, None, True)
    assert 1000 < len(fetched.body) < LIMITS.body


@pytest.mark.parametrize("size", [6, 4096])
def test_a_page_sent_in_pieces_is_read_whole(size: int) -> None:
    pieces = LIMITS.body // size
    piece = b"%x\r\n" % size + b"x" * size + b"\r\n"
    page = fetch(raw(CHUNKED + piece * pieces + b"0\r\n\r\n"))
    assert (page.fault, page.cut, len(page.body)) == (None, False, pieces * size)


def test_a_page_may_be_announced() -> None:
    page = fetch(raw(INTERIM * 20, BODY_OF_ONE))
    assert (page.status, page.fault, page.body) == (200, None, b"x")


def test_what_redirects_bring_along_counts_against_one_fetch() -> None:
    asked: list[bytes] = []

    async def send_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(INTERIM * (HEADS // len(INTERIM) // 3))
        await asyncio.sleep(0.05)
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: /%d\r\n" % len(asked))
        writer.write(b"Content-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()

    async def go(url: str) -> Fetched:
        async with AioFetcher(POLICY, AGENT, limits=LIMITS) as fetcher:
            return await fetcher.fetch(url)

    with RawSite(send_on) as site:
        assert asyncio.run(go(site.url())).fault is Fault.TOO_MANY_BYTES
    assert len(asked) == 4


def test_answers_that_come_after_the_page_end_the_connection() -> None:
    sent, unasked = 0, BODY_OF_ONE.replace(b"OK", b"OK\r\nX: " + b"x" * 10_000)

    async def go_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(BODY_OF_ONE)
        for _ in range(20):
            await writer.drain()
            await asyncio.sleep(0.02)
            writer.write(unasked * 80)
            sent += 1

    async def go(url: str) -> Fetched:
        async with AioFetcher(POLICY, AGENT, limits=replace(LIMITS, body=20 * MB)) as fetcher:
            fetched = await fetcher.fetch(url)
            await asyncio.sleep(1)
            return fetched

    with RawSite(go_on) as site:
        fetched = asyncio.run(go(site.url()))
    assert (fetched.status, fetched.fault, fetched.body) == (200, None, b"x")
    assert sent < 15


def test_the_client_hands_all_it_takes_in_to_the_meter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notice a version of aiohttp that makes its connections in another way (decision 32)."""
    taken: list[int] = []

    def take(_wire: Wire, size: int, **_: bool) -> None:
        taken.append(size)

    monkeypatch.setattr(Wire, "take", take)
    answer = INTERIM + CHUNKED + b"1;x\r\nx\r\n0\r\n\r\n"
    assert fetch(raw(answer)).body == b"x"
    assert sum(taken) == len(answer)


@pytest.mark.attacks
@pytest.mark.parametrize("kind", FLOODS)
def test_a_flood_costs_little_time_and_memory(kind: str) -> None:
    started, most = time.thread_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fetched = fetch(flooding(FLOODS[kind].start, FLOODS[kind].more), Limits())
    assert fetched.fault is FLOODS[kind].fault
    assert time.thread_time() - started < 2
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most
    assert grown < 50 * 1024
