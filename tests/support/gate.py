"""A gate in front of a server: shut it and whoever goes through it finds the server down."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine
from typing import Any, Self

Open = Callable[[], Coroutine[Any, Any, tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


class Gate:
    """Listens on a loopback port and passes bytes on to ``connect``. Use as a context manager."""

    def __init__(self, connect: Open) -> None:
        """Lead to whatever ``connect`` opens."""
        self._connect = connect
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._server: asyncio.Server | None = None
        self._passing: set[asyncio.Task[None]] = set()
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.shut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    def open(self) -> None:
        """Let everybody through."""
        self._do(self._open())

    def shut(self) -> None:
        """Cut every connection and refuse new ones."""
        self._do(self._shut())

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _open(self) -> None:
        self._server = await asyncio.start_server(self._pass, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _shut(self) -> None:
        if self._server:
            self._server.close()
            self._server = None
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._passing.add(task)
        inner_reader, inner_writer = await self._connect()
        try:
            await asyncio.gather(_pump(reader, inner_writer), _pump(inner_reader, writer))
        finally:
            self._passing.discard(task)
            for stream in (writer, inner_writer):
                stream.transport.abort()


def lead_to(port: int) -> Open:
    """Lead to a server on a loopback port."""
    return lambda: asyncio.open_connection("127.0.0.1", port)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.close()
