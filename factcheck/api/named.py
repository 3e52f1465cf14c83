"""What standing checks name: sources, claimants, topics.

Which there are is read from checks, what is said of each from the newest publication naming it.
So somebody only a draft names is nobody here, and a draft's edit of a name is not seen.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray

from factcheck.freshness import RowVersion
from factcheck.models import Check, Claimant, Topic
from sources.models import Source

Part = dict[str, Any]
Named = type[Source] | type[Claimant] | type[Topic]
FIELDS: dict[Named, str] = {Source: "sources", Claimant: "claimants", Topic: "topics"}

LATEST = 20
"""Among so many checks, the latest that name something, the newest publication is looked for."""


def named(model: Named) -> Any:
    """Return the rows that standing checks name, each with a ``row_version``.

    That is the id of the newest check that names it, and the version of that check's row: all
    that is told of it.
    """
    latest = _naming(model, OuterRef(OuterRef("pk"))).order_by("-check_id")[:LATEST]
    newest = Check.objects.filter(pk__in=latest).order_by("-publication__published_at", "-pk")
    any_check = _naming(model, OuterRef("pk"))[:1]
    rows: QuerySet[Any] = model.objects.alias(any_check=Subquery(any_check))
    rows = rows.filter(any_check__isnull=False)
    versions = newest.values_list(JSONArray("pk", RowVersion()))
    return rows.annotate(row_version=Subquery(versions[:1])).only("slug")


def _naming(model: Named, row: OuterRef) -> QuerySet[Any, Any]:
    """Return the ids of the standing checks that name a row, from the table that joins them."""
    field: Any = Check._meta.get_field(FIELDS[model])
    joined = QuerySet[Any](field.remote_field.through).filter(check__withdrawn_at__isnull=True)
    naming = joined.filter(**{field.m2m_reverse_field_name(): row})
    checks: QuerySet[Any, Any] = naming.values("check_id")
    return checks


def as_published(rows: Sequence[Any]) -> list[Part]:
    """Return what the newest publication says of each row of ``named``. One query."""
    checks = Check.objects.select_related("publication").in_bulk(
        {row.row_version[0] for row in rows}
    )
    return [_part(row, checks[row.row_version[0]]) for row in rows]


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
