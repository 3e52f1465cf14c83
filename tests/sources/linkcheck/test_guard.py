"""Nothing reaches a forbidden address. The trap listens on one and must hear of nobody."""

import asyncio
import socket

import pytest
from aiohttp import ClientConnectorError, ClientSession, TCPConnector

from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.fetch import AioFetcher
from sources.linkcheck.guard import AddressRefused, GuardedResolver, guarded_socket
from sources.linkcheck.network import NetworkPolicy
from tests.sources.linkcheck.network import AGENT, FORBIDDEN, LOOPBACK, POLICY, Names
from tests.support.website import RawSite, Website, html, raw, redirect

pytestmark = pytest.mark.allow_hosts(LOOPBACK)


def fetch(url: str, names: Names | None = None, policy: NetworkPolicy = POLICY) -> Fetched:
    async def go() -> Fetched:
        async with AioFetcher(policy, AGENT, lookup=names or Names()) as fetcher:
            return await fetcher.fetch(url)

    return asyncio.run(go())


def test_the_trap_would_be_reached_without_the_guard(trap: RawSite) -> None:
    everything = NetworkPolicy.opening(["127.0.0.0/8"], [trap.port])
    fetch(trap.url(), policy=everything)
    assert trap.connections > 0


@pytest.mark.parametrize("host", [FORBIDDEN, f"[::ffff:{FORBIDDEN}]", "[::ffff:7f00:9]"])
def test_a_literal_is_refused_when_the_socket_opens(trap: RawSite, host: str) -> None:
    fetched = fetch(f"http://{host}:{trap.port}/")
    assert fetched.fault is Fault.FORBIDDEN_ADDRESS
    assert "this machine" in fetched.detail
    assert trap.connections == 0


def test_a_name_that_leads_inside_is_refused(trap: RawSite) -> None:
    fetched = fetch(f"http://inside.test:{trap.port}/", Names(inside_test=[[FORBIDDEN]]))
    assert fetched.fault is Fault.FORBIDDEN_ADDRESS
    assert trap.connections == 0


@pytest.mark.parametrize("answer", [["127.0.0.1", FORBIDDEN], [FORBIDDEN, "127.0.0.1"]])
def test_a_mixed_answer_is_refused_whole(trap: RawSite, site: Website, answer: list[str]) -> None:
    fetched = fetch(f"http://mixed.test:{site.port}/", Names(mixed_test=[answer]))
    assert fetched.fault is Fault.FORBIDDEN_ADDRESS
    assert (trap.connections, site.requests) == (0, [])


def test_a_name_is_looked_up_once_and_cannot_be_rebound_in_between(trap: RawSite) -> None:
    names = Names(rebind_test=[["127.0.0.1"], [FORBIDDEN]])
    with Website() as site:
        site.pages["/"] = html("Hello")
        assert fetch(f"http://rebind.test:{site.port}/", names).status == 200
    assert names.asked == 1
    assert trap.connections == 0


def test_a_name_rebound_between_two_hops_is_refused(trap: RawSite) -> None:
    """The first hop hangs up, so that the second one needs a connection and an answer anew."""
    names = Names(rebind_test=[["127.0.0.1"], [FORBIDDEN]])
    hop = f"HTTP/1.1 302 Found\r\nLocation: http://rebind.test:{trap.port}/\r\n"
    with RawSite(raw(hop.encode() + b"Content-Length: 0\r\nConnection: close\r\n\r\n")) as first:
        fetched = fetch(f"http://rebind.test:{first.port}/", names)
    assert fetched.fault is Fault.FORBIDDEN_ADDRESS
    assert trap.connections == 0


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_every_hop_is_vetted(trap: RawSite, site: Website, code: int) -> None:
    site.pages["/a"] = redirect(trap.url("/inside"), code)
    fetched = fetch(site.url("/a"))
    assert fetched.fault is Fault.FORBIDDEN_ADDRESS
    assert fetched.final_url == trap.url("/inside")
    assert trap.connections == 0


def test_a_port_that_is_not_named_is_refused(site: Website) -> None:
    fetched = fetch(site.url(), policy=NetworkPolicy.opening(["127.0.0.0/29"]))
    assert fetched.fault is Fault.FORBIDDEN_ADDRESS
    assert f"port {site.port} is not allowed" in fetched.detail
    assert site.requests == []


def test_the_resolver_guards_alone(trap: RawSite) -> None:
    async def go() -> None:
        resolver = GuardedResolver(POLICY, Names(inside_test=[[FORBIDDEN]]))
        async with ClientSession(connector=TCPConnector(resolver=resolver)) as session:
            await session.get(f"http://inside.test:{trap.port}/")

    with pytest.raises(ClientConnectorError) as refused:
        asyncio.run(go())
    assert isinstance(refused.value.os_error, AddressRefused)
    assert trap.connections == 0


@pytest.mark.parametrize("ip", [FORBIDDEN, "169.254.169.254", "::1", "fe80::1"])
def test_the_socket_factory_guards_alone(ip: str) -> None:
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    address = (family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (ip, 80))
    with pytest.raises(AddressRefused):
        guarded_socket(POLICY, address)


def test_the_socket_factory_opens_what_is_allowed() -> None:
    address = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 80))
    with guarded_socket(POLICY, address) as opened:
        assert opened.family is socket.AF_INET


def test_names_of_this_machine_are_looked_up_by_the_system_and_refused() -> None:
    async def go() -> Fetched:
        async with AioFetcher(NetworkPolicy(), AGENT) as fetcher:
            return await fetcher.fetch("http://localhost/")

    assert asyncio.run(go()).fault is Fault.FORBIDDEN_ADDRESS
