"""The looks that led here, as a small chart and as runs in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sources.linkcheck.result import ANSWERED, HARD, SOFT, WALLED, Outcome
from sources.models import Look
from sources.wording import what_of


class Lane(NamedTuple):
    """A row of the chart: which outcomes stand on it, and how they are drawn."""

    name: str
    shape: str
    outcomes: frozenset[Outcome]


LANES = (
    Lane("well", "●", ANSWERED),
    Lane("walled", "⊘", WALLED | {Outcome.RATE, Outcome.CHECKER_FAULT, Outcome.REFUSED}),
    Lane("soft", "◐", SOFT),
    Lane("hard", "✕", HARD),
)
LANE_HEIGHT = 22  # pixels, as in desk.css
HEIGHT = len(LANES) * LANE_HEIGHT
LINES = [index * LANE_HEIGHT + LANE_HEIGHT // 2 for index in range(len(LANES))]


@dataclass(frozen=True, slots=True)
class Point:
    """One look on the chart: per cent from the left, pixels from the top."""

    x: float
    y: int
    lane: Lane
    look: Look

    @property
    def words(self) -> str:
        """Say what was found."""
        return what_of(self.look)


@dataclass(frozen=True, slots=True)
class Run:
    """Looks in a row that found the same."""

    words: str
    lane: Lane
    first: datetime
    last: datetime
    looks: int


def lane_of(look: Look) -> Lane:
    """Return the row a look stands on."""
    outcome = Outcome(look.outcome)
    return next(lane for lane in LANES if outcome in lane.outcomes)


def points_of(looks: Sequence[Look]) -> list[Point]:
    """Place looks (the newest first) from left to right, each as far from the next."""
    step = 100 / max(len(looks), 1)
    return [
        Point(
            x=round((index + 0.5) * step, 2),
            y=LINES[LANES.index(lane_of(look))],
            lane=lane_of(look),
            look=look,
        )
        for index, look in enumerate(reversed(looks))
    ]


def runs_of(looks: Sequence[Look]) -> list[Run]:
    """Sum looks (the newest first) up in runs, the newest first: “404 since 3 June, 4 looks”."""
    runs = []
    for (words, lane), run in groupby(looks, lambda look: (what_of(look), lane_of(look))):
        several = list(run)
        runs.append(Run(words, lane, several[-1].at, several[0].at, len(several)))
    return runs
