"""How good a ranking is, and how long it took: numbers of a list against what is right."""

import math
from collections.abc import Collection, Sequence
from statistics import fmean, stdev


def average_precision(ranked: Sequence[str], right: Collection[str], at: int = 5) -> float:
    """Add up the precision at each right claim among the first; divide by how many are right."""
    hits, total = 0, 0.0
    for place, one in enumerate(ranked[:at], 1):
        if one in right:
            hits += 1
            total += hits / place
    return total / len(right)


def recall(ranked: Sequence[str], right: Collection[str], at: int = 5) -> float:
    """Return the share (0 to 1) of what is right that is among the first."""
    return len(set(ranked[:at]) & set(right)) / len(right)


def reciprocal_rank(ranked: Sequence[str], right: Collection[str]) -> float:
    """Return 1 for what is right in the first place, 1/2 in the second; 0 if it is nowhere."""
    return next((1 / place for place, one in enumerate(ranked, 1) if one in right), 0.0)


def give_or_take(values: Sequence[float]) -> float:
    """Return how far the mean may be off: half the interval that holds it 19 times in 20."""
    return 1.96 * stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0


def mean(values: Sequence[float]) -> float:
    """Return the mean; of nothing it is 0."""
    return fmean(values) if values else 0.0


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that so many in a hundred do not exceed; of nothing it is 0."""
    if not values:
        return 0.0
    return sorted(values)[max(math.ceil(len(values) * percent / 100) - 1, 0)]
