"""Fetch one page, from here and at once."""

import asyncio

from sources.linkcheck.answer import Fetched
from sources.linkcheck.fetch import AioFetcher, Limits
from sources.linkcheck.guard import Lookup
from sources.linkcheck.result import Baseline
from tests.sources.linkcheck.network import AGENT, POLICY

QUICK = Limits(deadline_s=4.0, connect_s=2.0, read_s=1.0, body=100_000)


def fetch(
    url: str,
    validators: Baseline | None = None,
    limits: Limits = QUICK,
    lookup: Lookup | None = None,
) -> Fetched:
    async def go() -> Fetched:
        async with AioFetcher(POLICY, AGENT, limits=limits, lookup=lookup) as fetcher:
            return await fetcher.fetch(url, validators)

    return asyncio.run(go())
