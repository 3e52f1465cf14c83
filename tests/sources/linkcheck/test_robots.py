import time

import pytest
from protego import Protego

from sources.linkcheck.robots import LONGEST, MOST_KEPT, Kept, allows
from tests.sources.linkcheck.looking import look
from tests.sources.linkcheck.network import LOOPBACK
from tests.support.website import Website, content, html, redirect

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


def test_robots_txt_is_obeyed_where_a_redirect_stays_at_its_host(site: Website) -> None:
    site.pages["/robots.txt"] = content("User-agent: *\nDisallow: /private\n")
    site.pages["/a"] = redirect("/private/a")
    site.pages["/private/a"] = html("Hello")
    assert look(site.url("/a")).outcome == "robots"
    assert site.asked("/private/a") == 0


def test_a_page_in_the_place_of_robots_txt_forbids_nothing(site: Website) -> None:
    site.pages["/robots.txt"] = html("<pre>\nUser-agent: *\nDisallow: /\n</pre>")
    site.pages["/a"] = html("Hello")
    assert look(site.url("/a")).outcome == "ok"


@pytest.mark.parametrize(
    ("robots_txt", "allowed"),
    [
        ("User-agent: OtherBot\nUser-agent: FactDesk # us\nDisallow: /", False),
        ("User-agent: FactDesk\nUser-agent: OtherBot\nDisallow: /", False),
        ("User-agent: FactDesk*\nDisallow: /", False),
        ("User agent FactDesk\nDisallow: /", False),
        ("User-agent: *\nUser-agent: OtherBot\nDisallow: /", False),
        ("User-agent: *\nDisallow: /x\nUser-agent: OtherBot\nDisallow: /", True),
        ("User-agent: FactDesk\nDisallow: /x\nuseragent OtherBot\nDisallow: /", True),
        ("User-agent: OtherBot\nDisallow: /\nUser-agent: AnotherBot\nDisallow:", True),
        ("User-agent: actDesk\nDisallow: /", True),
        ("User-agent: Fact*Desk\nAllow: /\nUser-agent: *\nUser-agent: Fact\nDisallow: /", True),
        ("User-agent: **\nDisallow: /", True),
        ("User-agent:\nDisallow: /", True),
        ("User-agent: FactDesk\nAllow: /\nUser-agent: *\nDisallow: /", True),
    ],
)
def test_what_is_said_to_us_is_told_from_what_is_said_to_others(
    robots_txt: str, *, allowed: bool
) -> None:
    assert allows(robots_txt, "https://example.org/news/a.html", AGENT) is allowed
    assert Protego.parse(robots_txt).can_fetch("https://example.org/news/a.html", AGENT) is allowed


def test_a_file_is_parsed_once_and_long_ones_give_way_to_later_ones() -> None:
    kept = Kept()
    first = kept.parsed("User-agent: *", AGENT)
    long = "Disallow: /b\n" * (MOST_KEPT // 30)
    kept.parsed(long, AGENT)
    assert kept.parsed("User-agent: *", AGENT) is first
    for number in range(5):
        kept.parsed(f"{number}{long}", AGENT)
    assert len(kept) == 2
    assert kept.parsed("User-agent: *", AGENT) is not first


def hostile(kind: str) -> str:
    everybody, size = "User-agent: *\n", LONGEST
    wildcards = "Disallow: /" + "*a" * 1_000 + "b\n"
    many = {
        "wildcards": everybody + wildcards * (size // len(wildcards)),
        "asterisks": f"{everybody}Disallow: /{'*' * size}b",
        "rules": everybody + "".join(f"Disallow: /*{n}*$\n" for n in range(size // 20)),
        "escapes": f"{everybody}Disallow: /{'%41' * (size // 3)}",
        "robots": "".join(f"User-agent: a{n}\nDisallow: /\n" for n in range(size // 30)),
        "robots times rules": "".join(f"User-agent: a{n}\n" for n in range(size // 40))
        + "Disallow: /b\n" * (size // 30),
        "oddly written robots times rules": "".join(
            f"useragent\ta{n}\x0b" for n in range(size // 40)
        )
        + "Disallow: /b\n" * (size // 30),
        "us, again and again": "User-agent: FactDesk\nUser-agent: *\n" * (size // 80)
        + "Disallow: /b\n" * (size // 30),
        "parts of our name": "".join(
            f"User-agent: {AGENT[a:b]}\n"
            for a in range(len(AGENT))
            for b in range(a + 1, len(AGENT))
        )
        + "Disallow: /b\n" * (size // 20),
        "colons": ":" * size,
        "line ends": "\n" * size,
        "delays": everybody + "Crawl-delay: 1\n" * (size // 16),
    }
    return many[kind]


@pytest.mark.attacks
@pytest.mark.parametrize(
    "kind",
    [
        *("wildcards", "asterisks", "rules", "escapes", "robots", "robots times rules"),
        *("oddly written robots times rules", "us, again and again", "parts of our name"),
        *("colons", "line ends", "delays"),
    ],
)
def test_a_hostile_file_costs_little(kind: str) -> None:
    robots_txt, url = hostile(kind), f"https://example.org/{'a' * 7_000}"
    began = time.process_time()
    for _ in range(5):
        allows(robots_txt, url, AGENT)
    assert time.process_time() - began < 3
