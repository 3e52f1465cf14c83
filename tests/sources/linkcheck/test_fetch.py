import asyncio
import errno
import gzip
import resource
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import brotli
import pytest

from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.fetch import AioFetcher, Limits
from sources.linkcheck.result import Baseline
from tests.sources.linkcheck.fetching import QUICK, fetch
from tests.sources.linkcheck.network import AGENT, LOOPBACK, POLICY, Names
from tests.support.website import (
    RawSite,
    Website,
    after,
    closed_port,
    content,
    dripping,
    html,
    raw,
    redirect,
    unless_modified,
)

pytestmark = pytest.mark.allow_hosts(LOOPBACK)


def test_a_page_is_fetched_with_an_honest_name_and_nothing_else(site: Website) -> None:
    site.pages["/"] = html("Hello", headers={"Set-Cookie": "a=b"})
    fetched = fetch(site.url())
    assert (fetched.status, fetched.fault, fetched.cut) == (200, None, False)
    assert fetched.content_type == "text/html"
    assert b"Hello" in fetched.body
    (request,) = site.requests
    assert request.method == "GET"
    assert request.headers["User-Agent"] == AGENT
    assert "Cookie" not in request.headers
    assert "If-None-Match" not in request.headers


def test_proxies_of_the_environment_are_ignored(
    site: Website, trap: RawSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, trap.url())
    site.pages["/"] = html("Hello")
    assert fetch(site.url()).status == 200
    assert trap.connections == 0


def test_cookies_are_not_kept_between_hops(site: Website) -> None:
    site.pages["/a"] = redirect("/b", Set_Cookie="session=1")
    site.pages["/b"] = html("Hello")
    assert fetch(site.url("/a")).status == 200
    assert "Cookie" not in site.requests[-1].headers


def test_a_known_version_is_asked_for_conditionally(site: Website) -> None:
    site.pages["/"] = unless_modified(html("Hello"), '"v1"')
    assert fetch(site.url(), Baseline(etag='"v1"')).status == 304
    assert fetch(site.url(), Baseline(etag='"v0"')).status == 200
    fetch(site.url(), Baseline(last_modified="Mon, 02 Mar 2026 10:00:00 GMT"))
    assert site.requests[-1].headers["If-Modified-Since"] == "Mon, 02 Mar 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("br", brotli.compress),
        ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
        ("br, gzip", lambda body: gzip.compress(brotli.compress(body))),
        ("gzip", lambda body: gzip.compress(body[:9]) + gzip.compress(body[9:])),
        ("utf-8", bytes),
        ("identity", bytes),
    ],
)
def test_packed_bodies_are_unpacked(
    site: Website, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    body = b"<p>Hello</p>" * 1000
    site.pages["/"] = content(pack(body), headers={"Content-Encoding": encoding})
    fetched = fetch(site.url())
    assert (fetched.fault, fetched.cut) == (None, False)
    assert fetched.body == body


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
        ("identity", bytes),
    ],
)
def test_a_body_is_read_up_to_its_limit_however_packed(
    site: Website, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    site.pages["/"] = content(pack(bytes(20_000_000)), headers={"Content-Encoding": encoding})
    fetched = fetch(site.url())
    assert fetched.fault is None
    assert fetched.cut
    assert len(fetched.body) <= QUICK.body


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd", "gzip," * 9])
def test_a_body_that_is_not_what_it_claims_is_a_fault(site: Website, encoding: str) -> None:
    site.pages["/"] = content("<p>plain</p>", headers={"Content-Encoding": encoding})
    assert fetch(site.url()).fault is Fault.UNDECODABLE


def test_nobody_listening_is_told_from_a_slow_answer(site: Website) -> None:
    refused = fetch(f"http://127.0.0.1:{closed_port()}/")
    assert (refused.fault, refused.status) == (Fault.CONNECT_REFUSED, None)
    site.pages["/"] = after(5, html("late"))
    assert fetch(site.url()).fault is Fault.READ_TIMEOUT


def test_a_dripping_body_ends_at_the_deadline(site: Website) -> None:
    site.pages["/"] = dripping()
    fetched = fetch(site.url(), limits=Limits(deadline_s=0.4, read_s=0.3))
    assert (fetched.fault, fetched.status) == (Fault.DEADLINE, 200)


def test_an_error_page_that_never_ends_is_an_error_page(site: Website) -> None:
    site.pages["/"] = dripping(404)
    fetched = fetch(site.url(), limits=Limits(deadline_s=0.4, read_s=0.3))
    assert (fetched.fault, fetched.status) == (None, 404)


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ([], Fault.DISCONNECTED),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"], Fault.CUT_SHORT),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"], Fault.MALFORMED),
        ([b"SSH-2.0-OpenSSH_9.0\r\n"], Fault.MALFORMED),
        ([b"<html>a page of HTTP/0.9</html>"], Fault.MALFORMED),
        ([b"HTTP/1.1 abc OK\r\n\r\n"], Fault.MALFORMED),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"], Fault.MALFORMED),
        ([b"HTTP/1.1 200 OK\r\n: empty\r\n\r\n"], Fault.MALFORMED),
        ([b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n"], Fault.MALFORMED),
        ([b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n" * 100] * 1000], Fault.MALFORMED),
    ],
)
def test_a_broken_answer_is_a_fault(parts: list[bytes], fault: Fault) -> None:
    with RawSite(raw(*parts)) as broken:
        assert fetch(broken.url()).fault is fault


def test_names_that_fail_for_good_are_told_from_a_failing_name_server() -> None:
    names = Names(
        gone_test=[socket.gaierror(socket.EAI_NONAME, "unknown")],
        empty_test=[[]],
        flaky_test=[socket.gaierror(socket.EAI_AGAIN, "later")],
    )
    assert fetch("http://gone.test/", lookup=names).fault is Fault.NAME_UNKNOWN
    assert fetch("http://empty.test/", lookup=names).fault is Fault.NAME_UNKNOWN
    assert fetch("http://flaky.test/", lookup=names).fault is Fault.NAME_SERVER


def test_a_server_without_tls_is_a_tls_fault(site: Website) -> None:
    fetched = fetch(site.url().replace("http://", "https://"))
    assert fetched.fault is Fault.TLS_HANDSHAKE


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_a_certificate_nobody_vouches_for_is_a_tls_fault(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes "
        f"-subj /CN=example.test -keyout {key} -out {certificate}".split(),
        check=True,
        capture_output=True,
    )
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with Website(tls=tls) as site:
        assert fetch(site.url().replace("http://", "https://")).fault is Fault.TLS_CERTIFICATE
        assert site.requests == []


def test_a_time_out_while_our_own_loop_stood_still_is_not_the_pages(site: Website) -> None:
    site.pages["/"] = after(5, html("late"))

    async def go() -> Fetched:
        limits = replace(QUICK, read_s=0.5, stall_s=0.3)
        async with AioFetcher(POLICY, AGENT, limits=limits) as fetcher:
            fetching = asyncio.create_task(fetcher.fetch(site.url()))
            await asyncio.sleep(0.1)
            time.sleep(0.8)  # noqa: ASYNC251 - the stall
            return await fetching

    assert asyncio.run(go()).fault is Fault.STALLED


def test_no_room_for_another_connection_is_our_own_fault(site: Website) -> None:
    async def go() -> Fetched:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        async with AioFetcher(POLICY, AGENT, limits=QUICK) as fetcher:
            resource.setrlimit(resource.RLIMIT_NOFILE, (1, hard))
            try:
                return await fetcher.fetch(site.url())
            finally:
                resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    assert asyncio.run(go()).fault is Fault.NO_RESOURCES


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OSError(errno.EMFILE, "too many"), Fault.NO_RESOURCES),
        (OSError(errno.ENFILE, "too many"), Fault.NO_RESOURCES),
        (OSError(errno.ENOBUFS, "no room"), Fault.NO_RESOURCES),
        (OSError(errno.EADDRNOTAVAIL, "no port"), Fault.NO_RESOURCES),
        (OSError(errno.EHOSTUNREACH, "no way"), Fault.CONNECT_FAILED),
        (socket.gaierror(socket.EAI_SYSTEM, "too many"), Fault.NO_RESOURCES),
        (socket.gaierror(socket.EAI_AGAIN, "later"), Fault.NAME_SERVER),
    ],
)
def test_what_the_system_says_is_put_down_to_whom_it_concerns(error: OSError, fault: Fault) -> None:
    assert fetch("http://some.test/", lookup=Names(some_test=[error])).fault is fault
