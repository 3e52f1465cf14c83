"""A local website that misbehaves on request: real sockets on loopback, in a thread of its own."""

import asyncio
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from aiohttp import web

T = TypeVar("T")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
RawHandler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Website:
    """Pages by path, on a port of a loopback address. Use as a context manager.

    `pages` may be changed while it runs; a path without a page is a plain 404. `requests`
    holds what was asked for, `most_at_once` how many were under way together at the worst.
    """

    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    pages: dict[str, Handler] = field(default_factory=dict)
    requests: list[web.BaseRequest] = field(default_factory=list)
    started_at: list[float] = field(default_factory=list)
    most_at_once: int = 0
    port: int = 0
    _under_way: int = 0

    def __enter__(self) -> Self:
        self._thread = _LoopThread()
        self.port = self._thread.do(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.do(self._runner.cleanup())
        self._thread.stop()

    def url(self, path: str = "/") -> str:
        """Write the address of a path."""
        return f"http://{self.host}:{self.port}{path}"

    def asked(self, path: str) -> int:
        """Count the requests for a path."""
        return Counter(request.path for request in self.requests)[path]

    async def _start(self) -> int:
        server = web.Server(self._answer)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self.host, 0, ssl_context=self.tls).start()
        return int(self._runner.addresses[0][1])

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.requests.append(request)
        self.started_at.append(asyncio.get_running_loop().time())
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            page = self.pages.get(request.path, status(404))
            return await page(request)  # type: ignore[arg-type]
        finally:
            self._under_way -= 1


@dataclass
class RawSite:
    """A server that speaks bytes, for what no HTTP library would send. `connections` are counted.

    Without a handler it is a trap: it only counts whoever comes near.
    """

    handler: RawHandler | None = None
    host: str = "127.0.0.1"
    connections: int = 0
    port: int = 0

    def __enter__(self) -> Self:
        self._thread = _LoopThread()
        self._server = self._thread.do(asyncio.start_server(self._serve, self.host, 0))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.do(self._close())
        self._thread.stop()

    def url(self, path: str = "/") -> str:
        """Write the address of a path."""
        return f"http://{self.host}:{self.port}{path}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            if self.handler:
                await self.handler(reader, writer)
        except ConnectionError:
            pass  # the checker has seen enough
        finally:
            writer.close()

    async def _close(self) -> None:
        self._server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _LoopThread:
    """An event loop in a thread, so that tests of any kind can stand on the other side."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()


# What a page may do


def html(body: str, *, title: str = "A page", headers: Mapping[str, str] | None = None) -> Handler:
    """Show a page."""
    return content(
        f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>",
        headers=headers,
    )


def article(*paragraphs: str, title: str = "An article") -> Handler:
    """Show an article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return html(f"<article><h1>{title}</h1>{text}</article>", title=title)


def content(
    body: str | bytes,
    *,
    code: int = 200,
    content_type: str = "text/html; charset=utf-8",
    headers: Mapping[str, str] | None = None,
) -> Handler:
    """Send these bytes, as they are."""
    data = body.encode() if isinstance(body, str) else body

    async def handle(_request: web.Request) -> web.StreamResponse:
        return web.Response(
            body=data, status=code, headers={"Content-Type": content_type, **(headers or {})}
        )

    return handle


def status(code: int, **headers: str) -> Handler:
    """Answer with a status and hardly a word; headers are written `Retry_After="1"`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return content(f"<p>{code}</p>", code=code, headers=named)


def redirect(to: str, code: int = 302, **headers: str) -> Handler:
    """Send elsewhere."""
    return status(code, Location=to, **headers)


def in_turn(*pages: Handler) -> Handler:
    """Do one thing after the other; the last one for ever."""
    left = list(pages)

    async def handle(request: web.Request) -> web.StreamResponse:
        return await (left.pop(0) if len(left) > 1 else left[0])(request)

    return handle


def unless_modified(page: Handler, etag: str) -> Handler:
    """Answer 304 to whoever has this version already."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        answer = await page(request)
        answer.headers["ETag"] = etag
        return answer

    return handle


def after(seconds: float, page: Handler) -> Handler:
    """Take a while."""

    async def handle(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return await page(request)

    return handle


def dripping(code: int = 200) -> Handler:
    """Send a byte now and then, and never end."""

    async def handle(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(status=code, headers={"Content-Type": "text/html"})
        await answer.prepare(request)
        while True:
            await answer.write(b"x")
            await asyncio.sleep(0.05)

    return handle


def raw(*parts: bytes, pause_s: float = 0.0) -> RawHandler:
    """Send these bytes whatever is asked, then hang up."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause_s)

    return handle


def closed_port(host: str = "127.0.0.1") -> int:
    """Find a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
