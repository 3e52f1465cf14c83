"""Whole looks over real HTTP: every kind of page is called what it is."""

import gzip
import hashlib

import pytest

from sources.linkcheck.answer import Fetched
from sources.linkcheck.fetch import AioFetcher
from sources.linkcheck.host_memory import HostMemory
from sources.linkcheck.page import EXTRACTOR
from sources.linkcheck.politeness import Admit
from sources.linkcheck.result import (
    Access,
    Baseline,
    Outcome,
    PassageState,
    Target,
    Verdict,
)
from tests.sources.linkcheck.looking import (
    CUT,
    QUICK,
    QUOTE,
    STORY,
    ExtractHere,
    look,
    look_many,
)
from tests.sources.linkcheck.network import AGENT, LOOPBACK, POLICY
from tests.support.website import (
    Handler,
    Website,
    after,
    article,
    content,
    html,
    redirect,
    status,
)

pytestmark = pytest.mark.allow_hosts(LOOPBACK)


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
        (html("<h1>Page not found</h1>", title="404"), "soft_404", "missing-heading"),
        (html("Sorry.", title="Page not found | Paper"), "soft_404", "missing-title"),
        (
            html("Vaya.", title="Página no encontrada - Diario"),
            "soft_404",
            "missing-title",
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


def test_a_304_that_nobody_asked_for_and_a_part_are_pages(site: Website) -> None:
    site.pages.update({"/a": status(304), "/b": content("Some bytes of it.", code=206)})
    seen = look_many([site.url("/a"), site.url("/b")])
    assert {result.verdict for result in seen} == {Verdict.ALIVE}


def test_retry_after_may_be_a_date(site: Website) -> None:
    site.pages["/a"] = status(
        429, Date="Mon, 02 Mar 2026 10:00:00 GMT", Retry_After="Mon, 02 Mar 2026 10:02:00 GMT"
    )
    assert look(site.url("/a")).retry_after_s == 120


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
    memory: dict[str, HostMemory] = {}
    paths = ["/a", "/private/b", "/a"]
    results = look_many([site.url(path) for path in paths], memories=memory)
    assert [result.outcome for result in results] == [Outcome.OK, Outcome.ROBOTS, Outcome.OK]
    assert (site.asked("/robots.txt"), site.asked("/private/b")) == (1, 0)
    assert look(site.url("/private/b"), memories=memory).outcome is Outcome.ROBOTS
    assert site.asked("/robots.txt") == 1


@pytest.mark.parametrize("page", [status(404), status(503), html("Home"), after(5, html("late"))])
def test_a_host_without_robots_txt_is_looked_at(site: Website, page: Handler) -> None:
    site.pages.update({"/robots.txt": page, "/a": html("Hello")})
    assert look(site.url("/a")).outcome is Outcome.OK


def test_a_fault_of_our_own_is_told_and_others_go_on(site: Website) -> None:
    class Faulty(AioFetcher):
        async def fetch(
            self, url: str, validators: Baseline | None = None, admit: Admit | None = None
        ) -> Fetched:
            if url.endswith("/bad"):
                raise ZeroDivisionError("a bug")
            return await super().fetch(url, validators, admit)

    site.pages["/good"] = html("Hello")
    bad, good = look_many(
        [site.url("/bad"), site.url("/good")], fetcher=Faulty(POLICY, AGENT, limits=QUICK)
    )
    assert bad.outcome is Outcome.CHECKER_FAULT
    assert bad.signals["detail"] == "ZeroDivisionError('a bug')"
    assert good.outcome is Outcome.OK


def test_pages_are_dropped_from_long_runs(site: Website) -> None:
    site.pages["/a"] = article(*STORY)
    result = look(site.url("/a"), keep_pages=False)
    assert (result.body, result.text) == (None, None)
    assert result.text_sha256 is not None


def test_an_extractor_outlives_the_engines_it_is_given_to(site: Website) -> None:
    class Counting(ExtractHere):
        stopped = 0

        async def stop(self) -> None:
            self.stopped += 1

    site.pages["/a"] = article(*STORY)
    extractor = Counting()
    assert look(site.url("/a"), extractor=extractor).text == look(site.url("/a")).text
    assert extractor.stopped == 0
