"""Where redirects lead, and where they end."""

import asyncio

import pytest

from sources.linkcheck.answer import Fault
from sources.linkcheck.result import Hop
from tests.sources.linkcheck.fetching import fetch
from tests.sources.linkcheck.network import LOOPBACK
from tests.support.website import RawSite, Website, html, raw, redirect, status

pytestmark = pytest.mark.allow_hosts(LOOPBACK)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_kept(site: Website, code: int) -> None:
    site.pages["/a"] = redirect("b?y=2&x=1", code)
    site.pages["/b"] = html("Hello")
    fetched = fetch(site.url("/a"))
    assert (fetched.status, fetched.final_url) == (200, site.url("/b?y=2&x=1"))
    assert fetched.hops == (Hop(site.url("/a"), code),)
    assert fetched.moved_for_good == (code in {301, 308})


def test_a_redirect_may_lead_to_another_host(site: Website) -> None:
    with Website(host="127.0.0.2") as other:
        other.pages["/b"] = html("Hello")
        site.pages["/a"] = redirect(other.url("/b"))
        assert fetch(site.url("/a")).final_url == other.url("/b")


def test_eight_hops_are_followed_and_a_ninth_is_not(site: Website) -> None:
    for number in range(9):
        site.pages[f"/{number}"] = redirect(f"/{number + 1}")
    site.pages["/9"] = html("Hello")
    assert fetch(site.url("/1")).status == 200
    too_far = fetch(site.url("/0"))
    assert too_far.fault is Fault.REDIRECT_TOO_MANY
    assert len(too_far.hops) == 9


def test_a_loop_ends_at_once(site: Website) -> None:
    site.pages["/a"] = redirect("/b")
    site.pages["/b"] = redirect("/a")
    assert fetch(site.url("/a")).fault is Fault.REDIRECT_LOOP
    assert len(site.requests) == 2


def test_a_loop_that_wants_a_cookie_is_told_from_a_loop(site: Website) -> None:
    site.pages["/a"] = redirect("/a", Set_Cookie="seen=1")
    assert fetch(site.url("/a")).fault is Fault.REDIRECT_LOOP_COOKIE


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://u:p@example.org/", "http://2130706433/", "http://["]
)
def test_a_redirect_to_a_forbidden_spelling_is_not_followed(site: Website, location: str) -> None:
    site.pages["/a"] = redirect(location)
    fetched = fetch(site.url("/a"))
    assert fetched.fault is Fault.FORBIDDEN_REDIRECT
    assert fetched.detail.startswith("The address")


def test_a_redirect_without_a_target_is_the_answer_itself(site: Website) -> None:
    site.pages["/a"] = status(302)
    assert fetch(site.url("/a")).status == 302


@pytest.mark.parametrize(
    ("location", "final"),
    [
        (b"/b c", "/b%20c"),
        ("/a\u00f1o".encode(), "/a%C3%B1o"),
        (b"/a\xf1o", "/a%F1o"),
        (b"  /b  ", "/b"),
        (b"?page=2", "/a?page=2"),
    ],
)
def test_odd_locations_are_read_as_browsers_do(location: bytes, final: str) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        first = b"GET /a HTTP" in request
        head = b"302 Found\r\nLocation: " + location if first else b"200 OK"
        writer.write(b"HTTP/1.1 " + head + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with RawSite(answer) as site:
        fetched = fetch(site.url("/a"))
        assert (fetched.status, fetched.final_url) == (200, site.url(final))


@pytest.mark.parametrize("location", [b"", b"   "])
def test_an_empty_location_leads_nowhere(location: bytes) -> None:
    head = b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"
    with RawSite(raw(head)) as site:
        assert fetch(site.url("/a")).status == 302
