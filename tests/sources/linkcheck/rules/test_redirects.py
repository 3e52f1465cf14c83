"""Redirects away from the page, told from redirects to it."""

import pytest
from aiohttp import web

from tests.sources.linkcheck.looking import STORY, look
from tests.sources.linkcheck.network import LOOPBACK, Names
from tests.support.website import Website, article, html, redirect

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

PAGE = article(*STORY * 2)


@pytest.mark.parametrize(
    ("asked", "location", "outcome", "rule"),
    [
        ("/news/a-long-story", "/", "to_root", "redirect-to-root"),
        ("/news/a-long-story", "/es/", "to_root", "redirect-to-root"),
        ("/news/a-long-story", "/index.html", "to_root", "redirect-to-root"),
        ("/news/a-long-story", "/?ref=gone", "to_root", "redirect-to-root"),
        ("/news/a-long-story", "/?p=77", "ok", "answered"),
        ("/news/a-long-story", "/#/news/a-long-story", "ok", "answered"),
        ("/", "/es/", "ok", "answered"),
        ("/news/a-long-story", "/news/", "soft_404", "redirect-to-listing"),
        ("/news/2024/a-long-story", "/news", "soft_404", "redirect-to-listing"),
        ("/news/a-long-story", "/noticias/", "soft_404", "redirect-to-listing"),
        ("/news/a-long-story", "/category/politics", "soft_404", "redirect-to-listing"),
        ("/news/a-long-story", "/search?q=a+long+story", "soft_404", "redirect-to-listing"),
        ("/news/a-long-story", "/?s=a-long-story", "soft_404", "redirect-to-listing"),
        ("/news/a-long-story/amp", "/news/a-long-story", "ok", "answered"),
        ("/news/a-long-story", "/archive/a-long-story", "ok", "answered"),
        ("/news/a-long-story", "/2024/a-long-story-retitled", "ok", "answered"),
        ("/politics", "/category/politics", "ok", "answered"),
        ("/news/a-long-story", "/404.html", "soft_404", "redirect-to-error-page"),
        ("/news/a-long-story", "/no-encontrada", "soft_404", "redirect-to-error-page"),
        ("/news/a-long-story", "/home?error=404", "soft_404", "redirect-to-error-page"),
        ("/news/a-long-story", "/error.aspx?path=x", "server", "redirect-to-fault-page"),
    ],
)
def test_where_a_redirect_leads_says_what_became_of_the_page(
    site: Website, asked: str, location: str, outcome: str, rule: str
) -> None:
    path = location.partition("?")[0].partition("#")[0]
    site.pages.update({path: PAGE, asked: redirect(location, 301)})
    result = look(site.url(asked))
    assert (result.outcome, result.rule) == (outcome, rule)


@pytest.mark.parametrize(
    ("asked", "location", "outcome"),
    [
        ("http://old.test/news/story", "http://new.test/", "to_root"),
        ("http://www.old.test/", "http://new.test/", "ok"),
        ("http://bit.ly/a7Xk2", "http://new.test/", "ok"),
        ("http://old.test/out?url=new.test", "http://new.test/", "ok"),
        ("http://old.test/weather/", "http://weather.old.test/", "ok"),
        ("http://old.test/news/story", "http://www.sedo.com/search/details", "parked"),
    ],
)
def test_the_home_page_of_another_host_is_judged_by_who_sends_there(
    site: Website, asked: str, location: str, outcome: str
) -> None:
    hosts = ("old.test", "www.old.test", "new.test", "weather.old.test", "bit.ly", "www.sedo.com")
    port = f":{site.port}/"
    path = "/" + asked.split("/", 3)[3].partition("?")[0]

    async def by_host(request: web.Request) -> web.StreamResponse:
        there = location.split("/")[2]
        page = PAGE if request.url.host == there else redirect(_with_port(location, port))
        return await page(request)

    site.pages.update(dict.fromkeys(("/", path, "/search/details"), by_host))
    assert look(_with_port(asked, port), Names.here(*hosts)).outcome == outcome


def _with_port(url: str, port: str) -> str:
    scheme, _, host, path = url.split("/", 3)
    return f"{scheme}//{host}{port}{path}"


def test_a_refresh_in_the_page_is_a_redirect_too(site: Website) -> None:
    head = '<meta http-equiv="refresh" content="0; url=/">'
    site.pages.update({"/a/long-story": html(head), "/": PAGE})
    result = look(site.url("/a/long-story"))
    assert result.rule == "redirect-to-root"
    assert [hop.status for hop in result.hops] == [200]
