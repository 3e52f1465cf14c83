"""What is remembered of a host between looks: its rules, and what its missing pages look like."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Self

from sources.linkcheck.address import Address
from sources.linkcheck.appearance import Appearance
from sources.linkcheck.result import JSON

LIFE = timedelta(days=1)
"""How long a host is taken to answer for missing pages as it did."""

MOST_PLACES, MOST_FINGERPRINTS = 20, 50
MOST_BYTES = 16 * 1024
"""What the answers of a host may take, whatever it writes on its missing pages."""


@dataclass(slots=True)
class HostMemory:
    """The memory of one host and port. Give what you remember; find in it what was learnt.

    `robots_txt` is None when it is not known; the caller keeps it, as it has a date of its own.
    `answers` holds how the host answered for addresses that cannot exist, by first path segment,
    and for its home page; `fingerprints` which page was the first with a text.
    """

    robots_txt: str | None = None
    answers: dict[str, tuple[datetime, Appearance]] = field(default_factory=dict)
    fingerprints: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, JSON]:
        """Write down everything but robots.txt, some twenty kilobytes at most.

        In lists, the oldest first: the order of an object's keys is lost where it is stored.
        """
        return {
            "answers": [
                [place, asked_at.isoformat(), *appearance]
                for place, (asked_at, appearance) in self.answers.items()
            ],
            "fingerprints": [list(pair) for pair in self.fingerprints.items()],
        }

    @classmethod
    def from_json(cls, written: Mapping[str, Any], robots_txt: str | None = None) -> Self:
        """Read what `as_json` wrote; anything else is an empty memory."""
        try:
            answers = {
                place: (datetime.fromisoformat(asked_at), Appearance(*rest))
                for place, asked_at, *rest in written.get("answers", [])
            }
            return cls(robots_txt, answers, dict(written.get("fingerprints", [])))
        except (AttributeError, TypeError, ValueError):
            return cls(robots_txt)

    def answer_for(self, place: str, now: datetime) -> Appearance | None:
        """Recall how the host answers there, if that is not too long ago."""
        asked_at, appearance = self.answers.get(place, (None, None))
        return appearance if asked_at and now - asked_at < LIFE else None

    def note_answer(self, place: str, appearance: Appearance, now: datetime) -> None:
        """Remember how the host answered; the oldest answers give way."""
        self.answers.pop(place, None)
        self.answers[place] = (now, appearance)
        _drop_oldest(self.answers, MOST_PLACES)
        while sum(_size(*answer) for answer in self.answers.items()) > MOST_BYTES:
            _drop_oldest(self.answers, len(self.answers) - 1)

    def seen_elsewhere(self, fingerprint: str, url: str) -> bool:
        """Note a page's fingerprint; tell whether another address of the host has had it."""
        mark = hashlib.blake2b(url.encode(), digest_size=8).hexdigest()
        first = self.fingerprints.setdefault(fingerprint, mark)
        _drop_oldest(self.fingerprints, MOST_FINGERPRINTS)
        return first != mark


HOME = ""
"""The place of a home page among a host's answers."""


def place_of(address: Address) -> str:
    """Name the part of a host whose missing pages look alike: the first of several segments."""
    first, slash, _ = address.path[1:].partition("/")
    if slash:
        return f"/{first[:100]}/"
    return f"/{first[:100]}?" if address.query else "/"


def _size(place: str, answer: tuple[datetime, Appearance]) -> int:
    """Count the bytes of an answer in JSON."""
    asked_at, appearance = answer
    written = json.dumps([place, asked_at.isoformat(), *appearance], ensure_ascii=False)
    return len(written.encode("utf-8", "replace"))


def _drop_oldest(remembered: dict[str, Any], most: int) -> None:
    while len(remembered) > most:
        del remembered[next(iter(remembered))]
