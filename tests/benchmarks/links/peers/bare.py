"""A bare loop over aiohttp, as anybody would write it in ten minutes: what a request costs."""

import asyncio
import json
import sys
from pathlib import Path

import aiohttp
import uvloop

AT_ONCE = 100


async def main(urls: list[str]) -> list[str]:
    """Ask for every address, a hundred at a time; below 400 is alive."""
    places = asyncio.Semaphore(AT_ONCE)
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(timeout=timeout) as session:

        async def ask(url: str) -> str:
            async with places:
                try:
                    async with session.get(url) as answer:
                        await answer.read()
                        verdict = "alive" if answer.status < 400 else "dead"
                except (aiohttp.ClientError, OSError, ValueError, TimeoutError):
                    verdict = "dead"
                return json.dumps({"url": url, "verdict": verdict})

        return await asyncio.gather(*(ask(url) for url in urls))


if __name__ == "__main__":
    listed, found = map(Path, sys.argv[1:])
    lines = uvloop.run(main(listed.read_text(encoding="utf-8").split("\n")))
    found.write_text("\n".join(lines), encoding="utf-8")
