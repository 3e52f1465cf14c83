"""What a claim is found by: for the desk the draft as it is now, for readers what was published."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from factcheck.indexing import Findable, forget, index
from factcheck.models import Audience, Check, Claim, Claimant, Publication
from factcheck.vocabulary import learn


def show_to_desk(claims: Iterable[Claim]) -> None:
    """Let editors find claims as they stand now. Call it after the change, in its transaction.

    Costs five queries, however many claims.
    """
    fresh = Claim.objects.filter(pk__in=[claim.pk for claim in claims]).select_related("verdict")
    rows = list(fresh.prefetch_related("claimants__merged_from").order_by("pk"))
    index([_of_draft(claim) for claim in rows], Audience.DESK)


def show_to_readers(publications: Iterable[Publication]) -> None:
    """Let readers find claims by what was published of them, and by nothing else."""
    rows = list(publications)
    slugs = {who["slug"] for row in rows for who in row.document["claimants"]}
    named = Claimant.objects.filter(slug__in=slugs).prefetch_related("merged_from")
    spellings = {claimant.slug: _spellings(claimant) for claimant in named}
    checks = Check.objects.filter(claim__in=[row.claim_id for row in rows])
    first = dict(checks.values_list("claim", "first_published_at__date"))
    published = [_of_publication(row, spellings, first.get(row.claim_id)) for row in rows]
    index(published, Audience.READERS)
    learn(published)


def hide_from_readers(check: Check) -> None:
    """Let readers find a withdrawn check no more."""
    forget([check.claim_id], Audience.READERS)


def _of_draft(claim: Claim) -> Findable:
    verdict = claim.verdict
    return Findable(
        claim_id=claim.pk,
        language=claim.language,
        statement=claim.statement,
        summary=claim.summary,
        names=" ".join(_spellings(claimant) for claimant in claim.claimants.all()),
        text=f"{verdict.reason} {verdict.explanation}",
        checked_on=claim.created_at.date(),
    )


def _of_publication(
    publication: Publication, spellings: dict[str, str], checked_on: date | None
) -> Findable:
    document: dict[str, Any] = publication.document
    claim = document["claim"]
    names = [f"{who['name']} {spellings.get(who['slug'], '')}" for who in document["claimants"]]
    return Findable(
        claim_id=publication.claim_id,
        language=document["language"],
        statement=claim["statement"],
        summary=claim["summary"],
        names=" ".join(names),
        text=f"{document['reason']} {document['explanation']}",
        checked_on=checked_on,
    )


def _spellings(claimant: Claimant) -> str:
    """Write all the names of a claimant, those of whoever was merged into them too."""
    merged = claimant.merged_from.all()
    names = [claimant.name, *claimant.aliases]
    names += [name for one in merged for name in (one.name, *one.aliases)]
    return " ".join(names)
