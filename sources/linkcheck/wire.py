"""The bytes one fetch may take in, whether or not they come to a page.

Interim answers, the framing of a body and blank lines before an answer are eaten by aiohttp before
whoever calls it sees anything, for as long as a server sends them. So they are counted where they
come in: docs/decisions/0032.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.http import RawResponseMessage
from aiohttp.streams import StreamReader

HEADS = 256 * 1024
"""Bytes of all the heads of a fetch; of one, servers and browsers take 8 to 64 KiB."""

FRAMING = 2
"""Bytes taken in for each byte of a body, at most: a chunk of five is framed by five."""

INTERIM = range(100, 200)


class TooManyBytes(aiohttp.ClientError):
    """The server has sent more than any page takes."""


class Wire:
    """What one fetch may still take in, over all of its redirects."""

    def __init__(self, body: int) -> None:
        """Allow for one body of so many bytes, and the heads on the way to it."""
        self._left = HEADS + FRAMING * body
        self._left_for_heads = HEADS

    def take(self, size: int, *, is_head: bool) -> None:
        """Count bytes that came in."""
        self._left -= size
        self._left_for_heads -= size if is_head else 0

    @property
    def is_used_up(self) -> bool:
        """Tell whether more has come in than there is a reason for."""
        return self._left < 0 or self._left_for_heads < 0


MEASURED: ContextVar[Wire] = ContextVar("MEASURED")
"""The wire of the fetch under way in this task."""


@contextmanager
def measured(body: int) -> Iterator[None]:
    """Measure the fetch of one body of so many bytes; another may begin and end meanwhile."""
    token = MEASURED.set(Wire(body))
    try:
        yield
    finally:
        MEASURED.reset(token)


class MeteredConnector(aiohttp.TCPConnector):
    """Connections that hang up on a server once its fetch's wire is used up."""

    def __init__(self, **options: Any) -> None:
        """Take what `TCPConnector` takes; needs a running event loop."""
        super().__init__(**options)
        protocol: type[ResponseHandler] = _Metered
        self._factory = partial(protocol, loop=asyncio.get_running_loop())


class _Metered(ResponseHandler):
    """Count what comes in for the fetch that asked last over this connection.

    Bytes are counted once they were read, so that what comes with the end of a head is not taken
    for one; aiohttp is handed at most 256 KiB at a time.
    """

    _wire: Wire | None = None
    _is_answered = False

    def set_response_params(self, **parameters: Any) -> None:
        """Begin to listen for an answer; aiohttp calls it for each request, in its fetch's task."""
        self._wire, self._is_answered = MEASURED.get(), False
        super().set_response_params(**parameters)

    def feed_data(self, data: tuple[RawResponseMessage, StreamReader], size: int = 0) -> None:
        """Hand over an answer, an interim one too; hang up on answers nobody asked for."""
        if self._is_answered:
            self._hang_up()
            return
        self._is_answered = data[0].code not in INTERIM
        super().feed_data(data, size)

    def data_received(self, data: bytes) -> None:
        """Read what came in and count it."""
        super().data_received(data)
        if self._wire is not None:
            self._wire.take(len(data), is_head=not self._is_answered)
            if self._wire.is_used_up:
                self._hang_up()

    def _hang_up(self) -> None:
        self.set_exception(TooManyBytes())  # or aiohttp would ask once more
        if self.transport is not None:
            self.transport.abort()
