"""What happened, in a sentence that cannot be anything but text."""

from dataclasses import dataclass
from datetime import datetime
from unicodedata import category

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from sources.models import Alert, Host, Link, Passage, Transition

Axis = Transition.Axis
EVENTS: dict[tuple[str, str], tuple[str, str]] = {
    (Axis.PASSAGE, Passage.State.GONE): (
        "a cited passage is gone",
        "The cited words are no longer on the page.",
    ),
    (Axis.PASSAGE, Passage.State.EDITED): (
        "a cited passage was edited",
        "The cited words were edited.",
    ),
    (Axis.HEALTH, Link.Health.DEAD): ("a page is gone", "The page is gone."),
    (Axis.CONTENT, Link.Content.DRIFTED): ("a page changed", "The text of the page changed."),
    (Axis.HEALTH, Link.Health.QUARANTINED): (
        "an address is refused",
        "The page leads to an address our checker must not touch. A publisher can release it.",
    ),
    (Axis.HEALTH, Link.Health.UNVERIFIABLE): (
        "a page cannot be checked",
        "Our checker is not shown the page. Please look yourself, and press “I saw it”.",
    ),
}
"""Trouble, worst first: how a subject says it, how a letter does."""

GOOD_NEWS = {
    Axis.HEALTH: ("a page answers again", "The page answers again."),
    Axis.CONTENT: ("a page is as it was", "The text of the page is as it was again."),
    Axis.PASSAGE: ("cited words stand again", "The cited words stand on the page again."),
}

# Marks that turn the direction of what follows, and would let a title rewrite its neighbours.
TURNING = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(frozen=True)
class Event:
    """One alert about a page or about words, as a letter tells it."""

    alert: Alert
    change: Transition

    @property
    def rank(self) -> int:
        """Say how bad it is; 0 is worst."""
        kinds = list(EVENTS)
        kind = (self.change.axis, self.change.after)
        return kinds.index(kind) if self.change.is_trouble else len(kinds)

    @property
    def short(self) -> str:
        """Say it as a subject does."""
        return self._words[0]

    @property
    def sentence(self) -> str:
        """Say it in a sentence, and whether it is over."""
        over = self.change.is_trouble and self.alert.ended_at is not None
        return f"{self._words[1]}{' This is over by now.' if over else ''}"

    @property
    def _words(self) -> tuple[str, str]:
        if self.change.is_trouble:
            return EVENTS[self.change.axis, self.change.after]
        return GOOD_NEWS[Axis(self.change.axis)]


def plain(text: str, most: int = 300) -> str:
    """Return ``text`` as one line without control or direction marks, at most so many characters.

    Whatever a page or a title says, it starts no line of its own and no header.
    """
    shown = (" " if category(c) == "Cc" else c for c in text.translate(TURNING))
    line = " ".join("".join(shown).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def name_of(host: Host | None) -> str:
    """Name a host as people do: without the port every host has."""
    key = host.key if host else ""
    return plain(key.removesuffix(":443").removesuffix(":80"), 80)


def moment(at: datetime) -> str:
    """Write a moment in the editorial time zone, and name the zone."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M %Z}"


def address_of(name: str, *args: int) -> str:
    """Return the whole address of a screen."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"
