"""A made-up web: hosts with their troubles, pages with their fates, and what a look finds there."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from random import Random

from sources.linkcheck.result import Finding, LookResult, Outcome, PassageState
from sources.linkcheck.states import Cadence

START = datetime(2026, 3, 1, tzinfo=UTC)
DAYS = 90
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

HOST_SIZES = (1, 4, 15, 30)
TRANSIENT = 0.01
"""Looks that fail for no lasting reason; one in five of these failures looks like a 404."""

BLACKOUT = (START + 40 * DAY, START + 41 * DAY)
"""When our own network is down: nothing can be looked at, every batch is void."""


class Trouble(StrEnum):
    """What is the matter with a whole host."""

    NONE = "well"
    OUTAGE = "out for a week"
    FLAPPING = "flapping"
    RATE = "rate limiting"
    WALL = "a bot wall begins"


class Fate(StrEnum):
    """What becomes of a page."""

    LIVES = "lives"
    NOT_FOUND = "404 from a day on"
    GONE = "410 from a day on"
    EDITED = "edited silently"
    TWO_VARIANTS = "shown in two variants"


@dataclass(frozen=True, slots=True)
class Host:
    """A host and when its trouble begins."""

    trouble: Trouble
    begins: datetime

    def fails(self, now: datetime, random: Random) -> LookResult | None:
        """Say what the host answers in place of a page; None when it shows the page."""
        if self.trouble is Trouble.OUTAGE and self.begins <= now < self.begins + 7 * DAY:
            return random.choice(SOFT)
        if self.trouble is Trouble.FLAPPING and (now - START) // (6 * HOUR) % 3 == 0:
            return random.choice(SOFT)
        if self.trouble is Trouble.RATE and random.random() < 0.3:
            return random.choice(RATED)
        if self.trouble is Trouble.WALL and now >= self.begins:
            return WALLED
        return None


@dataclass(frozen=True, slots=True)
class Page:
    """A watched page: where, since when, how often, and what becomes of it when."""

    host: int
    fate: Fate
    turns: datetime
    watched_since: datetime
    cadence: Cadence

    def shows(self, now: datetime, random: Random) -> LookResult:
        """Say what a look at the page itself finds."""
        if random.random() < TRANSIENT:
            return NOT_FOUND if random.random() < 0.2 else random.choice(SOFT)
        if self.fate is Fate.TWO_VARIANTS:
            return random.choice((WELL, EDITED))
        return AFTERWARDS[self.fate] if now >= self.turns else WELL


def look(
    outcome: Outcome,
    status: int | None,
    words: PassageState | None = None,
    *,
    retry_after_s: float | None = None,
) -> LookResult:
    """Make what a look finds up; `words` is what became of the cited passage."""
    reads = "17 tons" if words is PassageState.EDITED else None
    return LookResult(
        url="https://example.org/",
        final_url="https://example.org/",
        outcome=outcome,
        rule="made-up",
        status=status,
        likeness=0.97 if words else None,
        findings=(Finding("words", words, exact_now=reads),) if words else (),
        retry_after_s=retry_after_s,
    )


WELL = look(Outcome.OK, 200, PassageState.PRESENT)
EDITED = look(Outcome.OK, 200, PassageState.EDITED)
NOT_FOUND, GONE = look(Outcome.GONE, 404), look(Outcome.GONE, 410)
WALLED = look(Outcome.BLOCKED, 403)
SOFT = [
    look(Outcome.SERVER, 503),
    look(Outcome.TIMEOUT, None),
    look(Outcome.CONNECTION, None),
    look(Outcome.TLS, None),
    look(Outcome.DNS_TEMPORARY, None),
]
RATED = [look(Outcome.RATE, 429), look(Outcome.RATE, 429, retry_after_s=7_200)]
AFTERWARDS = {
    Fate.LIVES: WELL,
    Fate.NOT_FOUND: NOT_FOUND,
    Fate.GONE: GONE,
    Fate.EDITED: EDITED,
}


def build(links: int, random: Random) -> tuple[list[Host], list[Page]]:
    """Make a web with so many watched pages up."""
    hosts: list[Host] = []
    pages: list[Page] = []
    troubles, fates = list(Trouble), list(Fate)
    while len(pages) < links:
        begins = START + random.uniform(15, 70) * DAY
        hosts.append(Host(random.choices(troubles, (70, 10, 7, 7, 6))[0], begins))
        size = min(random.choice(HOST_SIZES), links - len(pages))
        pages += [
            Page(
                host=len(hosts) - 1,
                fate=random.choices(fates, (82, 7, 4, 6, 1))[0],
                turns=START + random.uniform(12, 60) * DAY,
                watched_since=START + random.uniform(0, 10) * DAY,
                cadence=random.choices((Cadence.PUBLISHED, Cadence.DRAFT), (6, 4))[0],
            )
            for _ in range(size)
        ]
    return hosts, pages
