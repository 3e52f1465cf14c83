"""The claims we have that a text looks like: for a claim that is typed, and for one we have."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch
from django.db.models.functions import Coalesce

from factcheck.matching import Match, find
from factcheck.models import Audience, Claim, ClaimClaimant

SHOWN = 3
COMPARED = 20
"""So many claims are looked at: those that are known to be one count once."""

PERHAPS = 0.1
"""Below that a claim has some of the words and says something else. Of 199 posts that repeat one of
14,000 claims, this shows the claim for 86 in 100, and one row in four is another (without their
signatures; ``matching.SURE`` alone would show 66)."""

ALIKE = 0.4
"""Claims with so many words in common are shown too: where several say a thing in their own words,
it is not sure which of them a text repeats."""


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
    claims known to be others. Costs four queries, none for a text without words.
    """
    if not text.strip():
        return []
    others = set(apart)
    matches = find(text, Audience.DESK, limit=COMPARED + len(others))
    likely = {match.claim_id: match for match in matches if _is_likely(match)}
    found: dict[int, Match] = {}
    for pk, head in _heads(likely).items():
        if not {pk, head} & others:
            found.setdefault(head, likely[pk])
    best = dict(list(found.items())[:limit])
    claims = _loaded(best)
    return [Lookalike(claims[pk], match) for pk, match in best.items()]


def duplicates_of(claim: Claim, limit: int = SHOWN) -> list[Lookalike]:
    """Return claims that likely say the same as ``claim`` and are not known to. Four queries."""
    found = lookalikes(claim.statement, apart=[claim.same_as_id or claim.pk], limit=limit)
    return [one for one in found if one.match.is_same or one.is_alike]


def _heads(claim_ids: Collection[int]) -> dict[int, int]:
    """Name for each claim, in their order, the one it duplicates; itself if there is none."""
    rows = Claim.objects.filter(pk__in=claim_ids)
    heads = dict(rows.values_list("pk", Coalesce("same_as", "pk")))
    return {pk: heads[pk] for pk in claim_ids if pk in heads}


def _loaded(claim_ids: Collection[int]) -> dict[int, Claim]:
    """Fetch the claims with all that is said of them. Two queries."""
    makers = ClaimClaimant.objects.filter(part=ClaimClaimant.Part.SPEAKER)
    rows = Claim.objects.select_related(
        "verdict__rating", "verdict__assignee", "verdict__submitted_by", "verdict__approved_by"
    ).prefetch_related(Prefetch("claim_claimants", makers.select_related("claimant")))
    return rows.in_bulk(claim_ids)


def _is_likely(match: Match) -> bool:
    return match.confidence >= PERHAPS or _is_alike(match)


def _is_alike(match: Match) -> bool:
    return match.overlap >= ALIKE and len(match.shared) > 1
