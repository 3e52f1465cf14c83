"""The looks that led here, as a small chart and as runs in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from sources.linkcheck.result import ANSWERED, HARD, SOFT, WALLED, Outcome
from sources.models import Look
from sources.wording import what_of


class Lane(NamedTuple):
    """A row of the chart: which outcomes stand on it, how they are drawn, what it is called."""

    name: str
    shape: str
    label: object
    outcomes: frozenset[Outcome]


WELL = Lane("well", "●", _("works"), ANSWERED)
CHANGED = Lane("changed", "≠", _("changed"), frozenset())
"""Where looks stand that found the page, and its text or our words no longer as they were."""
UNCLEAR = WALLED | {Outcome.RATE, Outcome.CHECKER_FAULT, Outcome.REFUSED}
LANES = (
    WELL,
    CHANGED,
    Lane("walled", "⊘", _("unclear"), UNCLEAR),
    Lane("soft", "◐", _("failed"), SOFT),
    Lane("hard", "✕", _("seems gone"), HARD),
)
LANE_HEIGHT = 22  # pixels, as in desk.css
HEIGHT = len(LANES) * LANE_HEIGHT
LINES = [index * LANE_HEIGHT + LANE_HEIGHT // 2 for index in range(len(LANES))]


@dataclass(frozen=True, slots=True)
class Seen:
    """A look, and what was changed on the page by then: “cited words edited”, or ""."""

    look: Look
    change: str = ""

    @property
    def words(self) -> str:
        """Say what was found: “works, cited words edited”."""
        return f"{what_of(self.look)}, {self.change}" if self.change else what_of(self.look)

    @property
    def lane(self) -> Lane:
        """Return the row it stands on."""
        outcome = Outcome(self.look.outcome)
        return CHANGED if self.change else next(lane for lane in LANES if outcome in lane.outcomes)


@dataclass(frozen=True, slots=True)
class Point:
    """One look on the chart: per cent from the left, pixels from the top."""

    x: float
    y: int
    seen: Seen


@dataclass(frozen=True, slots=True)
class Run:
    """Looks in a row that found the same."""

    words: str
    lane: Lane
    first: datetime
    last: datetime
    looks: int


def points_of(seen: Sequence[Seen]) -> list[Point]:
    """Place looks (the newest first) from left to right, each as far from the next."""
    step = 100 / max(len(seen), 1)
    return [
        Point(x=round((index + 0.5) * step, 2), y=LINES[LANES.index(one.lane)], seen=one)
        for index, one in enumerate(reversed(seen))
    ]


def runs_of(seen: Sequence[Seen]) -> list[Run]:
    """Sum looks (the newest first) up in runs, the newest first: “404 since 3 June, 4 looks”."""
    runs = []
    for (words, lane), run in groupby(seen, lambda one: (one.words, one.lane)):
        several = [one.look for one in run]
        runs.append(Run(words, lane, several[-1].at, several[0].at, len(several)))
    return runs
