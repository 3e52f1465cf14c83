"""The claims we have that a text looks like: for a claim that is typed, and for one we have."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from factcheck.matching import Match, find
from factcheck.models import Audience, Claim, ClaimClaimant

SHOWN = 3
PERHAPS = 0.1
"""Below that a claim has some of the words and says something else. Of 199 posts that repeat one of
14,000 claims, this shows the claim for 85 in 100, and one row in four is another (without their
signatures; ``matching.SURE`` alone would show 68)."""

ALIKE = 0.4
"""Claims with so many words in common are shown too: where there are several, it is not sure which
of them a text repeats, but surely one of them."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A claim we have, loaded with verdict and claimants, and how it compares with a text.

    ``match`` says how likely both say the same, and which words they share.
    """

    claim: Claim
    match: Match

    @property
    def is_alike(self) -> bool:
        """Say whether both have many of their words in common."""
        return _is_alike(self.match)


def lookalikes(text: str, *, apart: Collection[int] = (), limit: int = SHOWN) -> list[Lookalike]:
    """Return up to ``limit`` claims that ``text`` may repeat, the likeliest first.

    A claim and its duplicates are one, named by the one they duplicate; ``apart`` are the ids of
    claims known to be others. Costs three queries, none for a text without words.
    """
    if not text.strip():
        return []
    others = set(apart)
    matches = find(text, Audience.DESK, limit=2 * limit + len(others))
    likely = {match.claim_id: match for match in matches if _is_likely(match)}
    if not likely:
        return []
    claims = _loaded(likely)
    found: dict[int, Lookalike] = {}
    for pk, match in likely.items():
        head = claims[pk].same_as_id or pk
        if not {pk, head} & others and head not in found:
            found[head] = Lookalike(claims[head], match)
    return list(found.values())[:limit]


def duplicates_of(claim: Claim, limit: int = SHOWN) -> list[Lookalike]:
    """Return claims that may say the same as ``claim``, those known to left out. Three queries."""
    return lookalikes(claim.statement, apart=[claim.same_as_id or claim.pk], limit=limit)


def _loaded(claim_ids: Iterable[int]) -> dict[int, Claim]:
    """Fetch the claims and those they are duplicates of. Two queries."""
    ids = list(claim_ids)
    makers = ClaimClaimant.objects.filter(part=ClaimClaimant.Part.SPEAKER)
    rows = Claim.objects.filter(Q(pk__in=ids) | Q(duplicates__in=ids)).distinct()
    rows = rows.select_related(
        "verdict__rating", "verdict__assignee", "verdict__submitted_by", "verdict__approved_by"
    ).prefetch_related(Prefetch("claim_claimants", makers.select_related("claimant")))
    return rows.in_bulk()


def _is_likely(match: Match) -> bool:
    return match.confidence >= PERHAPS or _is_alike(match)


def _is_alike(match: Match) -> bool:
    return match.overlap >= ALIKE and len(match.shared) > 1
