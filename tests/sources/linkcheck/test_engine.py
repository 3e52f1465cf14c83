"""Whole looks over real HTTP: every kind of page is called what it is."""

import asyncio
import gzip
import hashlib
import socket
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from sources.linkcheck.answer import Fetched
from sources.linkcheck.engine import Engine
from sources.linkcheck.extract import extract
from sources.linkcheck.fetch import AioFetcher, Limits
from sources.linkcheck.page import EXTRACTOR, Extracted
from sources.linkcheck.result import (
    Access,
    Baseline,
    LookResult,
    Outcome,
    PassageState,
    Quote,
    Target,
    Verdict,
)
from tests.sources.linkcheck.network import AGENT, LOOPBACK, POLICY, Names
from tests.support.website import (
    Handler,
    RawSite,
    Website,
    after,
    article,
    closed_port,
    content,
    html,
    in_turn,
    redirect,
    status,
    unless_modified,
)

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

STORY = (
    (
        "The ministry said on Tuesday that the number of staff had been cut from about 1,000 to "
        "a few dozen over the past year, according to people who know of the plans."
    ),
    (
        "The ambassador denied the report and called it an invention of the foreign press, "
        "which he said had been wrong about the country many times before."
    ),
    (
        "Fourteen countries of the group will meet next month to discuss what is to be done "
        "about the debt, the embargo and the harvest, of which little is left after the drought."
    ),
    (
        "Prices of bread and fuel have doubled since the spring, and the bank expects them to "
        "double again before the year is over unless the harvest is better than it looks today."
    ),
)
CUT = "cut from about 1,000 to a few dozen"
QUOTE = Quote("q1", CUT, "the number of staff had been ", " over the past year")
QUICK = Limits(deadline_s=2.0, connect_s=1.0, read_s=0.3, body=100_000)


class ExtractHere:
    """Read pages without starting a process for each test."""

    async def extract(self, html: bytes, charset: str | None, url: str) -> Extracted:
        return extract(html, charset, url)

    async def stop(self) -> None:
        pass


class ExtractNothing(ExtractHere):
    """Fail the test when a page is read that need not be."""

    async def extract(self, html: bytes, charset: str | None, url: str) -> Extracted:
        raise AssertionError(f"read again: {url}, {charset}, {html!r}")


def look(target: Target | str, names: Names | None = None, **options: Any) -> LookResult:
    (result,) = look_many([target], names, **options)
    return result


def look_many(
    targets: Sequence[Target | str], names: Names | None = None, **options: Any
) -> list[LookResult]:
    async def go() -> list[LookResult]:
        settings: dict[str, Any] = {
            "fetcher": AioFetcher(POLICY, AGENT, limits=QUICK, lookup=names),
            "extractor": ExtractHere(),
            "retry_wait_s": 0.01,
        }
        settings |= options
        async with Engine(POLICY, AGENT, **settings) as engine:
            wanted = [Target(one) if isinstance(one, str) else one for one in targets]
            return await engine.look_many(wanted, interval_s=0.0)

    return asyncio.run(go())


def remembered(url: str, **options: Any) -> Baseline:
    """Look once and remember the page as a caller would."""
    seen = look(url, **options)
    return Baseline(seen.etag, seen.last_modified, seen.body_sha256, seen.text, seen.extractor)


def test_a_live_page_is_read(site: Website) -> None:
    site.pages["/a"] = article(*STORY, title="Staff cut")
    result = look(Target(site.url("/a"), quotes=(QUOTE,)))
    assert (result.outcome, result.rule, result.verdict) == ("ok", "same-page", Verdict.ALIVE)
    assert (result.status, result.content_type, result.access) == (200, "text/html", Access.OPEN)
    assert result.title == "Staff cut"
    assert result.text is not None
    assert STORY[2] in result.text
    assert result.text_sha256 == hashlib.sha256(result.text.encode()).hexdigest()
    assert result.body_sha256 == hashlib.sha256(result.body or b"").hexdigest()
    assert result.extractor == EXTRACTOR
    assert result.likeness is None
    (finding,) = result.findings
    assert finding.state is PassageState.PRESENT
    assert result.text[finding.start : finding.end] == CUT


@pytest.mark.parametrize(
    ("page", "outcome", "rule"),
    [
        (html("Hello"), "ok", "answered"),
        (content(b"%PDF-1.7 ...", content_type="application/pdf"), "ok", "answered"),
        (status(204), "ok", "answered"),
        (status(404), "gone", "gone"),
        (status(410), "gone", "gone"),
        (status(429), "rate", "rate-limited"),
        (status(500), "server", "server-error"),
        (status(503), "server", "server-error"),
        (status(401), "blocked", "blocked-status"),
        (status(402), "blocked", "blocked-status"),
        (status(403), "blocked", "blocked-status"),
        (status(451), "blocked", "blocked-status"),
        (status(999), "blocked", "blocked-status"),
        (status(400), "blocked", "request-refused"),
        (status(408), "timeout", "request-timeout"),
        (status(302), "server", "unexpected-status"),
        (content("", headers={"cf-mitigated": "challenge"}), "blocked", "wall-header"),
        (
            content("", code=202, headers={"x-amzn-waf-action": "challenge"}),
            "blocked",
            "wall-header",
        ),
        (html("Wait", title="Just a moment..."), "blocked", "challenge-page"),
        (content(b"x" * 200_000), "too_big", "read-in-part"),
        (html("<h1>Page not found</h1>", title="404"), "soft_404", "missing-title-and-heading"),
        (html("Sorry.", title="Page not found | Paper"), "soft_404", "missing-title-or-heading"),
        (
            html("Vaya.", title="Página no encontrada - Diario"),
            "soft_404",
            "missing-title-or-heading",
        ),
        (html("The page you want could not be found."), "soft_404", "missing-phrase"),
        (html("La página que busca ya no existe."), "soft_404", "missing-phrase"),
        (html("This domain is for sale! Buy this domain."), "parked", "parked-phrase"),
        (article(*STORY * 2, title="Page not found: how we lose the web"), "ok", "answered"),
        (article(*STORY * 2, "The page could not be found, he said."), "ok", "answered"),
        (after(5, html("late")), "timeout", "read-timeout"),
        (redirect("/"), "to_root", "redirect-to-root"),
        (redirect("/es/"), "to_root", "redirect-to-root"),
        (redirect("/error-404.html"), "soft_404", "redirect-to-error-page"),
        (redirect("/a"), "loop", "redirect-loop"),
        (redirect("/a", Set_Cookie="x=1"), "blocked", "redirect-loop-wants-cookie"),
        (redirect("/login?next=/a"), "ok", "login-page"),
        (redirect("ftp://example.org/"), "refused", "forbidden-redirect"),
        (redirect("http://10.0.0.1/"), "refused", "forbidden-address"),
    ],
)
def test_every_answer_has_its_outcome_and_rule(
    site: Website, page: Handler, outcome: str, rule: str
) -> None:
    plain = dict.fromkeys(("/", "/es/", "/error-404.html", "/login"), html("Hello"))
    site.pages.update(plain | {"/a": page})
    result = look(site.url("/a"))
    assert (result.outcome, result.rule) == (outcome, rule)


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


def test_retry_after_may_be_a_date(site: Website) -> None:
    site.pages["/a"] = status(
        429, Date="Mon, 02 Mar 2026 10:00:00 GMT", Retry_After="Mon, 02 Mar 2026 10:02:00 GMT"
    )
    assert look(site.url("/a")).retry_after_s == 120


def test_an_unchanged_page_is_neither_sent_nor_read_again(site: Website) -> None:
    site.pages["/a"] = unless_modified(article(*STORY), '"v1"')
    target = Target(site.url("/a"), remembered(site.url("/a")), (QUOTE,))
    result = look(target)
    assert (result.outcome, result.likeness, result.body) == (Outcome.NOT_MODIFIED, 1.0, None)
    assert [finding.state for finding in result.findings] == [PassageState.PRESENT]


def test_the_same_bytes_are_not_read_again(site: Website) -> None:
    site.pages["/a"] = article(*STORY)
    target = Target(site.url("/a"), remembered(site.url("/a")), (QUOTE,))
    result = look(target, extractor=ExtractNothing())
    assert (result.outcome, result.likeness) == (Outcome.OK, 1.0)
    assert [finding.state for finding in result.findings] == [PassageState.PRESENT]


def test_another_extractors_text_is_read_anew_and_never_compared(site: Website) -> None:
    site.pages["/a"] = unless_modified(article(*STORY), '"v1"')
    old = replace(remembered(site.url("/a")), extractor="older", text="Quite another text.")
    same = look(Target(site.url("/a"), old))
    assert (same.status, same.likeness, same.extractor) == (200, 1.0, EXTRACTOR)
    changed = look(Target(site.url("/a"), replace(old, body_sha256="0" * 64)))
    assert changed.likeness is None


@pytest.mark.parametrize(
    ("page", "state", "low", "high"),
    [
        (article(*STORY, "One more line."), PassageState.PRESENT, 0.95, 1.0),
        (article(*[line.replace(" ", "\u00a0") for line in STORY]), PassageState.PRESENT, 1.0, 1.0),
        (article(STORY[0].replace("1,000", "10,000"), *STORY[1:]), PassageState.EDITED, 0.9, 1.0),
        (article(STORY[0].replace("dozen", "hundred"), *STORY[1:]), PassageState.EDITED, 0.9, 1.0),
        (article(*STORY[1:]), PassageState.GONE, 0.8, 0.9),
        (article(*STORY[2:] * 2), PassageState.GONE, 0.3, 0.79),
        (article(*STORY[1:], STORY[0]), PassageState.PRESENT, 0.9, 1.0),
        (article(*STORY[1:], f"It was {CUT} in other words."), PassageState.MOVED, 0.8, 0.95),
    ],
)
def test_what_became_of_the_text_and_of_the_passage(
    site: Website, page: Handler, state: PassageState, low: float, high: float
) -> None:
    site.pages["/a"] = article(*STORY)
    baseline = remembered(site.url("/a"))
    site.pages["/a"] = page
    result = look(Target(site.url("/a"), baseline, (QUOTE,)))
    assert result.outcome is Outcome.OK
    assert [finding.state for finding in result.findings] == [state]
    assert result.likeness is not None
    assert low <= result.likeness <= high


def test_a_passage_the_extraction_leaves_out_still_stands(site: Website) -> None:
    site.pages["/a"] = html(
        f"<article><h1>Story</h1>{''.join(f'<p>{line}</p>' for line in STORY[1:] * 2)}</article>"
        f"<footer class='footer'><p>{STORY[0]}</p></footer>"
    )
    result = look(Target(site.url("/a"), quotes=(QUOTE,)))
    assert result.text is not None
    assert CUT not in result.text
    assert [finding.state for finding in result.findings] == [PassageState.PRESENT]


def test_what_was_cut_off_is_not_called_gone(site: Website) -> None:
    site.pages["/a"] = article(*STORY[1:], *["Filling. " * 1000] * 20, STORY[0])
    assert look(Target(site.url("/a"), quotes=(QUOTE,))).findings == ()


def test_what_a_paywall_hides_is_not_called_gone(site: Website) -> None:
    site.pages["/a"] = article(*STORY)
    baseline = remembered(site.url("/a"))
    wall = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    site.pages["/a"] = html(f"<article><h1>Story</h1><p>{STORY[1]}</p></article>{wall}")
    result = look(Target(site.url("/a"), baseline, (QUOTE,)))
    assert (result.outcome, result.access, result.findings) == (Outcome.OK, Access.PAYWALL, ())


@pytest.mark.parametrize(
    "page",
    [redirect("/login"), redirect("/"), status(404), status(403), status(503), status(429)],
)
def test_a_page_in_place_of_the_watched_one_says_nothing_of_it(
    site: Website, page: Handler
) -> None:
    site.pages["/a"] = article(*STORY)
    baseline = remembered(site.url("/a"))
    site.pages.update({"/": html("Home"), "/login": html("Log in"), "/a": page})
    result = look(Target(site.url("/a"), baseline, (QUOTE,)))
    assert (result.text, result.likeness, result.findings) == (None, None, ())


def test_a_page_that_always_was_at_the_root_is_alive(site: Website) -> None:
    site.pages.update({"/a": redirect("/"), "/": article(*STORY)})
    text = "\n".join(STORY)
    result = look(Target(site.url("/a"), Baseline(text=text, extractor=EXTRACTOR), (QUOTE,)))
    assert (result.outcome, result.rule) == (Outcome.OK, "same-page")


@pytest.mark.parametrize(
    ("codes", "suggested"), [((301, 308), True), ((301, 302), False), ((302, 301), False)]
)
def test_only_a_wholly_permanent_redirect_is_suggested(
    site: Website, codes: tuple[int, int], suggested: bool
) -> None:
    site.pages["/a"] = redirect("/b", codes[0])
    site.pages["/b"] = redirect("/c?utm_source=x", codes[1])
    site.pages["/c"] = article(*STORY)
    assert look(site.url("/a")).permanent_redirect == (site.url("/c") if suggested else None)


def test_a_bomb_costs_a_page_not_the_checker(site: Website) -> None:
    site.pages["/deep"] = content(b"<div>" * 15_000 + CUT.encode())
    site.pages["/bomb"] = content(
        gzip.compress(gzip.compress(bytes(50_000_000))), headers={"Content-Encoding": "gzip, gzip"}
    )
    site.pages["/good"] = article(*STORY)
    targets = [Target(site.url(path), quotes=(QUOTE,)) for path in ("/deep", "/bomb", "/good")]
    deep, bomb, good = look_many(targets)
    assert (deep.outcome, deep.text, deep.findings) == (Outcome.OK, None, ())
    assert deep.signals["unread"] == "the page is nested too deeply"
    assert bomb.outcome is Outcome.TOO_BIG
    assert good.text is not None


def test_robots_txt_is_obeyed_and_asked_for_once(site: Website) -> None:
    site.pages["/robots.txt"] = content(
        "User-agent: *\nDisallow: /private/", content_type="text/plain"
    )
    site.pages.update({"/a": html("Hello"), "/private/b": html("Secret")})
    memory: dict[str, str] = {}
    paths = ["/a", "/private/b", "/a"]
    results = look_many([site.url(path) for path in paths], robots=memory)
    assert [result.outcome for result in results] == [Outcome.OK, Outcome.ROBOTS, Outcome.OK]
    assert (site.asked("/robots.txt"), site.asked("/private/b")) == (1, 0)
    assert look(site.url("/private/b"), robots=memory).outcome is Outcome.ROBOTS
    assert site.asked("/robots.txt") == 1


@pytest.mark.parametrize("page", [status(404), status(503), html("Home"), after(5, html("late"))])
def test_a_host_without_robots_txt_is_looked_at(site: Website, page: Handler) -> None:
    site.pages.update({"/robots.txt": page, "/a": html("Hello")})
    assert look(site.url("/a")).outcome is Outcome.OK


def test_a_fault_of_our_own_is_told_and_others_go_on(site: Website) -> None:
    class Faulty(AioFetcher):
        async def fetch(self, url: str, validators: Baseline | None = None) -> Fetched:
            if url.endswith("/bad"):
                raise ZeroDivisionError("a bug")
            return await super().fetch(url, validators)

    site.pages["/good"] = html("Hello")
    bad, good = look_many(
        [site.url("/bad"), site.url("/good")], fetcher=Faulty(POLICY, AGENT, limits=QUICK)
    )
    assert bad.outcome is Outcome.CHECKER_FAULT
    assert bad.signals["detail"] == "ZeroDivisionError('a bug')"
    assert good.outcome is Outcome.OK


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
    site.pages.update({"/a": in_turn(status(503), html("Hello")), "/b": html("Hello")})

    async def go() -> None:
        targets = [Target(site.url(path)) for path in ("/a", "/b")]
        async with Engine(POLICY, AGENT, extractor=ExtractHere(), retry_wait_s=0.0) as engine:
            await engine.look_many(targets, interval_s=0.1)

    asyncio.run(go())
    assert len(site.requests) == 4
    assert site.started_at[-1] - site.started_at[0] > 0.2


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


def test_pages_are_dropped_from_long_runs(site: Website) -> None:
    site.pages["/a"] = article(*STORY)
    result = look(site.url("/a"), keep_pages=False)
    assert (result.body, result.text) == (None, None)
    assert result.text_sha256 is not None
