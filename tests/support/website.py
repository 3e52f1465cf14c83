"""A local website that misbehaves on request: real sockets on loopback, in a thread of its own."""

import asyncio
import socket
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Self

from aiohttp import web

from tests.support.loop_thread import LoopThread
from tests.support.website_pages import (
    Handler,
    after,
    article,
    content,
    dripping,
    hanging,
    html,
    in_turn,
    redirect,
    spoken,
    status,
    unless_modified,
)

__all__ = [
    "Handler",
    "RawHandler",
    "RawSite",
    "Website",
    "after",
    "article",
    "closed_port",
    "content",
    "dripping",
    "hanging",
    "html",
    "in_turn",
    "raw",
    "redirect",
    "spoken",
    "status",
    "unless_modified",
]

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
        self._thread = LoopThread()
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
        self._thread = LoopThread()
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
