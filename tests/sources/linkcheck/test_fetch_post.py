"""What is posted goes through the same door as what is fetched, to exactly the address named."""

import asyncio

import pytest

from sources.linkcheck.address import AddressError
from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.fetch import AioFetcher, Limits
from tests.sources.linkcheck.network import AGENT, FORBIDDEN, LOOPBACK, POLICY, Names
from tests.support.website import (
    RawSite,
    Website,
    after,
    closed_port,
    content,
    dripping,
    raw,
    redirect,
    status,
)

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

QUICK = Limits(deadline_s=1.0, connect_s=1.0, read_s=0.5, body=1024)


def post(url: str, names: Names | None = None, times: int = 1) -> list[Fetched]:
    async def go() -> list[Fetched]:
        async with AioFetcher(POLICY, AGENT, limits=QUICK, lookup=names or Names()) as door:
            headers = {"Content-Type": "application/json"}
            return [await door.post(url, b'{"a": 1}', headers) for _ in range(times)]

    return asyncio.run(go())


def test_a_body_is_sent_with_its_headers_and_our_name(site: Website) -> None:
    site.pages["/hook"] = content("thanks", code=202)
    (answer,) = post(site.url("/hook"))
    assert (answer.status, answer.fault, answer.body) == (202, None, b"thanks")
    (request,) = site.requests
    assert (request.method, request.headers["User-Agent"]) == ("POST", AGENT)
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["Content-Length"] == "8"


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_answer_and_is_not_followed(site: Website, code: int) -> None:
    site.pages["/hook"] = redirect("/elsewhere", code)
    (answer,) = post(site.url("/hook"))
    assert (answer.status, answer.fault) == (code, None)
    assert [request.path for request in site.requests] == ["/hook"]


def test_cookies_are_not_kept_between_posts(site: Website) -> None:
    site.pages["/hook"] = status(200, Set_Cookie="session=1")
    post(site.url("/hook"), times=2)
    assert "Cookie" not in site.requests[-1].headers


@pytest.mark.parametrize("host", [FORBIDDEN, f"[::ffff:{FORBIDDEN}]"])
def test_a_forbidden_address_is_not_posted_to(trap: RawSite, host: str) -> None:
    (answer,) = post(f"http://{host}:{trap.port}/hook")
    assert answer.fault is Fault.FORBIDDEN_ADDRESS
    assert trap.connections == 0


def test_a_name_that_is_rebound_is_not_posted_to(trap: RawSite) -> None:
    names = Names(rebind_test=[["127.0.0.1"], [FORBIDDEN]])
    url = f"http://rebind.test:{trap.port}/hook"
    first, second = (post(url, names)[0] for _ in range(2))
    assert first.fault is Fault.CONNECT_REFUSED
    assert second.fault is Fault.FORBIDDEN_ADDRESS
    assert trap.connections == 0


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(AddressError):
        post("file:///etc/passwd")


@pytest.mark.parametrize("code", [200, 500])
def test_of_a_long_answer_the_beginning_is_read(site: Website, code: int) -> None:
    site.pages["/hook"] = content(b"x" * 5_000_000, code=code)
    (answer,) = post(site.url("/hook"))
    assert (answer.status, answer.cut) == (code, True)
    assert len(answer.body) == QUICK.body


def test_a_status_is_told_though_the_body_never_ends(site: Website) -> None:
    site.pages["/hook"] = dripping()
    (answer,) = post(site.url("/hook"))
    assert answer.status == 200


def test_what_goes_wrong_is_a_fault_and_is_not_tried_again(site: Website) -> None:
    site.pages["/hook"] = after(3, status(200))
    assert post(site.url("/hook"))[0].fault in {Fault.READ_TIMEOUT, Fault.DEADLINE}
    assert site.asked("/hook") == 1
    with RawSite(raw(b"HTTP/1.1 2OO\r\n\r\n")) as broken:
        assert post(broken.url())[0].fault is Fault.MALFORMED
        assert broken.connections == 1
    assert post(f"http://127.0.0.1:{closed_port()}/")[0].fault is Fault.CONNECT_REFUSED
