import pytest

from sources.linkcheck.robots import allows
from tests.sources.linkcheck.looking import look
from tests.sources.linkcheck.network import LOOPBACK
from tests.support.website import Website, content, html

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

AGENT = "FactDesk/1.0 (+https://desk.example.org/)"


@pytest.mark.parametrize(
    ("robots_txt", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /private/", True),
        ("User-agent: *\nDisallow: /news/*.html$", False),
        ("User-agent: FactDesk\nDisallow: /\n\nUser-agent: *\nDisallow:", False),
        ("User-agent: OtherBot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /news/\nAllow: /news/a.html", True),
        ("<html>not a robots file at all</html>", True),
        ("\x00\xff\ufffd", True),
    ],
)
def test_robots_txt_is_obeyed(robots_txt: str, allowed: bool) -> None:
    assert allows(robots_txt, "https://example.org/news/a.html", AGENT) is allowed


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_robots_txt_is_obeyed_whatever_type_and_byte_order_mark_it_is_sent_with(
    site: Website, kind: str, mark: str
) -> None:
    rules = f"{mark}User-agent: *\r\nDisallow: /private\r\n"
    site.pages["/robots.txt"] = content(rules, content_type=kind)
    site.pages["/private/a"] = html("Hello")
    assert look(site.url("/private/a")).outcome == "robots"


def test_a_page_in_the_place_of_robots_txt_forbids_nothing(site: Website) -> None:
    site.pages["/robots.txt"] = html("<pre>\nUser-agent: *\nDisallow: /\n</pre>")
    site.pages["/a"] = html("Hello")
    assert look(site.url("/a")).outcome == "ok"
