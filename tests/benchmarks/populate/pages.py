"""Addresses, and how they were at the last look: of articles, and of pages cited as evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tests.benchmarks.populate.cast import Cast
from tests.benchmarks.populate.dice import Dice, day, mixed, stamp, uuid7
from tests.benchmarks.populate.rows import Rows
from tests.benchmarks.populate.scale import BEGINS, ENDS, LANGUAGES, Scale
from tests.benchmarks.populate.voice import Voice

DAY = 86_400
LAST_ARTICLE = 30 * DAY
"""How long before the end the last article is filed, so that its claims are published in time."""

REMEMBERED = 20_000
"""Pages a process holds on to; the popular ones are asked for again and again."""


@dataclass(frozen=True, slots=True)
class Page:
    """One address; ``state`` is what readers are told of it (``factcheck.health.link_state``)."""

    id: int
    public_id: str
    url: str
    host_id: int
    created: float
    looked: float | None
    health: str
    drifted: bool
    title: str
    publisher: str
    archived_url: str
    archived: float | None
    bits: int

    @property
    def state(self) -> dict[str, Any]:
        """Describe the page for readers, as ``factcheck.health.link_state`` does."""
        words = {"dead": "gone", "unverifiable": "unreachable", "new": "unknown"}
        word = words.get(self.health, "changed" if self.drifted else "works")
        copy = self.archived_url if word == "gone" else ""
        archived_at = day(self.archived) if copy and self.archived else None
        return {
            "link": self.public_id,
            "health": word,
            "archived_url": copy,
            "archived_at": archived_at,
        }

    def write(self, rows: Rows) -> None:
        """Write the link as the last look left it."""
        new, dead, blocked = (self.health == h for h in ("new", "dead", "unverifiable"))
        failing = None if self.health in ("new", "alive") else stamp(ENDS.timestamp() - 20 * DAY)
        ok_at = ENDS.timestamp() - 30 * DAY if failing else self.looked
        outcome, status = ("blocked", 403) if blocked else ("gone", 404) if failing else ("ok", 200)
        drifting = stamp(ENDS.timestamp() - 9 * DAY) if self.drifted else None
        next_look = ENDS.timestamp() + self.bits % (14 * DAY)
        rows.add(
            "sources.Link", self.id, self.public_id, self.url, self.host_id, "published",
            stamp(self.created), self.health, "drifted" if self.drifted else "same", "open",
            failing, 3 if dead else 1 if failing and not blocked else 0,
            None if blocked else failing, 0, 0, 5 if blocked else 0,
            drifting, drifting, "likeness" if drifting else "",
            f'{{"{drifting}"}}' if drifting else "{}", "{}", "",
            None if new else stamp(self.looked or 0), None if new else stamp(ok_at or 0),
            stamp(next_look), "" if new else outcome, None if new else status, "", "",
            self.archived_url, stamp(self.archived) if self.archived else None,
            stamp(self.created),
        )  # fmt: skip


class Web:
    """The pages of a corpus, by number; each can be made up anywhere, always the same."""

    def __init__(self, scale: Scale, cast: Cast) -> None:
        """Prepare to make up pages."""
        self._scale, self._cast = scale, cast
        self._dice = Dice()
        self._voices = {code: Voice(code, self._dice) for code in set(LANGUAGES)}
        self.cited: Callable[[int], Page] = lru_cache(REMEMBERED)(self._cited)

    def of_article(self, number: int, host: int, title: str, publisher: str) -> Page:
        """Return the address of an article; ``number`` is the article's."""
        bits = mixed(self._scale.seed, 1, number)
        kind = ("news", "politics", "world", "economy")[bits & 3]
        url = f"https://{self._cast.host(host)}/{kind}/{number}-{bits >> 40:x}"
        at = self._moment(number / self._scale.sources)
        return _page(number + 1, bits, url=url, host=host, at=at, title=title, publisher=publisher)

    def _cited(self, number: int) -> Page:
        """Return a page cited as evidence: every host has at least one, a few have very many."""
        scale = self._scale
        bits = mixed(scale.seed, 2, number)
        self._dice.seed(bits)
        every = max(1, scale.pages // scale.hosts)
        once = number % every == 0 and number // every < scale.hosts
        host = number // every if once else self._dice.skewed(scale.hosts)
        voice = self._voices[LANGUAGES[host % len(LANGUAGES)]]
        id_, title = scale.sources + number + 1, voice.say("page")
        kind = ("reports", "data", "statements", "archive", "documents")[bits % 5]
        url = f"https://{self._cast.host(host)}/{kind}/{number}-{bits >> 40:x}"
        at = self._moment(number / scale.pages)
        publisher = self._cast.printers[host].name if host < scale.outlets else ""
        return _page(id_, bits, url=url, host=host, at=at, title=title, publisher=publisher)

    def _moment(self, share: float) -> float:
        length = (ENDS - BEGINS).total_seconds() - LAST_ARTICLE
        return BEGINS.timestamp() + share * length


def _page(
    id_: int, bits: int, *, url: str, host: int, at: float, title: str, publisher: str
) -> Page:
    """Make up how a page first cited ``at`` that moment fared since; ``bits`` decide."""
    fate = (bits >> 8 & 0xFFFF) / 0x10000
    health = _health(fate)
    has_copy = fate > 0.7 or (health == "dead" and bits & 1)
    return Page(
        id=id_,
        public_id=uuid7(at, bits << 10 | id_ & 0x3FF),
        url=url,
        host_id=host + 1,
        created=at,
        looked=None if health == "new" else ENDS.timestamp() - bits % (6 * DAY),
        health=health,
        drifted=health == "alive" and 0.1 < fate < 0.115,
        title=title,
        publisher=publisher,
        archived_url=f"https://archive.example.org/web/{int(at)}/{url}" if has_copy else "",
        archived=min(at + 3 * DAY, ENDS.timestamp()) if has_copy else None,
        bits=bits,
    )


def _health(fate: float) -> str:
    """Return what share of pages is dead, failing, blocked or not looked at yet."""
    for share, health in ((0.03, "dead"), (0.037, "suspect"), (0.057, "unverifiable")):
        if fate < share:
            return health
    return "new" if fate < 0.06 else "alive"
