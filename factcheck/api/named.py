"""What standing checks name: sources, claimants, topics.

Which there are is read from checks, what is said of each from the newest publication naming it.
So somebody only a draft names is nobody here, and a draft's edit of a name is not seen.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, OuterRef, QuerySet, Subquery

from factcheck.models import Check, Claimant, Topic
from sources.models import Source

Part = dict[str, Any]
Named = type[Source] | type[Claimant] | type[Topic]
FIELDS: dict[Named, str] = {Source: "sources", Claimant: "claimants", Topic: "topics"}


def named(model: Named) -> QuerySet[Any]:
    """Return the rows that standing checks name, each with ``newest_check_id``."""
    naming = Check.objects.standing().filter(**{FIELDS[model]: OuterRef("pk")})
    newest = naming.order_by("-publication__published_at", "-pk").values("pk")[:1]
    rows: QuerySet[Any] = model.objects.annotate(newest_check_id=Subquery(newest))
    return rows.filter(newest_check_id__isnull=False).only("slug")


def as_published(rows: Sequence[Any]) -> list[Part]:
    """Return what the newest publication says of each row of ``named``. One query."""
    checks = Check.objects.select_related("publication").in_bulk(
        {row.newest_check_id for row in rows}
    )
    return [_part(row, checks[row.newest_check_id]) for row in rows]


def _part(row: Model, check: Check) -> Part:
    slug = row.slug  # type: ignore[attr-defined]
    return next(part for part in _parts(type(row), check) if part["slug"] == slug)


def _parts(model: type[Model], check: Check) -> Iterable[Part]:
    document = check.publication.document
    if model is Topic:
        return document["claim"]["topics"]  # type: ignore[no-any-return]
    if model is Claimant:
        return document["claimants"]  # type: ignore[no-any-return]
    return [_source(appearance["source"], check) for appearance in document["appearances"]]


def _source(source: Part, check: Check) -> Part:
    links = check.evidence_state.get("links", [])
    health = next((s["health"] for s in links if s["link"] == source["link"]), "unknown")
    return source | {"health": health}
