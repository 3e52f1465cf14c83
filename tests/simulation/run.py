"""Ninety days of looks at a made-up web, hour by hour, with the real memory between looks."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sources.linkcheck.incident import freezes, is_incident
from sources.linkcheck.result import SOFT, WALLED, LookResult
from sources.linkcheck.schedule import advance, advance_passage
from sources.linkcheck.states import Axis, Health, LinkState, PassageMemory
from tests.simulation.world import (
    BLACKOUT,
    DAY,
    DAYS,
    HOUR,
    START,
    Fate,
    Host,
    Page,
    Trouble,
    build,
)

LINKS_A_HOUR = 20
"""A host is asked for so many pages an hour; the others wait for the next one."""


@dataclass(slots=True)
class Life:
    """What is remembered of a page, and what happened to it."""

    page: Page
    host: Host
    state: LinkState = field(default_factory=LinkState)
    words: PassageMemory = field(default_factory=PassageMemory)
    found_gone: datetime | None = None
    died: datetime | None = None
    confirmed: list[datetime] = field(default_factory=list)
    looks: Counter[int] = field(default_factory=Counter)

    @property
    def lives(self) -> bool:
        """Tell whether the page is there to the end."""
        return self.page.fate not in {Fate.NOT_FOUND, Fate.GONE}

    @property
    def is_undisturbed(self) -> bool:
        """Tell whether neither host nor our network kept the checker from the page for long."""
        turns = self.page.turns
        within = turns + 21 * DAY
        blackout = BLACKOUT[0] < within and turns < BLACKOUT[1]
        return self.host.trouble is Trouble.NONE and not blackout

    def take_in(self, result: LookResult, now: datetime, random: Random, *, frozen: bool) -> None:
        """Take a look into the memory, and note what changed."""
        self.looks[(now - START) // (7 * DAY)] += 1
        if not frozen:
            self._read_words(result, now)
        step = advance(
            self.state,
            result,
            now,
            cadence=self.page.cadence,
            watched_since=self.page.watched_since,
            random=random.random,
            passages=(self.words,),
            frozen=frozen,
        )
        self.state = step.state
        for change in step.changes:
            if change.axis is Axis.HEALTH and change.after == Health.DEAD:
                self.died = self.died or now
        if now >= self.page.turns and result.status in {404, 410}:
            self.found_gone = self.found_gone or now

    def _read_words(self, result: LookResult, now: datetime) -> None:
        restless = self.state.is_restless(now)
        for finding in result.findings:
            self.words, change = advance_passage(self.words, finding, now, restless=restless)
            if change and change.confirmed and self.words.changed_since:
                self.confirmed.append(now)


def simulate(
    links: int, seed: int = 7, every_day: Callable[[], object] = lambda: None
) -> list[Life]:
    """Watch a made-up web of so many links for ninety days; return what became of each."""
    random = Random(seed)
    hosts, pages = build(links, random)
    lives = [Life(page, hosts[page.host]) for page in pages]
    due: defaultdict[int, list[Life]] = defaultdict(list)
    for life in lives:
        due[_hour(life.page.watched_since)].append(life)
    incidents: dict[int, datetime] = {}
    for hour in range(DAYS * 24):
        now = START + hour * HOUR
        waiting = due.pop(hour, [])
        if BLACKOUT[0] <= now < BLACKOUT[1]:  # every batch is void: what was due stays due
            due[hour + 1] += waiting
            continue
        for host, turn in _by_host(waiting):
            due[hour + 1] += turn[LINKS_A_HOUR:]
            _visit(host, turn[:LINKS_A_HOUR], now, random, incidents)
            for life in turn[:LINKS_A_HOUR]:
                if life.state.next_look_at:
                    due[_hour(life.state.next_look_at)].append(life)
        if hour % 24 == 23:
            every_day()
    return lives


def _visit(
    host: int, turn: list[Life], now: datetime, random: Random, incidents: dict[int, datetime]
) -> None:
    """Look at some pages of a host and store what was found, as the pipeline does."""
    seen = [(life.host.fails(now, random) or life.page.shows(now, random)) for life in turn]
    outcomes = [result.outcome for result in seen]
    if is_incident(outcomes, ongoing=host in incidents):
        since = incidents.setdefault(host, now)
    else:
        since = incidents.pop(host, None)
    for life, result in zip(turn, seen, strict=True):
        frozen = freezes(since, now) and result.outcome in SOFT | WALLED
        life.take_in(result, now, random, frozen=frozen)


def _by_host(waiting: list[Life]) -> Iterator[tuple[int, list[Life]]]:
    turns: defaultdict[int, list[Life]] = defaultdict(list)
    for life in waiting:
        turns[life.page.host].append(life)
    yield from turns.items()


def _hour(at: datetime) -> int:
    """Name the first hour at which a look that is due then can begin."""
    return -((START - at) // HOUR)


def hours(span: timedelta) -> float:
    """Write a span in hours."""
    return span / HOUR
