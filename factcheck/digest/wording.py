"""What happened, in a sentence that cannot be anything but text."""

from dataclasses import dataclass
from datetime import datetime
from unicodedata import category

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sources.models import Alert, Host, Link, Passage, Transition

Axis = Transition.Axis
Words = tuple[str | Promise, str | Promise]
EVENTS: dict[tuple[str, str], Words] = {
    (Axis.PASSAGE, Passage.State.GONE): (
        _("a cited passage is gone"),
        _("The cited words are no longer on the page."),
    ),
    (Axis.PASSAGE, Passage.State.EDITED): (
        _("a cited passage was edited"),
        _("The cited words were edited."),
    ),
    (Axis.HEALTH, Link.Health.DEAD): (_("a page is gone"), _("The page is gone.")),
    (Axis.CONTENT, Link.Content.DRIFTED): (_("a page changed"), _("The text of the page changed.")),
    (Axis.HEALTH, Link.Health.QUARANTINED): (
        _("an address is refused"),
        _("The page leads to an address our checker must not touch. A publisher can release it."),
    ),
    (Axis.HEALTH, Link.Health.UNVERIFIABLE): (
        _("a page cannot be checked"),
        _("Our checker is not shown the page. Please look yourself, and press “I saw it”."),
    ),
}
"""Trouble, worst first: how a subject says it, how a letter does."""

GOOD_NEWS: dict[Axis, Words] = {
    Axis.HEALTH: (_("a page answers again"), _("The page answers again.")),
    Axis.CONTENT: (_("a page is as it was"), _("The text of the page is as it was again.")),
    Axis.PASSAGE: (_("cited words stand again"), _("The cited words stand on the page again.")),
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
        return str(self._words[0])

    @property
    def sentence(self) -> str:
        """Say it in a sentence, and whether it is over."""
        over = self.change.is_trouble and self.alert.ended_at is not None
        sentence = str(self._words[1])
        return f"{sentence} {gettext('This is over by now.')}" if over else sentence

    @property
    def _words(self) -> Words:
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
