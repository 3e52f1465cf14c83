"""What becomes of a claim: how far its verdict is, how many versions readers have had."""

from dataclasses import dataclass

from factcheck.workflow import State
from tests.benchmarks.populate.scale import Scale

NEWEST = 0.1
"""The share of claims, the newest, among which work is still going on."""

_OPEN_OF_NEWEST = ((0.20, State.DRAFT), (0.28, State.IN_REVIEW), (0.36, State.APPROVED))
_SHELVED = ((0.96, State.PARKED), (0.97, State.REJECTED), (0.98, State.NOT_CHECKABLE))
_WITHDRAWN = (0.98, 0.99)
_CORRECTING = 0.005
_GOLDEN, _SILVER = 0.6180339887, 0.4142135624


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a verdict is, and the versions its claim was published in."""

    state: State
    versions: int = 0
    is_scheduled: bool = False

    @property
    def is_withdrawn(self) -> bool:
        """Say whether only a notice is left."""
        return self.state == State.WITHDRAWN

    @property
    def is_being_corrected(self) -> bool:
        """Say whether a correction waits while the check stays public."""
        return self.state == State.DRAFT and self.versions > 0


def fate(scale: Scale, number: int) -> Fate:
    """Return what becomes of the claim with this number; shares are met as evenly as can be."""
    share = _spread(number, _GOLDEN, scale)
    if number >= scale.claims * (1 - NEWEST):
        for end, state in _OPEN_OF_NEWEST:
            if share < end:
                return Fate(state, is_scheduled=state == State.APPROVED and number % 5 == 0)
    versions = _versions(number, scale)
    if share < _CORRECTING:
        return Fate(State.DRAFT, versions)
    if _WITHDRAWN[0] <= share < _WITHDRAWN[1]:
        return Fate(State.WITHDRAWN, versions)
    begin = 0.95
    for end, state in _SHELVED:
        if begin <= share < end:
            return Fate(state)
        begin = end
    return Fate(State.PUBLISHED, versions)


def _versions(number: int, scale: Scale) -> int:
    """Return 1, for one claim in ten 2, for one in a hundred 3 or 4."""
    share = _spread(number, _SILVER, scale)
    if share < 0.1:
        return 2
    return 3 + number % 2 if share < 0.11 else 1


def _spread(number: int, step: float, scale: Scale) -> float:
    """Return a number between 0 and 1; those of any row of claims lie evenly between."""
    return (number * step + scale.seed / 7) % 1
