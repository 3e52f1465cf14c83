"""The engine: one look is fetch, read, compare, classify. It never raises for a page's sake."""

import asyncio
import hashlib
from collections.abc import Callable, Iterable, MutableMapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Self

from sources.linkcheck.address import Address, AddressError, normalise_url, parse
from sources.linkcheck.allowance import Allowance
from sources.linkcheck.answer import Fault, Fetched
from sources.linkcheck.classify import UNDECIDED, Judgement, access_of, classify
from sources.linkcheck.extract_process import ExtractorProcess
from sources.linkcheck.fetch import AioFetcher, Fetcher, Limits
from sources.linkcheck.host_memory import HostMemory
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.page import EXTRACTOR, Extracted, Extractor
from sources.linkcheck.politeness import (
    AskedToWaitError,
    Hosts,
    HostTakenError,
    HostTurns,
    Politeness,
)
from sources.linkcheck.probe import Prober
from sources.linkcheck.reading import Reading, read, sufficient
from sources.linkcheck.result import ANSWERED, LookResult, Outcome, Target
from sources.linkcheck.retry import retry_after_s, wait_before_retry
from sources.linkcheck.robots import RobotsFiles
from sources.linkcheck.rules.evidence import Evidence
from sources.linkcheck.rules.siblings import suspicion
from sources.linkcheck.signatures import phrases
from sources.linkcheck.way import Way

LOOKS_AT_ONCE = 100


class Engine:
    """Looks at addresses; use as an async context manager.

    `memories` maps host keys (`host_key`) to what is remembered of the hosts: give what you know,
    and find in it what was learnt. `fetcher` replaces our own, and is opened and closed with the
    engine. An `extractor` is its owner's to stop: it may serve one engine after the other.
    `keep_pages` off drops bodies and texts from the results, for long runs.
    """

    def __init__(
        self,
        policy: NetworkPolicy,
        user_agent: str,
        *,
        fetcher: Fetcher | None = None,
        limits: Limits | None = None,
        extractor: Extractor | None = None,
        memories: MutableMapping[str, HostMemory] | None = None,
        retry_wait_s: float = 1.0,
        keep_pages: bool = True,
    ) -> None:
        """Set the engine up; nothing is opened yet."""
        self._fetcher = fetcher or AioFetcher(policy, user_agent, limits=limits)
        self._extractor = extractor or ExtractorProcess()
        self._owns_extractor = extractor is None
        self._memories = {} if memories is None else memories
        self._robots = RobotsFiles(user_agent)
        self._prober = Prober()
        self._retry_wait_s = retry_wait_s
        self._keep_pages = keep_pages

    async def __aenter__(self) -> Self:
        """Open the way to the network."""
        phrases.compile_all()
        await self._fetcher.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the connections and end the extractor, if it is our own."""
        if self._owns_extractor:
            await self._extractor.stop()
        await self._fetcher.__aexit__(kind, error, traceback)

    async def look(
        self, target: Target, turns: HostTurns | None = None, hosts: Hosts | None = None
    ) -> LookResult:
        """Look at one address as soon as its host has a slot; requests wait for their `turns`.

        Looks at the same host share its turns; without any, the look begins now. `hosts` let us in
        at those it redirects to. Raises `HostTakenError` when that takes too long.
        """
        turns = turns or HostTurns(at_once=1, interval_s=0.0)
        async with turns.slots:
            return await self._look(target, turns, hosts or Politeness(1, 0.0))

    async def look_many(
        self,
        targets: Iterable[Target],
        *,
        per_host: int = 2,
        interval_s: float = 0.25,
        progress: Callable[[LookResult], None] | None = None,
    ) -> list[LookResult]:
        """Look at many addresses, politely: a few at once per host, requests spaced.

        Results come in the order of the targets; `progress` hears of each as it is there.
        """
        hosts = Politeness(per_host, interval_s)
        looks = asyncio.Semaphore(LOOKS_AT_ONCE)

        async def look(target: Target) -> LookResult:
            turns = hosts.of(target.url)
            async with turns.slots, looks:
                result = await self._look(target, turns, hosts)
            if progress:
                progress(result)
            return result

        return await asyncio.gather(*(look(target) for target in targets))

    async def _look(self, target: Target, turns: HostTurns, hosts: Hosts) -> LookResult:
        try:
            way = self._way(target, turns, hosts)
            return await self._judge(target, way)
        except AskedToWaitError as error:
            asked = _without_fetching(target, Outcome.RATE, "host-asked-to-wait", "")
            return replace(asked, retry_after_s=error.wait_s)
        except AddressError as error:
            return _without_fetching(target, Outcome.REFUSED, "unusable-address", str(error))
        except HostTakenError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a page sets off, others go on
            return _without_fetching(target, Outcome.CHECKER_FAULT, "own-fault", repr(error)[:500])

    def _way(self, target: Target, turns: HostTurns, hosts: Hosts) -> Way:
        asked = parse(target.url)
        asks = Allowance(self._fetcher)
        return Way(asked, turns, hosts, asks, self._robots, self._memories)

    async def _judge(self, target: Target, way: Way) -> LookResult:
        address, memory = way.asked, way.memory
        if not await way.is_allowed(address):
            return _without_fetching(target, Outcome.ROBOTS, "robots-txt", address.host_key)
        fetched = await self._fetch(target, way)
        reading = await read(target, fetched, self._extractor)
        evidence = Evidence(target.url, fetched, reading.page, reading.likeness, reading.findings)
        judgement = classify(evidence)
        if judgement.rule == UNDECIDED and (reason := suspicion(evidence, memory)):
            evidence = replace(evidence, suspicion=reason)
            visit = partial(self._visit, way=way)
            with suppress(AskedToWaitError, HostTakenError):  # the page itself has answered
                evidence = await self._prober.examine(evidence, memory, visit)
            judgement = classify(evidence)
        result = _result(evidence, judgement, reading)
        return result if self._keep_pages else replace(result, body=None, text=None)

    async def _visit(self, address: Address, way: Way) -> tuple[Fetched, Extracted | None] | None:
        """Fetch and read an address that nobody asked for, unless robots.txt forbids it."""
        if not way.asks.is_left or not await way.is_allowed(address):
            return None
        fetched = await way.fetch(address.url)
        reading = await read(Target(address.url), fetched, self._extractor)
        return fetched, reading.page

    async def _fetch(self, target: Target, way: Way) -> Fetched:
        """Fetch, and once more if what went wrong may pass."""
        known = await sufficient(target)
        fetched = await way.fetch(way.asked.url, known)
        wait_s = wait_before_retry(fetched, self._retry_wait_s)
        if wait_s is not None and way.asks.is_left:
            await asyncio.sleep(wait_s)
            fetched = await way.fetch(way.asked.url, known)
        # A body that breaks off twice is all there is: browsers show it, and so must we.
        settled = fetched.fault is Fault.CUT_SHORT and fetched.body
        return replace(fetched, fault=None) if settled else fetched


def _without_fetching(target: Target, outcome: Outcome, rule: str, detail: str) -> LookResult:
    return LookResult(target.url, outcome, rule, target.url, {"detail": detail})


def _result(evidence: Evidence, judgement: Judgement, reading: Reading) -> LookResult:
    """Put together what a look found.

    Only a page that answered can say what became of its text and passages, and one that stands
    in for it, as a login page does, cannot: what is read there is not what is watched.
    """
    fetched = evidence.fetched
    shown = judgement.outcome in ANSWERED and not judgement.stands_in
    page = reading.page if shown else None
    text = page.text if page else None
    signals = dict(judgement.signals)
    if page and page.unread:
        signals["unread"] = page.unread
    if evidence.suspicion:
        signals["suspicion"] = evidence.suspicion
    return LookResult(
        url=evidence.url,
        outcome=judgement.outcome,
        rule=judgement.rule,
        final_url=fetched.final_url,
        signals=signals,
        status=fetched.status,
        hops=fetched.hops,
        elapsed_ms=fetched.elapsed_ms,
        access=access_of(evidence, judgement),
        content_type=reading.kind or None,
        etag=fetched.headers.get("etag") if shown else None,
        last_modified=fetched.headers.get("last-modified") if shown else None,
        body_sha256=reading.body_sha256 if shown else None,
        body=fetched.body if shown and fetched.status != 304 else None,
        text=text,
        title=page.title if page else None,
        text_sha256=hashlib.sha256(text.encode()).hexdigest() if text is not None else None,
        extractor=EXTRACTOR if text is not None else None,
        likeness=reading.likeness if shown else None,
        findings=reading.findings if shown else (),
        baseline_text=reading.baseline_text if shown else None,
        retry_after_s=retry_after_s(fetched),
        permanent_redirect=_moved_to(evidence.url, fetched) if shown else None,
    )


def _moved_to(url: str, fetched: Fetched) -> str | None:
    if not fetched.moved_for_good:
        return None
    try:
        moved_to = normalise_url(fetched.final_url)
    except AddressError:
        return None
    return moved_to if moved_to != url else None
