"""Asking the host for a page that cannot exist, when the one it showed is suspect."""

import asyncio
from dataclasses import replace

import pytest
from aiohttp import web

from sources.linkcheck.engine import Engine
from sources.linkcheck.host_memory import HostMemory
from sources.linkcheck.page import EXTRACTOR
from sources.linkcheck.politeness import HostTurns
from sources.linkcheck.result import Baseline, LookResult, Target
from tests.sources.linkcheck.looking import QUICK, STORY, ExtractHere, look, look_many, remembered
from tests.sources.linkcheck.network import AGENT, LOOPBACK, POLICY
from tests.sources.linkcheck.rules.catch_all import answer_all
from tests.support.website import RawSite, Website, article, content, html, redirect, status

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

HOME = article(*STORY * 2, title="The Paper")
MORE = [
    said.replace("the", word) for said, word in zip(STORY, ("some", "any", "no", "a"), strict=True)
]
OTHERS = html("".join(f"<h2>News</h2><p>{said}</p>" for said in [*STORY, *MORE]), title="Stories")


def test_a_page_shown_for_any_address_is_missing_whatever_its_language(site: Website) -> None:
    answer_all(site, html("<p>Lehte ei leitud.</p>", title="Ajaleht"), home=HOME)
    result = look(site.url("/uudised/lugu"))
    assert (result.outcome, result.rule) == ("soft_404", "like-a-missing-sibling")
    assert result.signals["suspicion"] == "few-words"


def test_a_long_page_without_a_story_is_missing_where_any_address_shows_it(site: Website) -> None:
    answer_all(site, OTHERS, home=HOME)
    for result in look_many([site.url("/news/one"), site.url("/news/two")]):
        assert (result.outcome, result.rule) == ("soft_404", "like-a-missing-sibling")


def test_a_page_the_watched_text_gave_way_to_is_found_out_by_its_second_address(
    site: Website,
) -> None:
    answer_all(site, OTHERS, home=HOME)
    before = f"{STORY[0]} Nobody could say why the ferry was late. A new one was bought in June."
    known = Baseline(text=before, extractor=EXTRACTOR)
    targets = [Target(site.url(path), known) for path in ("/news/one", "/news/two")]
    memories: dict[str, HostMemory] = {}
    first, second = (look(target, memories=memories) for target in targets)
    assert first.outcome == "ok"
    assert second.rule == "like-a-missing-sibling"
    assert second.signals["suspicion"] == "same-text-elsewhere"


def test_whoever_is_sent_where_any_address_is_sent_is_missing(site: Website) -> None:
    answer_all(site, redirect("/best-of-the-day"), home=HOME, **{"best-of-the-day": OTHERS})
    result = look(site.url("/news/a-long-story"))
    assert (result.rule, result.signals["suspicion"]) == (
        "like-a-missing-sibling",
        "redirected-elsewhere",
    )


def test_the_page_that_missing_ones_are_sent_to_is_there(site: Website) -> None:
    few = html("<ul><li>Stories</li></ul>", title="Stories")
    answer_all(site, redirect("/local/2"), home=HOME, **{"local/2": few})
    assert look(site.url("/local/2")).rule == "answered"


def test_a_list_that_all_that_is_missing_is_sent_to_is_no_home_page(site: Website) -> None:
    page = content("<title>Stories</title><script type='module'></script>" + "<p>News</p>" * 60)
    answer_all(site, redirect("/all-stories"), home=page, **{"all-stories": page})
    assert look(site.url("/news/a-long-story")).rule == "like-a-missing-sibling"


def test_whoever_is_sent_where_the_home_page_lies_is_missing(site: Website) -> None:
    page = content("<title>Stories</title><script type='module'></script>" + "<p>News now</p>" * 90)
    answer_all(site, redirect("/all-stories"), **{"all-stories": page})
    assert look(site.url("/news/a-long-story")).rule == "like-a-missing-sibling"


def test_a_long_page_with_the_title_of_missing_ones_is_missing(site: Website) -> None:
    answer_all(site, article(*STORY[:2] * 4, title="Page not found"), home=HOME)
    site.pages["/news/a"] = article(*STORY[2:] * 4, title="Page not found")
    assert look(site.url("/news/a")).rule == "titled-like-a-missing-sibling"


def test_a_collapse_to_little_text_is_missing_unless_the_host_says_404(site: Website) -> None:
    site.pages["/news/a"] = article(*STORY)
    before = remembered(site.url("/news/a"))
    site.pages["/news/a"] = html("<p>Varsti tagasi siin lehel.</p>")
    target = Target(site.url("/news/a"), before)
    assert look(target).rule == "answered"
    answer_all(site, status(500), **{"news/a": html("<p>Varsti tagasi siin lehel.</p>")})
    assert look(target).rule == "likeness-collapsed"


@pytest.mark.parametrize(
    "page",
    [
        html("<div id='root'></div><p>Loading</p><script src='/app.js'></script>", title="App"),
        html("<p>Palun oota.</p><form method=post><button>Edasi</button></form>", title="Värav"),
        content(
            f"<title>App</title><div id='__next'>{'<p>Words of the home page.</p>' * 60}</div>"
        ),
    ],
)
def test_a_shell_or_wall_shown_for_the_home_page_too_proves_nothing(
    site: Website, page: object
) -> None:
    answer_all(site, page)  # type: ignore[arg-type]
    for result in look_many([site.url("/news/one"), site.url("/news/two")]):
        assert result.outcome == "ok"


def test_a_shell_that_asks_for_scripts_proves_nothing_though_the_home_page_is_written_out(
    site: Website,
) -> None:
    shell = "<noscript><h1>JavaScript is not available.</h1></noscript><p>Something went wrong.</p>"
    answer_all(site, html(shell, title="X"), home=HOME)
    result = look(site.url("/mayor/status/1799238475612"))
    assert (result.outcome, result.rule) == ("ok", "drawn-by-scripts")


def test_a_server_that_writes_a_notice_beside_its_wish_for_scripts_has_lost_the_page(
    site: Website,
) -> None:
    notice = "<h1>Lehte ei leitud</h1><p>Seda lehte enam ei ole.</p><ul><li>Uudised<li>Sport</ul>"
    links = "<p>" + "Loetumad lood. " * 6 + "</p>"
    shell = f"<noscript>You need to enable JavaScript.</noscript>{notice}{links}"
    answer_all(site, html(shell, title="Ajaleht"), home=HOME)
    assert look(site.url("/uudised/lugu")).rule == "like-a-missing-sibling"


def test_a_host_that_shows_its_home_page_for_any_address_has_lost_the_page(site: Website) -> None:
    cards = "".join(
        f"<article><a href='/{n}'><h3>{said[:60]}</h3></a><p>{said}</p></article>"
        for n, said in enumerate([*STORY, *MORE])
    )
    about = f"<h1>Paper</h1><p>{STORY[0]}</p>"
    answer_all(site, html(f"{about}{cards}<script>count()</script>", title="Paper"))
    result = look(site.url("/news/a-long-story"))
    assert (result.outcome, result.rule) == ("soft_404", "like-a-missing-sibling")


@pytest.mark.parametrize(
    ("path", "live"),
    [
        ("/photos/bridge", html("<img src='/bridge.jpg'>Photos", title="Paper")),
        ("/photos/bridge", html("<p>Photos</p><p>The old bridge at night</p>", title="Paper")),
        ("/photos/bridge", html("<p>Photos</p>", title="Bridge at night")),
    ],
)
def test_a_short_page_with_anything_of_its_own_is_alive(
    site: Website, path: str, live: object
) -> None:
    answer_all(site, html("<p>Photos</p>", title="Paper"), home=HOME, **{path[1:]: live})  # type: ignore[arg-type]
    assert look(site.url(path)).outcome == "ok"


def test_a_page_that_only_repeats_its_address_is_missing(site: Website) -> None:
    async def echo(request: web.Request) -> web.StreamResponse:
        name = request.path.rpartition("/")[2].replace("-", " ")
        return await html(f"<h1>{name}</h1><p>All about {name}, here.</p>", title=name)(request)

    answer_all(site, echo, home=HOME)
    assert look(site.url("/news/harbour-bridge_77")).rule == "like-a-missing-sibling"


def test_a_page_that_repeats_its_address_is_missing_though_its_home_page_does_so_too(
    site: Website,
) -> None:
    async def echo(request: web.Request) -> web.StreamResponse:
        name = request.path.rpartition("/")[2].replace("-", " ")
        shown = f"<h1>{name}</h1><p>All about {name}.</p><script type='module'></script>"
        return await html(shown, title=name)(request)

    answer_all(site, echo)
    assert look(site.url("/news/harbour-bridge-77")).rule == "like-a-missing-sibling"


def test_an_article_under_its_own_headline_is_alive_whatever_the_host_shows(site: Website) -> None:
    answer_all(site, article(*STORY * 2, title="The one story of the host"), home=HOME)
    for result in look_many([site.url("/news/one"), site.url("/news/two")]):
        assert result.outcome == "ok"


def test_a_page_under_the_name_of_its_site_is_no_article(site: Website) -> None:
    name = "The Courier of the Coast"
    answer_all(site, article(*STORY, *MORE, title=name), home=html("Hello", title=name))
    found = look_many([site.url("/news/one"), site.url("/news/two")])
    assert "soft_404" in {result.outcome for result in found}


def test_a_host_is_asked_once_for_each_of_its_parts(site: Website) -> None:
    site.pages.update({f"/{part}/{n}": html(f"Notice {part} {n}") for part in "ab" for n in "123"})
    memories: dict[str, HostMemory] = {}
    urls = [site.url(path) for path in site.pages]
    assert {result.outcome for result in look_many(urls, memories=memories)} == {"ok"}
    assert len(site.requests) == 1 + 6 + 2
    known = {
        key: HostMemory.from_json(memory.as_json(), memory.robots_txt)
        for key, memory in memories.items()
    }
    look_many(urls, memories=known)
    assert len(site.requests) == 1 + 6 + 2 + 6


@pytest.mark.parametrize("path", ["/", "/index.html", "/es/"])
def test_a_home_page_has_no_siblings(site: Website, path: str) -> None:
    answer_all(site, html("Hello"))
    assert look(site.url(path)).outcome == "ok"
    assert {request.path for request in site.requests} == {"/robots.txt", path}


def test_the_probe_obeys_robots_txt_and_the_guard(site: Website, trap: RawSite) -> None:
    rules = content("User-agent: *\nDisallow: /news/\nAllow: /news/a$", content_type="text/plain")
    answer_all(site, redirect(trap.url()), **{"robots.txt": rules, "news/a": html("Short.")})
    site.pages["/open/a"] = html("Short too.")
    closed, opened = look_many([site.url("/news/a"), site.url("/open/a")])
    assert (closed.outcome, opened.outcome) == ("ok", "ok")
    assert [request.path for request in site.requests if request.path.startswith("/news/")] == [
        "/news/a"
    ]
    assert trap.connections == 0


def test_the_probe_waits_for_its_turn(site: Website) -> None:
    site.pages["/a"] = html("Short.")

    async def go() -> LookResult:
        async with Engine(POLICY, AGENT, extractor=ExtractHere(), limits=QUICK) as engine:
            return await engine.look(Target(site.url("/a")), HostTurns(at_once=2, interval_s=0.1))

    asyncio.run(go())
    assert len(site.requests) == 3
    assert site.started_at[2] - site.started_at[1] > 0.09


def test_a_page_we_know_needs_no_witness(site: Website) -> None:
    site.pages["/a"] = html("A short page that stays as it is.")
    before = remembered(site.url("/a"))
    asked = len(site.requests)
    changed = replace(before, body_sha256="0" * 64, etag=None)
    assert isinstance(changed, Baseline)
    assert look(Target(site.url("/a"), changed)).rule == "same-page"
    assert len(site.requests) == asked + 2
