"""Missing and parked pages by what they say; what is like them and alive."""

import pytest

from tests.sources.linkcheck.looking import STORY, look
from tests.sources.linkcheck.network import LOOPBACK
from tests.support.website import Handler, Website, article, content, html

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

TEASERS = "".join(
    f"<li><a href='/{n}'>Another story of the day, number {n}</a></li>" for n in range(60)
)
DATED = '<meta property="article:published_time" content="2026-03-01">'


def told(headline: str) -> Handler:
    """Show a short story under a headline."""
    return article(*STORY[:2], title=headline)


@pytest.mark.parametrize(
    ("page", "outcome", "rule"),
    [
        (html("Sorry.", title="Page not found | Paper"), "soft_404", "missing-title"),
        (html(f"<ul>{TEASERS}</ul>", title="Página no encontrada"), "soft_404", "missing-title"),
        (html(f"<h1>页面不存在</h1><ul>{TEASERS}</ul>"), "soft_404", "missing-heading"),
        (html("<h1>404</h1>Oh.", title="404 | Paper"), "soft_404", "missing-number"),
        (html("Oh.", title="Error 404"), "soft_404", "missing-number"),
        (html("<p>Strona, której szukasz, nie istnieje.</p>"), "soft_404", "missing-phrase"),
        (html("<h2>ページが見つかりません</h2>"), "soft_404", "missing-phrase"),
        (html("<p>This domain is for sale.</p>"), "parked", "parked-phrase"),
        (html("<p>Dieser Text. Diese Domain steht zum Verkauf.</p>"), "parked", "parked-phrase"),
        (html("<p>old-paper.test is for sale</p>"), "parked", "parked-phrase"),
        (html("<p>该域名正在出售</p>"), "parked", "parked-phrase"),
        (content("<html data-adblockkey='MFww'><body><div></div>"), "parked", "parking-mark"),
        (
            content("<script>window.onload=function(){window.location.href='/lander'}</script>"),
            "parked",
            "parking-mark",
        ),
        (html("<script src='//img.sedoparking.com/x.js'></script>"), "parked", "parking-mark"),
        (html("<h1>Account Suspended</h1>Ask your host."), "parked", "idle-host"),
        (html(f"<p>{STORY[0]}</p>", title="Account suspended: Paper"), "parked", "idle-host"),
        (html("<h1>Cette annonce est expirée</h1>"), "soft_404", "missing-phrase"),
        (html("<h1>Questo prodotto non è più disponibile</h1>"), "soft_404", "missing-phrase"),
        (html("<p>Ta oferta wygasła.</p>"), "soft_404", "missing-phrase"),
        (html("<p>Esta oferta expirou.</p>"), "soft_404", "missing-phrase"),
        (html("<p>Это объявление удалено.</p>"), "soft_404", "missing-phrase"),
        (html("<p>Цей товар знято з продажу.</p>"), "soft_404", "missing-phrase"),
        (html("<p>Dieses Angebot ist leider abgelaufen.</p>"), "soft_404", "missing-phrase"),
        (html("<p>Deze vacature is verlopen.</p>"), "soft_404", "missing-phrase"),
        (html("<p>Annonsen är borttagen.</p>"), "soft_404", "missing-phrase"),
        (
            html(
                f"<h1>Paper.test is for sale</h1><p>{STORY[0]}</p>", title="Paper.test is for sale"
            ),
            "parked",
            "parked-phrase",
        ),
        (html("<h1>Welcome to nginx!</h1>"), "parked", "idle-host"),
        (
            html(
                f"<table><tr><td><ol>{TEASERS}</ol></td><td><h2>Pagina bestaat niet.</h2></td>"
                "<td>Lees ook</td></tr><tr><td colspan=3>Alle rechten voorbehouden.</td></tr>"
                "<tr><td>Voorpagina, binnenland, buitenland, sport en cultuur</td></tr></table>"
            ),
            "soft_404",
            "missing-phrase",
        ),
        (
            html("<h2>Deze pagina konden we niet vinden.</h2><p>Lees verder</p>", title="Krant"),
            "soft_404",
            "bare-notice",
        ),
        (html("<p>old-paper.test expired on 02/01/2026.</p>"), "parked", "parked-phrase"),
        (
            content("<frameset><frame src='http://ww1.old-paper.test/?subid1=x'></frameset>"),
            "parked",
            "parking-mark",
        ),
        (
            html(
                "<h1>Court hears of a film that is lost</h1><p>This video has been removed.</p>",
                title="Court hears of a film that is lost | Paper",
            ),
            "soft_404",
            "missing-phrase",
        ),
        (content(b"x" * 200_000), "too_big", "read-in-part"),
    ],
)
def test_a_page_may_say_itself_that_it_is_gone(
    site: Website, page: Handler, outcome: str, rule: str
) -> None:
    site.pages["/a"] = page
    result = look(site.url("/a"))
    assert (result.outcome, result.rule) == (outcome, rule)


@pytest.mark.parametrize(
    "page",
    [
        article(*STORY * 2, title="Page not found"),
        article(*STORY * 2, title="404"),
        article(*STORY * 2, title="HTTP 404 - Wikipedia"),
        article(*STORY * 2, "The page you are looking for could not be found."),
        article(*STORY[:1], title="Page not found: how we lose the web"),
        article("The page “Page not found” was the best of them all.", title="404 page gallery"),
        html("<h1>Best 404s</h1>" + "<img src='/404.png'>" * 9, title="404 | Best error pages"),
        html(f"{DATED}<h1>Not found</h1><p>A short tale of a lost key.</p>", title="Not found"),
        html("<p>Prices rose by 3 % in March.</p>", title="Press notice"),
        html("<img src='/a.jpg'>", title="A bridge"),
        html("<p>The domain of the dukes was sold. His account was suspended.</p>"),
        html("<p>He said the article does not exist.</p>"),
        told("This domain is for sale: how names of towns are traded"),
        told("Account suspended: a seller tells of her longest week"),
        told("Site under maintenance: the night the tax office was closed"),
        told("Access denied: whom the new reading room keeps out"),
        told("«Página no encontrada»: diez años de noticias perdidas"),
        article(*STORY[:3], "<template><p>Page not found. Nothing was found.</p></template>"),
        html(
            f"<font size=5>Account suspended: a seller tells all</font><br>{STORY[0]}",
            title="Account suspended: a seller tells all of her week | Paper",
        ),
        html(
            f"<h1>Under maintenance: Harbour bridge</h1><p>{STORY[0]}</p><p>{STORY[1]}</p>",
            title="Under maintenance: Harbour bridge | Paper",
        ),
        html(
            f"<h1>Court hears of a film that is lost</h1><p>This video has been removed from "
            f"evidence, the judge said. {STORY[0]}</p>",
            title="Court hears of a film that is lost | Paper",
        ),
        html(
            f"<h2>Court hears of a film that is lost</h2><p>{STORY[0]}</p><p>{STORY[1]}</p>"
            "<blockquote>This post has been deleted.</blockquote>",
            title="Court hears of a film that is lost | Paper",
        ),
        html(f"<p>{STORY[0]}</p><p>We looked, but this page is lost.</p>", title="Archive"),
        html(f"<p>{STORY[0]} The treaty expired on Friday.</p>", title="Treaty"),
        html(""),
    ],
)
def test_pages_like_missing_ones_are_alive(site: Website, page: Handler) -> None:
    site.pages["/a"] = page
    assert look(site.url("/a")).outcome == "ok"


@pytest.mark.parametrize("path", ["/search", "/suche/bruecke", "/category/bridges/"])
def test_a_search_that_finds_nothing_any_more_is_missing(site: Website, path: str) -> None:
    site.pages[path] = html(f"<h1>Suche</h1><p>Keine Treffer</p><ul>{TEASERS}</ul>")
    result = look(site.url(path))
    assert (result.outcome, result.rule) == ("soft_404", "search-without-results")


def test_a_page_with_an_empty_search_beside_its_text_is_alive(site: Website) -> None:
    site.pages["/a"] = html(f"<p>{STORY[0]}</p><aside>Poll: 0 results. No matches.</aside>")
    assert look(site.url("/a")).outcome == "ok"
