"""Has this been checked before? Rank claims by the words a text shares with them (BM25).

A second ranker, by meaning, would be fused with this one by rank, in ``find``.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from factcheck.matching.beginning import beginning
from factcheck.matching.confidence import COMPARED, SURE, confidences
from factcheck.matching.ranking import ids_statement, rank, rank_ids
from factcheck.models import Audience
from factcheck.posts import Post, read_post

__all__ = ["Match", "beginning", "find", "ranked", "ranked_by"]


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that shares words with a text.

    ``confidence`` (0 to 1) is how likely it says the same; ``shared`` the words both have as the
    text writes them, the rarest first; ``overlap`` (0 to 1) the share of the words of either that
    the other has, the smaller of both.
    """

    claim_id: int
    confidence: float
    shared: tuple[str, ...]
    overlap: float = 0.0

    @property
    def is_same(self) -> bool:
        """Say whether to take it for the same claim."""
        return self.confidence >= SURE


def find(
    text: str, audience: Audience, limit: int = 10, said_on: date | None = None
) -> list[Match]:
    """Rank the claims an audience may find by the words they share with ``text``. One query.

    ``said_on`` is the day of the text; where it is not given, that of the signature which a pasted
    post ends with.
    """
    post = read_post(text)
    if said_on:
        post = replace(post, said_on=said_on)
    best = rank(post, audience, max(limit, COMPARED))
    matches = [
        Match(one.claim_id, confidence, one.shared, min(one.coverage, one.of_claim))
        for one, confidence in zip(best, confidences(best), strict=True)
    ]
    return matches[:limit]


def ranked(text: str, audience: Audience, most: int) -> list[int]:
    """Return the ids of up to ``most`` claims that share words with ``text``, best first."""
    return rank_ids(Post(text), audience, most)


def ranked_by(text: str, audience: Audience, most: int) -> tuple[str, dict[str, Any]]:
    """Return the statement that ``ranked`` asks, and its named parameters, for a larger one."""
    return ids_statement(Post(text), audience, most)
