"""The fetch path alone: guard, connection, redirects, decoding; nothing is read or judged."""

import asyncio
import json

import uvloop

from sources.linkcheck.fetch import AioFetcher
from sources.linkcheck.network import NetworkPolicy
from tests.benchmarks.links.again import AGENT, arguments
from tests.benchmarks.links.measure import lap

AT_ONCE = 100


def main() -> None:
    """Fetch every address of a file; a status below 400 is alive."""
    options = arguments().parse_args()
    policy = NetworkPolicy.opening(options.allow_network, options.allow_port)
    urls = options.urls.read_text(encoding="utf-8").split("\n")
    with lap(options.results.parent / "lap"):
        lines = uvloop.run(_fetch(policy, urls))
    options.results.write_text("\n".join(lines), encoding="utf-8")


async def _fetch(policy: NetworkPolicy, urls: list[str]) -> list[str]:
    places = asyncio.Semaphore(AT_ONCE)
    async with AioFetcher(policy, AGENT) as fetcher:

        async def fetch(url: str) -> str:
            async with places:
                fetched = await fetcher.fetch(url)
            verdict = "alive" if fetched.answered_well else "dead"
            return json.dumps({"url": url, "verdict": verdict})

        return await asyncio.gather(*(fetch(url) for url in urls))


if __name__ == "__main__":
    main()
