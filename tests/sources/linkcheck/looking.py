"""Looks over real HTTP for the engine's tests, and the article they look at."""

import asyncio
from collections.abc import Sequence
from typing import Any

from sources.linkcheck.engine import Engine
from sources.linkcheck.extract import extract
from sources.linkcheck.fetch import AioFetcher, Limits
from sources.linkcheck.page import Extracted
from sources.linkcheck.result import Baseline, LookResult, Quote, Target
from tests.sources.linkcheck.network import AGENT, POLICY, Names

STORY = (
    (
        "The ministry said on Tuesday that the number of staff had been cut from about 1,000 to "
        "a few dozen over the past year, according to people who know of the plans."
    ),
    (
        "The ambassador denied the report and called it an invention of the foreign press, "
        "which he said had been wrong about the country many times before."
    ),
    (
        "Fourteen countries of the group will meet next month to discuss what is to be done "
        "about the debt, the embargo and the harvest, of which little is left after the drought."
    ),
    (
        "Prices of bread and fuel have doubled since the spring, and the bank expects them to "
        "double again before the year is over unless the harvest is better than it looks today."
    ),
)
CUT = "cut from about 1,000 to a few dozen"
QUOTE = Quote("q1", CUT, "the number of staff had been ", " over the past year")
QUICK = Limits(deadline_s=4.0, connect_s=2.0, read_s=1.0, body=100_000)


class ExtractHere:
    """Read pages without starting a process for each test."""

    async def extract(self, html: bytes, charset: str | None, url: str) -> Extracted:
        return extract(html, charset, url)

    async def stop(self) -> None:
        pass


def look(target: Target | str, names: Names | None = None, **options: Any) -> LookResult:
    (result,) = look_many([target], names, **options)
    return result


def look_many(
    targets: Sequence[Target | str], names: Names | None = None, **options: Any
) -> list[LookResult]:
    async def go() -> list[LookResult]:
        settings: dict[str, Any] = {
            "fetcher": AioFetcher(POLICY, AGENT, limits=QUICK, lookup=names),
            "extractor": ExtractHere(),
            "retry_wait_s": 0.01,
        }
        settings |= options
        async with Engine(POLICY, AGENT, **settings) as engine:
            wanted = [Target(one) if isinstance(one, str) else one for one in targets]
            return await engine.look_many(wanted, interval_s=0.0)

    return asyncio.run(go())


def remembered(url: str, **options: Any) -> Baseline:
    """Look once and remember the page as a caller would."""
    seen = look(url, **options)
    return Baseline(seen.etag, seen.last_modified, seen.body_sha256, seen.text, seen.extractor)
