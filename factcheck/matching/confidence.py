"""How likely a ranked claim says the same as the text it was found for: a logistic function.

Fitted to 997 posts whose claims are known, each asked with its claim in the collection and without
(``tests.benchmarks.matching.compare``). The lead is over the second of the other claims, and claims
in nearly the same words are not others: what was checked twice would stand in its own way.
"""

import math
from collections.abc import Sequence
from itertools import islice

from factcheck.matching.ranking import Ranked

SURE = 0.68
WORDS_IN_COMMON = 2
RIVAL = 1
"""The place, among the other claims, of the one a claim must be ahead of."""

ALIKE = 0.7
"""So many of the words of two claims, of all that either has, make them one claim in two rows."""

LEAST_RIVAL = 0.8
"""So much a claim must lead by where nothing else was found at all."""

USUAL_NEARNESS = 0.37
BIAS = -4.615
COVERAGE, OVERLAP, LEAD, NEARNESS = 0.949, 2.173, 10.016, 3.375


def confidences(ranked: Sequence[Ranked]) -> list[float]:
    """Return the likelihood (0 to 1) for each claim, all of them ranked for one text."""
    return [_confidence(one, max(_rival(one, ranked), LEAST_RIVAL)) for one in ranked]


def _rival(one: Ranked, ranked: Sequence[Ranked]) -> float:
    others = (other.score for other in ranked if not _are_alike(one.words, other.words))
    return next(islice(others, RIVAL, None), 0.0)


def _are_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    return len(words & others) >= ALIKE * len(words | others)


def _confidence(one: Ranked, rival: float) -> float:
    if len(one.shared) < WORDS_IN_COMMON:
        return 0.0
    lead = max(1 - rival / one.score, -1.0)
    summary = one.of_claim if one.of_summary is None else one.of_summary
    nearness = USUAL_NEARNESS if one.nearness is None else one.nearness
    weighed = (
        BIAS
        + COVERAGE * math.log(one.coverage + 0.02)
        + OVERLAP * (one.of_claim + summary) / 2
        + LEAD * lead
        + NEARNESS * nearness
    )
    return 1 / (1 + math.exp(-weighed))
