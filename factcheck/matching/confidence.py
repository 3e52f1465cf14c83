"""How likely a ranked claim says the same as the text it was found for: a logistic function.

Fitted to 997 posts whose claims are known, each asked with its claim in the collection and without
(``tests.benchmarks.matching.compare``). Where that is taken out, the best is most often another
claim about the same event: what a claim shares with the text is weighed against what other claims
share with it. Claims in nearly the same words are not others: what was checked twice would stand
in its own way.
"""

import math
from collections.abc import Sequence
from statistics import fmean

from factcheck.matching.ranking import Ranked

SURE = 0.7
WORDS_IN_COMMON = 2

COMPARED = 10
"""So many of the best claims are compared with each: how sure one is depends on the others."""

RIVAL = 1
"""The place, among the other claims, of the one a claim must be ahead of."""

ALIKE = 0.7
"""So many of the words of two claims, of all that either has, make them one claim in two rows."""

LEAST_RIVAL = 0.9
"""So much a claim must lead by where nothing else was found at all, as in a small collection."""

CROWD_OF = 5
"""So many others tell whether everybody was writing about the same event in those days."""

BIAS = -2.088
COVERAGE, OWN, OVERLAP, LEAD = 1.374, 0.507, 2.875, 7.513
NEARNESS, CROWD = 4.855, -3.092
UNDATED = 1.0
"""What nearness and crowd come to where days are not known: then, too, 95 of 100 are right."""


def confidences(ranked: Sequence[Ranked]) -> list[float]:
    """Return the likelihood (0 to 1) for each claim, all of them ranked for one text."""
    best = ranked[:COMPARED]
    return [
        _confidence(one, [other for other in best if not _are_alike(one.words, other.words)])
        for one in ranked
    ]


def _are_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    return len(words & others) >= ALIKE * len(words | others)


def _confidence(one: Ranked, others: Sequence[Ranked]) -> float:
    if len(one.shared) < WORDS_IN_COMMON:
        return 0.0
    summary = one.of_claim if one.of_summary is None else one.of_summary
    weighed = (
        BIAS
        + COVERAGE * _log(one.coverage)
        + OWN * _log(one.coverage * _share_of_its_own(one, others))
        + OVERLAP * (one.of_claim + summary) / 2
        + LEAD * _lead(one, others)
        + _timing(one, others)
    )
    return 1 / (1 + math.exp(-weighed))


def _log(share: float) -> float:
    return math.log(share + 0.02)


def _share_of_its_own(one: Ranked, others: Sequence[Ranked]) -> float:
    """Return the share of the words in common that at most one other claim has, too."""
    own = [word for word in one.shared if sum(word in other.shared for other in others) <= 1]
    return len(own) / len(one.shared)


def _lead(one: Ranked, others: Sequence[Ranked]) -> float:
    rival = others[RIVAL].score if len(others) > RIVAL else 0.0
    return max(1 - max(rival, LEAST_RIVAL) / one.score, -1.0)


def _timing(one: Ranked, others: Sequence[Ranked]) -> float:
    """Weigh how near in time it is; less if the others are near, too: an event of these days."""
    if one.nearness is None:
        return UNDATED
    near = [other.nearness or 0.0 for other in others[:CROWD_OF]]
    return NEARNESS * one.nearness + CROWD * (fmean(near) if near else 0.0)
