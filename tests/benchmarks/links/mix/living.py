"""Pages that are there: articles, other types of document, and what servers do to send them."""

import gzip
import zlib
from collections.abc import Callable
from functools import partial

import brotli
from aiohttp import web

from tests.benchmarks.links.mix.kind import ALIVE, SUSPECT, Kind, Plot
from tests.support.newspaper import Newspaper, churning
from tests.support.website import Handler, after, content, html, in_turn, spoken, status

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>"
    b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>All news</title><item><title>A vote'
    "</title><link>http://example.org/1</link></item></channel></rss>"
)


def article(plot: Plot) -> str:
    """Show an ordinary article."""
    return plot.show(plot.article(plot.dice.randint(4, 12)))


def churned(plot: Plot) -> str:
    """Show an article whose frame is another with every look."""
    return plot.show(churning(plot.paper, plot.paper.story()))


def document(body: bytes | str, content_type: str, ending: str) -> Callable[[Plot], str]:
    """Show something that is no HTML."""

    def write(plot: Plot) -> str:
        path = f"/files/{plot.dice.getrandbits(40):x}.{ending}"
        return plot.show(content(body, content_type=content_type), path)

    return write


def encoded(charset: str, declared: str, language: str) -> Callable[[Plot], str]:
    """Show an article in one charset that claims to be in another."""

    def write(plot: Plot) -> str:
        paper = Newspaper(language, plot.dice)
        page = paper.article(paper.story()).replace('<meta charset="utf-8">', "")
        body = page.encode(charset, "replace")
        return plot.show(content(body, content_type=f"text/html{declared}"))

    return write


def packed(pack: Callable[[bytes], bytes], encoding: str) -> Callable[[Plot], str]:
    """Send an article packed, whatever was asked for."""

    def write(plot: Plot) -> str:
        headers = {"Content-Encoding": encoding} if encoding else {}
        return plot.show(content(pack(plot.article().encode()), headers=headers))

    return write


def slow(seconds: float) -> Callable[[Plot], str]:
    """Take this long for an article."""
    return lambda plot: plot.show(after(seconds, content(plot.article())))


def in_pieces(plot: Plot) -> str:
    """Send an article in pieces, with a pause after each."""
    page = plot.article().encode()
    cut = len(page) // 3

    async def handle(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/html; charset=utf-8"})
        await answer.prepare(request)
        for start in range(0, len(page), cut):
            await answer.write(page[start : start + cut])
        return answer

    return plot.show(handle)


def huge(plot: Plot) -> str:
    """Show five megabytes of minutes."""
    minutes = f"<p>{plot.paper.paragraph()}</p>" * (5_000_000 // 400)
    return plot.show(plot.paper.page("Minutes", f"<main><h1>Minutes</h1>{minutes}</main>"))


def answered(code: int) -> Callable[[Plot], str]:
    """Show an article under an unusual status."""
    return lambda plot: plot.show(content(plot.article(), code=code))


def flaky(first: Handler) -> Callable[[Plot], str]:
    """Fail the first time, then show an article."""
    return lambda plot: plot.show(in_turn(first, content(plot.article())))


def lying_about_length(plot: Plot) -> str:
    """Promise more than is sent: a browser shows the page, a strict reader sees it cut short."""
    page = plot.article().encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page) + 99}\r\n\r\n"
    return plot.show(spoken(head.encode(), page))


def without_type(plot: Plot) -> str:
    """Leave the Content-Type out."""
    page = plot.article().encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(page)}\r\nConnection: close\r\n\r\n"
    return plot.show(spoken(head.encode(), page))


def until_closed(plot: Plot) -> str:
    """Speak HTTP/1.0: no length, the end of the connection is the end of the page."""
    return plot.show(
        spoken(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", plot.article().encode())
    )


def frames(plot: Plot) -> str:
    """Show a page of the nineties, all in tables, without a single tag closed properly."""
    cells = "".join(f"<TR><TD><FONT SIZE=2>{plot.paper.paragraph()}" for _ in range(8))
    return plot.show(
        f"<HTML><HEAD><TITLE>{plot.paper.name}</TITLE></HEAD><BODY BGCOLOR=WHITE><TABLE>{cells}"
    )


def meta_refresh(plot: Plot) -> str:
    """Send on to an article from inside of a page."""
    to = plot.show(plot.article())
    return plot.show(
        html(
            f'<p>If nothing happens, follow <a href="{to}">this link</a>.</p>',
            title=plot.paper.story(0).title,
            headers={"Refresh": f"0; url={to}"},
        )
    )


def raw_deflate(body: bytes) -> bytes:
    """Deflate without the wrapper, as many servers do."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


LIVING = (
    Kind("article", 300, ALIVE, article),
    Kind("article with churn", 40, ALIVE, churned),
    Kind("page in tables", 6, ALIVE, frames),
    Kind("PDF", 24, ALIVE, document(PDF, "application/pdf", "pdf")),
    Kind("PDF as octet-stream", 3, ALIVE, document(PDF, "application/octet-stream", "pdf")),
    Kind("picture", 8, ALIVE, document(PNG, "image/png", "png")),
    Kind("plain text", 6, ALIVE, document("Minutes of a meeting.\n", "text/plain", "txt")),
    Kind("feed", 4, ALIVE, document(FEED, "application/rss+xml", "rss")),
    Kind("data", 4, ALIVE, document('{"rows": [1, 2]}', "application/json", "json")),
    Kind("table of data", 3, ALIVE, document("a,b\n1,2\n", "text/csv", "csv")),
    Kind("archive", 2, ALIVE, document(b"PK\x03\x04" + bytes(40), "application/zip", "zip")),
    Kind("film", 2, ALIVE, document(bytes(3_000_000), "video/mp4", "mp4")),
    Kind("Latin-1 said to be UTF-8", 5, ALIVE, encoded("latin-1", "; charset=utf-8", "es")),
    Kind("Windows-1251 undeclared", 4, ALIVE, encoded("cp1251", "", "ru")),
    Kind("Shift JIS", 3, ALIVE, encoded("shift_jis", "; charset=Shift_JIS", "ja")),
    Kind("GBK said to be GB2312", 3, ALIVE, encoded("gbk", "; charset=gb2312", "zh")),
    Kind("charset nobody knows", 3, ALIVE, encoded("utf-8", "; charset=utf8mb4", "pl")),
    Kind("UTF-16", 1, ALIVE, encoded("utf-16", "; charset=utf-16", "en")),
    Kind("gzip", 10, ALIVE, packed(gzip.compress, "gzip")),
    Kind("x-gzip", 1, ALIVE, packed(gzip.compress, "x-gzip")),
    Kind("gzip that nobody mentions", 2, ALIVE, packed(gzip.compress, "")),
    Kind("deflate", 2, ALIVE, packed(zlib.compress, "deflate")),
    Kind("deflate without its wrapper", 2, ALIVE, packed(raw_deflate, "deflate")),
    Kind("brotli", 8, ALIVE, packed(partial(brotli.compress, quality=4), "br")),
    Kind("slow, 2 s", 6, ALIVE, slow(2)),
    Kind("slow, 8 s", 3, ALIVE, slow(8)),
    Kind("in pieces", 6, ALIVE, in_pieces),
    Kind("huge", 4, ALIVE, huge),
    Kind("status 203", 2, ALIVE, answered(203)),
    Kind("a 304 nobody asked for", 2, ALIVE, lambda plot: plot.show(status(304))),
    Kind("503, then well", 10, ALIVE, flaky(status(503))),
    Kind("500, then well", 5, ALIVE, flaky(status(500))),
    Kind("502, asks for 1 s, then well", 3, ALIVE, flaky(status(502, Retry_After="1"))),
    Kind("hung up on, then well", 5, ALIVE, flaky(spoken())),
    Kind("lies about its length", 3, ALIVE | SUSPECT, lying_about_length),
    Kind("without Content-Type", 3, ALIVE, without_type),
    Kind("HTTP/1.0", 3, ALIVE, until_closed),
    Kind("refresh in the page", 3, ALIVE, meta_refresh),
)
