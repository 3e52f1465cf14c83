"""The rows of a feed: checks and corrections in one line, the newest first.

A stretch is found by where the last one ended, so the thousandth costs what the first does, and an
address keeps its entries however many come above them.
"""

import re
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from factcheck.feeds.entries import CHECK, CORRECTION, Entry, Place, of_check, of_correction
from factcheck.models import Check, Correction
from factcheck.queries import headlines, public_corrections

PER_PAGE = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = re.compile(r"([0-9]{1,17})-([01])-([0-9]{1,18})")


def place(text: str) -> Place:
    """Read a place as ``written`` writes it. Raises ``ValueError`` for anything else."""
    found = _PLACE.fullmatch(text)
    if not found:
        raise ValueError(text)
    moment, kind, pk = map(int, found.groups())
    return Place(EPOCH + timedelta(microseconds=moment), kind, pk)


def written(of: Place) -> str:
    """Write a place for an address: microseconds, what it is, its row."""
    return f"{(of.moment - EPOCH) // timedelta(microseconds=1)}-{of.kind}-{of.pk}"


def told(checks: QuerySet[Check]) -> QuerySet[Check]:
    """Annotate what an entry says: ``headlines``, the reason, the text, when it was revised."""
    return headlines(checks).annotate(
        because=KeyTextTransform("reason", "publication__document"),
        explained=KeyTextTransform("explanation", "publication__document"),
        revised_at=F("publication__published_at"),
    )


def corrections_of(checks: QuerySet[Check]) -> QuerySet[Correction]:
    """Return what was put right in these checks."""
    return public_corrections().filter(claim__check_record__in=checks.order_by())


def stretch(
    checks: QuerySet[Check] | None,
    corrections: QuerySet[Correction] | None,
    before: Place | None,
    most: int = PER_PAGE,
) -> tuple[list[Entry], str]:
    """Return up to ``most`` entries older than ``before``, and where the next stretch begins.

    That is empty when nothing is left. One query for the checks and one for the corrections.
    """
    found: list[Entry] = []
    if checks is not None:
        rows = _older(told(checks), "first_published_at", CHECK, before)
        found += map(of_check, rows[: most + 1])
    if corrections is not None:
        whose = corrections.annotate(check_public_id=F("claim__check_record__public_id"))
        rows = _older(whose, "published_at", CORRECTION, before)
        found += map(of_correction, rows[: most + 1])
    found.sort(key=attrgetter("place"), reverse=True)
    shown = found[:most]
    return shown, written(shown[-1].place) if len(found) > most else ""


def _older(rows: QuerySet[Any], moment: str, kind: int, before: Place | None) -> QuerySet[Any]:
    if before is not None:
        older = Q(**{f"{moment}__lt": before.moment})
        if kind == before.kind:
            older |= Q(**{moment: before.moment, "pk__lt": before.pk})
        elif kind < before.kind:
            older |= Q(**{moment: before.moment})
        # The first condition says no more than the second, but to an index.
        rows = rows.filter(Q(**{f"{moment}__lte": before.moment}), older)
    return rows.order_by(f"-{moment}", "-pk")
