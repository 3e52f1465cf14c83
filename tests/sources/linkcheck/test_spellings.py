"""Every spelling of a forbidden address, by every door: nobody ever reaches the trap."""

import pytest

from sources.linkcheck.address import follow, parse
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.result import LookResult
from tests.sources.linkcheck.looking import STORY, look, look_many
from tests.sources.linkcheck.network import FORBIDDEN, LOOPBACK, Names
from tests.sources.linkcheck.rules.catch_all import answer_all
from tests.sources.linkcheck.spellings import FORBIDDEN_SPELLINGS, PUBLIC_SHAPES
from tests.support.website import Handler, RawSite, Website, article, html, redirect

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

WRITABLE = [one for one in FORBIDDEN_SPELLINGS if not set("\r\n\x01\u2028") & set(one)]
"""Those an HTTP header can carry."""


def names() -> Names:
    return Names(inside_test=[[FORBIDDEN]], mixed_test=[["127.0.0.1", FORBIDDEN]])


def test_there_are_enough_of_both() -> None:
    assert len(set(FORBIDDEN_SPELLINGS)) >= 60
    assert len(set(PUBLIC_SHAPES)) >= 200


def test_no_spelling_reaches_the_trap(trap: RawSite) -> None:
    urls = [spelling.format(port=trap.port) for spelling in FORBIDDEN_SPELLINGS]
    results = look_many(urls, names())
    assert [one.url for one in results if one.outcome != "refused"] == []
    assert trap.connections == 0


@pytest.mark.parametrize("door", ["location", "refresh-header", "refresh"])
def test_no_redirect_reaches_the_trap(site: Website, trap: RawSite, door: str) -> None:
    targets = [spelling.format(port=trap.port) for spelling in WRITABLE]
    for number, target in enumerate(targets):
        site.pages[f"/{number}"] = _sending(door, target)
    results = look_many([site.url(f"/{number}") for number in range(len(targets))], names())
    assert trap.connections == 0
    if door == "location":
        assert [one.hops for one in results if one.outcome != "refused" and not _stays(one)] == []


def _sending(door: str, target: str) -> Handler:
    if door == "location":
        return redirect(target)
    if door == "refresh-header":
        return html("Wait", headers={"Refresh": f"0; url={target}"})
    return html(f'<meta http-equiv="refresh" content="0; url={target}">')


def _stays(result: LookResult) -> bool:
    """Tell whether the target was, read as RFC 3986 does, an address on the same host."""
    return parse(result.final_url).host == "127.0.0.1"


def test_robots_txt_and_the_probe_are_guarded_too(site: Website, trap: RawSite) -> None:
    answer_all(
        site,
        redirect(trap.url()),
        **{"robots.txt": redirect(trap.url("/robots.txt")), "a/b": html("Short.")},
    )
    assert look(site.url("/a/b")).outcome == "ok"
    assert {request.path for request in site.requests} > {"/robots.txt", "/a/b"}
    assert trap.connections == 0


def test_nothing_ordinary_is_refused() -> None:
    policy = NetworkPolicy()
    for shape in PUBLIC_SHAPES:
        address = parse(shape)
        assert follow("https://example.net/", shape) == address.url
        ip = address.host if address.host[0].isdigit() or ":" in address.host else "8.8.8.8"
        assert policy.refusal(ip if ip[-1].isdigit() else "8.8.8.8", address.port) is None, shape


def test_ordinary_shapes_of_paths_reach_their_page(site: Website) -> None:
    site.pages = {}
    answer_all(site, article(*STORY * 2))
    paths = sorted({shape.partition("//")[2].partition("/")[2] for shape in PUBLIC_SHAPES})
    results = look_many([site.url(f"/{path}") for path in paths])
    assert {result.status for result in results} == {200}
