"""What fails, what may pass, and what is our own fault."""

import asyncio
import socket
import time
from dataclasses import replace

import pytest

from sources.linkcheck.engine import Engine
from sources.linkcheck.result import LookResult, Outcome, Target
from tests.sources.linkcheck.looking import QUICK, STORY, ExtractHere, look, look_many
from tests.sources.linkcheck.network import AGENT, LOOPBACK, POLICY, Names
from tests.support.website import (
    Handler,
    RawSite,
    Website,
    after,
    article,
    closed_port,
    html,
    in_turn,
    raw,
    status,
)

pytestmark = pytest.mark.allow_hosts(LOOPBACK)


def test_faults_of_the_network_have_their_outcomes(site: Website) -> None:
    names = Names(
        unknown_test=[socket.gaierror(socket.EAI_NONAME, "unknown")],
        flaky_test=[socket.gaierror(socket.EAI_AGAIN, "later")],
    )
    results = look_many(
        [
            "http://unknown.test/",
            "http://flaky.test/",
            f"http://127.0.0.1:{closed_port()}/",
            site.url().replace("http://", "https://"),
            "http://127.0.0.9/",
            "http://2130706433/",
            "not an address",
        ],
        names,
    )
    assert [result.outcome for result in results] == [
        Outcome.DNS_NX,
        Outcome.DNS_TEMPORARY,
        Outcome.CONNECTION,
        Outcome.TLS,
        Outcome.REFUSED,
        Outcome.REFUSED,
        Outcome.REFUSED,
    ]
    assert results[-1].signals["detail"] == "The address must begin with http:// or https://."


@pytest.mark.parametrize(
    ("first", "outcome", "asked"),
    [
        (status(503), Outcome.OK, 2),
        (status(429), Outcome.OK, 2),
        (status(429, Retry_After="0"), Outcome.OK, 2),
        (status(429, Retry_After="31"), Outcome.RATE, 1),
        (status(503, Retry_After="3600"), Outcome.SERVER, 1),
        (status(404), Outcome.GONE, 1),
        (status(410), Outcome.GONE, 1),
        (status(403), Outcome.BLOCKED, 1),
    ],
)
def test_what_may_pass_is_tried_once_more(
    site: Website, first: Handler, outcome: Outcome, asked: int
) -> None:
    site.pages["/a"] = in_turn(first, html("Hello"))
    assert look(site.url("/a")).outcome is outcome
    assert site.asked("/a") == asked


def test_a_connection_that_breaks_once_is_tried_once_more() -> None:
    async def hang_up_first(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        if b"robots" not in request:
            calls.append(request)
        if len(calls) > 1:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    calls: list[bytes] = []
    with RawSite(hang_up_first) as server:
        assert look(server.url("/a")).outcome is Outcome.OK


def test_a_body_that_always_breaks_off_is_a_page_read_in_part() -> None:
    body = f"<html><body><article>{''.join(f'<p>{said}</p>' for said in STORY * 2)}".encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body) + 9}\r\n\r\n"
    with RawSite(raw(head.encode() + body)) as server:
        result = look(server.url("/a"))
    assert (result.outcome, result.rule) == (Outcome.TOO_BIG, "read-in-part")
    assert result.text is not None


def test_a_stall_of_our_own_costs_the_page_nothing(site: Website) -> None:
    site.pages["/a"] = in_turn(after(5, html("late")), article(*STORY * 2))

    async def go() -> LookResult:
        limits = replace(QUICK, read_s=0.5, stall_s=0.3)
        async with Engine(
            POLICY, AGENT, extractor=ExtractHere(), limits=limits, retry_wait_s=0.0
        ) as engine:
            looking = asyncio.create_task(engine.look(Target(site.url("/a"))))
            while not site.asked("/a"):  # noqa: ASYNC110 - another thread answers
                await asyncio.sleep(0.01)
            time.sleep(0.8)  # noqa: ASYNC251 - the stall
            return await looking

    assert asyncio.run(go()).outcome is Outcome.OK
    assert site.asked("/a") == 2
