"""Ask for one page as often as it is answered, over a few connections that stay open."""

import asyncio
import re
import time
from dataclasses import dataclass, field
from functools import partial
from typing import cast

import uvloop

LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
TAG = re.compile(rb'\r\netag: ("[^"]+")', re.IGNORECASE)
END = b"\r\n\r\n"


class WrongAnswer(RuntimeError):
    """The server answered something else than what is measured."""


@dataclass
class Asked:
    """How many answers came in how many seconds, and what one of them weighed."""

    answers: int = 0
    seconds: float = 0.0
    octets: int = 0
    failure: str = ""
    tag: str = ""

    @property
    def a_second(self) -> float:
        """Return answers a second."""
        return self.answers / self.seconds


@dataclass
class _Connection(asyncio.Protocol):
    """Sends the request again whenever an answer is complete."""

    request: bytes
    status: bytes
    asked: Asked
    until: float
    done: "asyncio.Future[None]"
    transport: asyncio.Transport | None = None
    seen: bytearray = field(default_factory=bytearray)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's is none by name
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.seen += data
        head = self.seen.find(END)
        if head < 0:
            return
        length = LENGTH.search(self.seen, 0, head)
        size = head + len(END) + (int(length[1]) if length else 0)
        if len(self.seen) < size:
            return
        if self.seen[9:12] != self.status:
            self.asked.failure = bytes(self.seen[:head]).decode(errors="replace")
            self.until = 0
        if not self.asked.answers and (tag := TAG.search(self.seen, 0, head)):
            self.asked.tag = tag[1].decode()
        self.asked.answers += 1
        self.asked.octets = size
        self.seen.clear()
        if time.perf_counter() < self.until:
            self.transport.write(self.request)
        else:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if exc:
            self.asked.failure = str(exc)
        if not self.done.done():
            self.done.set_result(None)


def ask(port: int, path: str, *, seconds: float, connections: int, **more: str) -> Asked:
    """Ask for a page on loopback, at least once a connection.

    ``more`` are ``status`` (200), ``encoding`` (as browsers have it) and ``if_none_match``.
    Raises ``WrongAnswer``.
    """
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Accept-Encoding: {more.get('encoding', 'gzip, deflate, br, zstd')}",
    ]
    if tag := more.get("if_none_match"):
        lines.append(f"If-None-Match: {tag}")
    request = "\r\n".join([*lines, "", ""]).encode()
    asked = uvloop.run(
        _ask(port, request, more.get("status", "200").encode(), seconds, connections)
    )
    if asked.failure:
        raise WrongAnswer(f"{path}: {asked.failure}")
    return asked


def _itself(connection: _Connection) -> _Connection:
    return connection


async def _ask(port: int, request: bytes, status: bytes, seconds: float, connections: int) -> Asked:
    loop, asked = asyncio.get_running_loop(), Asked()
    began = time.perf_counter()
    ends = []
    for _ in range(connections):
        done = loop.create_future()
        connection = _Connection(request, status, asked, began + seconds, done)
        await loop.create_connection(partial(_itself, connection), "127.0.0.1", port)
        ends.append(done)
    await asyncio.gather(*ends)
    asked.seconds = time.perf_counter() - began
    return asked
