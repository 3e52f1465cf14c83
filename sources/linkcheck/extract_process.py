"""The extractor in processes of its own: persistent, limited, killed when they overrun."""

import asyncio
import json
import os
import select
import struct
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from sources.linkcheck.page import Extracted

GRACE_S = 0.5
_PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class ExtractLimits:
    """What one page may cost: CPU seconds (up to one more), wall seconds, bytes of address space.

    After `pages` the process is replaced, so that nothing it leaks can add up.
    """

    cpu_s: int = 4
    wall_s: float = 20.0
    memory: int = 512 * 1024 * 1024
    pages: int = 1_000


class ExtractorProcess:
    """Read pages in child processes, `at_once` of them side by side; `stop` it in the end.

    Every page gets an answer: one that costs too much is unread, and the next page finds a
    new process. It may serve one event loop after the other: whoever keeps it from one engine
    to the next spares its start, about a third of a second.
    """

    def __init__(self, limits: ExtractLimits | None = None, *, at_once: int = 1) -> None:
        """Set the limits; each process starts with its first page."""
        self._limits = limits or ExtractLimits()
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="extract")
        self._children = [_Child(self._limits) for _ in range(at_once)]
        self._idle: SimpleQueue[_Child] = SimpleQueue()
        for child in self._children:
            self._idle.put(child)

    async def extract(self, html: bytes, charset: str | None, url: str) -> Extracted:
        """Read a page; see `extract.extract`."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._extract, html, charset, url)

    def _extract(self, html: bytes, charset: str | None, url: str) -> Extracted:
        child = self._idle.get()  # there are as many as threads
        try:
            return child.extract(html, charset, url)
        finally:
            self._idle.put(child)

    async def stop(self) -> None:
        """End the processes; the next page would start another."""
        await asyncio.to_thread(self._stop)

    def _stop(self) -> None:
        idle: list[_Child] = []
        with suppress(Empty):
            while True:
                idle.append(self._idle.get_nowait())
        for child in set(self._children).difference(idle):
            child.kill()  # its thread then hands it back
            idle.append(self._idle.get())
        for child in idle:
            child.stop()
            self._idle.put(child)


class _Child:
    """One process: a question, an answer, the next question."""

    def __init__(self, limits: ExtractLimits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._pages = 0

    def extract(self, html: bytes, charset: str | None, url: str) -> Extracted:
        if self._pages >= self._limits.pages:
            self.stop()
        header = json.dumps({"charset": charset, "url": url}).encode()
        question = struct.pack(">II", len(header), len(html)) + header + html
        try:
            answer = self._ask(question, time.monotonic() + self._limits.wall_s)
        except (EOFError, OSError):
            self.kill()
            self.stop()
            return Extracted(text=None, unread="reading the page took too much time or memory")
        self._pages += 1
        return Extracted(**json.loads(answer))

    def _ask(self, question: bytes, ends: float) -> bytes:
        process = self._running()
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        _write(process.stdin.fileno(), question, ends)
        (length,) = struct.unpack(">I", _read(process.stdout.fileno(), 4, ends))
        return _read(process.stdout.fileno(), length, ends)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._pages = 0
            self._process = subprocess.Popen(  # noqa: S603 - our own module with numbers
                [
                    sys.executable,
                    "-m",
                    "sources.linkcheck.extract",
                    str(self._limits.cpu_s),
                    str(self._limits.memory),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_PROJECT,
                env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_PROJECT)},
                bufsize=0,
            )
            for pipe in (self._process.stdin, self._process.stdout):
                os.set_blocking(pipe.fileno(), False)  # type: ignore[union-attr] # both are pipes
        return self._process

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        if process := self._process:
            process.kill()

    def stop(self) -> None:
        """End the process if there is one: an idle one ends when its input does."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.communicate(timeout=GRACE_S)
        except (subprocess.TimeoutExpired, OSError, ValueError):
            process.kill()
            process.communicate()


def _write(pipe: int, data: bytes, ends: float) -> None:
    """Write all of it; raise OSError when the other side ends or does not take it in time."""
    rest = memoryview(data)
    while rest:
        _wait_for(pipe, select.POLLOUT, ends)
        rest = rest[os.write(pipe, rest) :]


def _read(pipe: int, length: int, ends: float) -> bytes:
    """Read so many bytes; raise EOFError when the other side ends before, OSError when late."""
    data = bytearray()
    while len(data) < length:
        _wait_for(pipe, select.POLLIN, ends)
        piece = os.read(pipe, length - len(data))
        if not piece:
            raise EOFError
        data += piece
    return bytes(data)


def _wait_for(pipe: int, event: int, ends: float) -> None:
    """Wait until the pipe is ready; a timer in its place would take a thread for every page."""
    poll = select.poll()
    poll.register(pipe, event)
    if not poll.poll(max(ends - time.monotonic(), 0.0) * 1000):
        raise TimeoutError
