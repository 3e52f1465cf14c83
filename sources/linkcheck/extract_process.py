"""The extractor in a process of its own: persistent, limited, killed when it overruns."""

import asyncio
import json
import os
import struct
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from pathlib import Path

from sources.linkcheck.page import Extracted

GRACE_S = 0.5
_PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class ExtractLimits:
    """What one page may cost: CPU and wall seconds, bytes of address space.

    After `pages` the process is replaced, so that nothing it leaks can add up.
    """

    cpu_s: int = 5
    wall_s: float = 20.0
    memory: int = 512 * 1024 * 1024
    pages: int = 1_000


class ExtractorProcess:
    """Read pages one after the other in a child process; `stop` it in the end.

    Every page gets an answer: one that costs too much is unread, and the next page finds a
    new process.
    """

    def __init__(self, limits: ExtractLimits | None = None) -> None:
        """Set the limits; the process starts with the first page."""
        self._limits = limits or ExtractLimits()
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._pages = 0

    async def extract(self, html: bytes, charset: str | None, url: str) -> Extracted:
        """Read a page; see `extract.extract`."""
        async with self._turn:
            if self._pages >= self._limits.pages:
                await self.stop()
            try:
                async with asyncio.timeout(self._limits.wall_s):
                    return await self._ask(html, charset, url)
            except (TimeoutError, EOFError, ConnectionError):
                await self.stop()
                return Extracted(text=None, unread="reading the page took too much time or memory")
            except BaseException:
                await self.stop()  # an answer may still be on its way: it must not meet the next
                raise

    async def _ask(self, html: bytes, charset: str | None, url: str) -> Extracted:
        process = await self._running()
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        header = json.dumps({"charset": charset, "url": url}).encode()
        process.stdin.write(struct.pack(">II", len(header), len(html)) + header + html)
        await process.stdin.drain()
        (length,) = struct.unpack(">I", await process.stdout.readexactly(4))
        self._pages += 1
        return Extracted(**json.loads(await process.stdout.readexactly(length)))

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            self._pages = 0
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "sources.linkcheck.extract",
                str(self._limits.cpu_s),
                str(self._limits.memory),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                cwd=_PROJECT,
                env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_PROJECT)},
            )
        return self._process

    async def stop(self) -> None:
        """End the process; the next page would start another."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            async with asyncio.timeout(GRACE_S):
                await process.communicate()  # an idle child ends when its input does
        except TimeoutError:
            process.kill()
            await process.communicate()
