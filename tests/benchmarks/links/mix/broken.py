"""Servers that fail, hang, speak no HTTP or do harm; and addresses that must not be touched."""

from collections.abc import Callable

from tests.benchmarks.links.mix.kind import ALIVE, DEAD, REFUSED, SUSPECT, Kind, Plot
from tests.support import website_packing as packing
from tests.support.website import content, dripping, hanging, html, redirect, spoken


def failing(code: int) -> Callable[[Plot], str]:
    """Fail with this status, again and again."""
    return lambda plot: plot.show(content(f"<h1>Error {code}</h1>", code=code))


def said(*parts: bytes) -> Callable[[Plot], str]:
    """Speak no proper HTTP."""
    return lambda plot: plot.show(spoken(*parts))


def nobody(plot: Plot) -> str:
    """Ask where nobody listens."""
    return f"http://127.1.250.{plot.dice.randint(1, 250)}:{plot.port}{plot.path()}"


def no_such_name(plot: Plot) -> str:
    """Ask a host that has no address."""
    return f"http://gone-{plot.dice.getrandbits(40):x}.test:{plot.port}{plot.path()}"


def no_such_name_any_more(plot: Plot) -> str:
    """Send to a host that has no address."""
    return plot.show(redirect(no_such_name(plot), 301))


def no_tls(plot: Plot) -> str:
    """Ask for HTTPS where only HTTP is spoken."""
    return plot.show(plot.article()).replace("http:", "https:")


def unknown_certificate(plot: Plot) -> str:
    """Show a certificate nobody vouches for."""
    url = plot.show(plot.article()).replace("http:", "https:")
    return url.replace(f":{plot.port}/", f":{plot.secure_port}/")


def bomb(pack: Callable[[], bytes], encoding: str) -> Callable[[Plot], str]:
    """Send a few bytes that grow to a gigabyte."""
    headers = {"Content-Encoding": encoding}
    return lambda plot: plot.show(content(pack(), headers=headers))


def nested(plot: Plot) -> str:
    """Nest two hundred thousand elements."""
    return plot.show(html("<div>" * 200_000 + plot.paper.paragraph()))


def endless(plot: Plot) -> str:
    """Send headers that never end."""
    lines = b"".join(b"X-%d: %s\r\n" % (number, b"y" * 200) for number in range(4000))
    return plot.show(spoken(b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n"))


SPELLINGS = (
    "127.9.9.9", "localhost", "127.0.0.1", "2131298569", "0x7f.9.9.9", "0177.9.9.9",
    "127.9.2313", "0x7f090909", "[::1]", "[::ffff:127.9.9.9]", "[::ffff:7f09:909]", "0.0.0.0",  # noqa: S104 - asked, not listened at

    "0", "127.1", "LOCALHOST", "127.9.9.9.", "①②⑦.9.9.9", "127。9。9。9", "[::127.9.9.9]",
    "user@127.9.9.9", "localhost.",
)  # fmt: skip
"""A forbidden address, in the ways there are to write one."""


def forbidden(plot: Plot) -> str:
    """Ask for a forbidden address."""
    return f"http://{plot.dice.choice(SPELLINGS)}:{plot.port}/admin"


def to_forbidden(code: int) -> Callable[[Plot], str]:
    """Send to a forbidden address."""
    return lambda plot: plot.show(redirect(forbidden(plot), code))


def to_forbidden_by_steps(plot: Plot) -> str:
    """Send to a forbidden address over another host."""
    there = plot.neighbour()
    return plot.show(redirect(there.show(redirect(forbidden(plot), 302)), 301))


def to_forbidden_scheme(plot: Plot) -> str:
    """Send out of the web."""
    to = plot.dice.choice(("file:///etc/passwd", "gopher://127.9.9.9:70/", "ftp://127.9.9.9/"))
    return plot.show(redirect(to, 302))


def to_forbidden_port(plot: Plot) -> str:
    """Send to a port that is none of the web's."""
    return plot.show(redirect(f"http://{plot.site.host}:25/", 302))


def _failing(code: int, share: float) -> Kind:
    return Kind(f"{code} for ever", share, SUSPECT, failing(code))


BROKEN = (
    _failing(500, 10),
    _failing(502, 6),
    _failing(503, 8),
    _failing(504, 3),
    _failing(520, 1),
    _failing(522, 2),
    _failing(530, 1),
    Kind("nobody listens", 10, SUSPECT, nobody),
    Kind("no such name", 14, SUSPECT, no_such_name),
    Kind("sent to no such name", 3, SUSPECT, no_such_name_any_more),
    Kind("no TLS there", 4, SUSPECT, no_tls),
    Kind("unknown certificate", 6, SUSPECT, unknown_certificate),
    Kind("hangs", 3, SUSPECT, lambda plot: plot.show(hanging()), "hanging"),
    Kind("drips", 2, SUSPECT, lambda plot: plot.show(dripping()), "hanging"),
    Kind("404 that drips", 1, DEAD, lambda plot: plot.show(dripping(404)), "hanging"),
    Kind("hangs up", 4, SUSPECT, said(b"")),
    Kind("no HTTP", 2, SUSPECT, said(b"SSH-2.0-OpenSSH_9.6\r\n")),
    Kind("half a header", 1, SUSPECT, said(b"HTTP/1.1 200 OK\r\nContent-Ty")),
    Kind("gzip that is none", 2, SUSPECT, lambda plot: plot.show(
        content(b"<p>Hello</p>", headers={"Content-Encoding": "gzip"}))),
    Kind("headers without end", 1, SUSPECT, endless),
    Kind("a gigabyte in 2 KB", 1, ALIVE | SUSPECT, bomb(packing.gzip_bomb, "gzip, gzip")),
    Kind("a brotli bomb", 1, ALIVE | SUSPECT, bomb(packing.brotli_bomb, "br")),
    Kind("a deflate bomb", 1, ALIVE | SUSPECT, bomb(packing.deflate_bomb, "deflate")),
    Kind("200,000 nested tags", 1, ALIVE, nested),
)  # fmt: skip

FORBIDDEN = (
    Kind("forbidden address", 6, REFUSED, forbidden),
    Kind("sent to a forbidden address", 8, REFUSED, to_forbidden(302)),
    Kind("sent to a forbidden address for good", 4, REFUSED, to_forbidden(301)),
    Kind("sent to a forbidden address by steps", 3, REFUSED, to_forbidden_by_steps),
    Kind("sent out of the web", 2, REFUSED, to_forbidden_scheme),
    Kind("sent to a forbidden port", 2, REFUSED, to_forbidden_port),
)
