"""What a claim is found by: for the desk the draft as it is now, for readers what was published."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import orjson
from django.db import connection, transaction
from django.db.models import F, Func, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from factcheck.indexing import Findable, forget, index
from factcheck.models import Audience, Check, Claim, ClaimClaimant, Publication, Verdict
from factcheck.vocabulary import Word, learn

_WORDS = Cast(
    Func(
        F("document"),
        Value(["appearances", "evidence", "rests_on", "rating"]),
        arg_joiner=" - ",
        template="(%(expressions)s)",
        output_field=JSONField(),
    ),
    TextField(),
)
"""A publication document without its largest parts, by which nobody finds it, as JSON."""


def show_to_desk(claims: Iterable[Claim]) -> None:
    """Let editors find claims as they stand now. Call it after the change, in its transaction.

    Costs three queries, however many claims.
    """
    index(_of_drafts([claim.pk for claim in claims]))


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

    Their verdicts are locked first, where every act on a claim begins, and read afterwards: what
    is written is what they say now, and nobody is in the middle of a change. ``seen`` are words
    that earlier calls have learnt; those of these claims are added.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
    locked = Verdict.objects.filter(claim__in=claims).order_by("claim")
    keys = set(locked.select_for_update(of=("self",)).values_list("claim", flat=True))
    current = Check.objects.standing().filter(claim__in=keys).values("publication")
    read = Publication.objects.filter(pk__in=current).values_list("claim_id", _WORDS)
    documents = {claim: orjson.loads(words) for claim, words in read}
    published = _of_documents(documents)
    forget(keys - documents.keys(), Audience.READERS)
    index(_of_drafts(keys) + published)
    learn(published, seen)
    return len(keys)


_DRAFT = (
    *("claim", "claim__language", "claim__statement", "claim__summary", "claim__created_at"),
    *("reason", "explanation"),
)


def _of_drafts(claims: Collection[int]) -> list[Findable]:
    """Read claims as they are now. Two queries."""
    named = ClaimClaimant.objects.filter(claim__in=claims)
    rows = named.order_by("position", "pk", "claimant__merged_from")
    names = _spellings(rows.values_list("claim_id", *_SPELLINGS))
    drafts = Verdict.objects.filter(claim__in=claims).order_by("claim").values_list(*_DRAFT)
    return [
        Findable(
            claim_id=claim,
            audience=Audience.DESK,
            language=language,
            statement=statement,
            summary=summary,
            names=" ".join(names.get(claim, ())),
            text=f"{reason} {explanation}",
            checked_on=created_at.date(),
        )
        for claim, language, statement, summary, created_at, reason, explanation in drafts
    ]


def _of_documents(documents: Mapping[int, dict[str, Any]]) -> list[Findable]:
    """Read publication documents by claim, and nothing that was not published. One query."""
    checks = Check.objects.filter(claim__in=documents)
    first = dict(checks.values_list("claim", "first_published_at__date"))
    return [
        _of_document(claim, document, first.get(claim)) for claim, document in documents.items()
    ]


def _of_document(claim_id: int, document: dict[str, Any], checked_on: date | None) -> Findable:
    claim = document["claim"]
    names = [
        name
        for who in document["claimants"]
        for name in (who["name"], *who.get("also_known_as", ()))  # older documents have none
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


_SPELLINGS = (
    *("claimant__name", "claimant__aliases"),
    *("claimant__merged_from__name", "claimant__merged_from__aliases"),
)


def _spellings(rows: Iterable[tuple[Any, ...]]) -> dict[int, dict[str, None]]:
    """Gather all names by claim, those of whoever was merged into its claimants too, in order."""
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for claim, name, aliases, merged, their_aliases in rows:
        found[claim] |= dict.fromkeys([name, *aliases])
        if merged:
            found[claim] |= dict.fromkeys([merged, *their_aliases])
    return found
