"""Which sentences of an article are worth splitting into claims, and why. Plain Python.

``score`` judges one sentence by a few traits that can be named, ``score_all`` some that follow each
other, ``rank`` those of a whole text.
"""

from factcheck.suggesting.ranking import Candidate, rank
from factcheck.suggesting.scoring import Suggestion, score, score_all
from factcheck.suggesting.traits import Sign, Trait

__all__ = ["Candidate", "Sign", "Suggestion", "Trait", "rank", "score", "score_all"]
