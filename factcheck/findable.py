"""What a claim is found by: for the desk the draft as it is now, for readers what was published."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Func, JSONField, QuerySet, Value

from factcheck.indexing import Findable, forget, index
from factcheck.models import Audience, Check, Claim, Claimant, Publication
from factcheck.vocabulary import Word, learn

_WORDS = Func(
    F("document"),
    Value(["appearances", "evidence"]),
    arg_joiner=" - ",
    template="(%(expressions)s)",
    output_field=JSONField(),
)
"""A publication document without its largest parts, by which nobody finds it."""


def show_to_desk(claims: Iterable[Claim]) -> None:
    """Let editors find claims as they stand now. Call it after the change, in its transaction.

    Costs five queries, however many claims.
    """
    fresh = _with_their_words(Claim.objects.filter(pk__in=[claim.pk for claim in claims]))
    index([_of_draft(claim) for claim in fresh])


def show_to_readers(publications: Iterable[Publication]) -> None:
    """Let readers find claims by what was published of them, and by nothing else."""
    published = _of_documents({row.claim_id: row.document for row in publications})
    index(published)
    learn(published)


def hide_from_readers(check: Check) -> None:
    """Let readers find a withdrawn check no more."""
    forget([check.claim_id], Audience.READERS)


@transaction.atomic
def renew(claims: QuerySet[Claim], seen: set[Word] | None = None) -> int:
    """Index claims anew, for everybody; return how many they are.

    Nobody can change one of them meanwhile, so that what is written is what they say now. ``seen``
    are words that earlier calls have learnt; those of these claims are added.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
    drafts = list(_with_their_words(claims.select_for_update(of=("self",))))
    keys = {claim.pk for claim in drafts}
    current = Check.objects.standing().filter(claim__in=keys).values("publication")
    documents = dict(Publication.objects.filter(pk__in=current).values_list("claim_id", _WORDS))
    published = _of_documents(documents)
    forget(keys - documents.keys(), Audience.READERS)
    index([_of_draft(claim) for claim in drafts] + published)
    learn(published, seen)
    return len(drafts)


def _with_their_words(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    read = claims.select_related("verdict").only(
        *("language", "statement", "summary", "created_at"),
        *("verdict__claim", "verdict__reason", "verdict__explanation"),
    )
    return read.prefetch_related("claimants__merged_from").order_by("pk")


def _of_draft(claim: Claim) -> Findable:
    verdict = claim.verdict
    names = [name for claimant in claim.claimants.all() for name in _spellings(claimant)]
    return Findable(
        claim_id=claim.pk,
        audience=Audience.DESK,
        language=claim.language,
        statement=claim.statement,
        summary=claim.summary,
        names=" ".join(dict.fromkeys(names)),
        text=f"{verdict.reason} {verdict.explanation}",
        checked_on=claim.created_at.date(),
    )


def _of_documents(documents: Mapping[int, dict[str, Any]]) -> list[Findable]:
    """Read publication documents by claim."""
    slugs = {who["slug"] for document in documents.values() for who in document["claimants"]}
    named = Claimant.objects.filter(slug__in=slugs).prefetch_related("merged_from")
    spellings = {claimant.slug: _spellings(claimant) for claimant in named}
    checks = Check.objects.filter(claim__in=documents)
    first = dict(checks.values_list("claim", "first_published_at__date"))
    return [
        _of_document(claim, document, spellings, first.get(claim))
        for claim, document in documents.items()
    ]


def _of_document(
    claim_id: int,
    document: dict[str, Any],
    spellings: Mapping[str, list[str]],
    checked_on: date | None,
) -> Findable:
    claim = document["claim"]
    names = [
        name
        for who in document["claimants"]
        for name in (who["name"], *spellings.get(who["slug"], ()))
    ]
    return Findable(
        claim_id=claim_id,
        audience=Audience.READERS,
        language=document["language"],
        statement=claim["statement"],
        summary=claim["summary"],
        names=" ".join(dict.fromkeys(names)),
        text=f"{document['reason']} {document['explanation']}",
        checked_on=checked_on,
    )


def _spellings(claimant: Claimant) -> list[str]:
    """List all the names of a claimant, those of whoever was merged into them too."""
    merged = claimant.merged_from.all()
    names = [claimant.name, *claimant.aliases]
    return names + [name for one in merged for name in (one.name, *one.aliases)]
