"""What standing checks name: sources, claimants, topics.

Which there are is read from checks, what is said of each from the newest publication naming it.
So somebody only a draft names is nobody here, and a draft's edit of a name is not seen.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Field, Func, JSONField, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, JSONArray

from factcheck.freshness import RowVersion
from factcheck.models import Check, Claimant, Publication, Topic
from sources.models import Source

Part = dict[str, Any]
Named = type[Source] | type[Claimant] | type[Topic]
FIELDS: dict[Named, str] = {Source: "sources", Claimant: "claimants", Topic: "topics"}
SAID_IN: dict[type[Model], str] = {
    Source: "$.appearances[*].source",
    Claimant: "$.claimants[*]",
    Topic: "$.claim.topics[*]",
}
"""The parts of a published document that say what is named, as SQL/JSON paths."""

LINKS = "claim__check_record__evidence_state__links"
"""How the pages are that the check rests on: of sources that is told, too."""

LATEST = 10
"""Among so many checks, the latest that name something, the newest publication is looked for."""


def named(model: Named) -> Any:
    """Return the rows that standing checks name, each with a ``row_version``.

    That is the newest publication that names it, and the version of its check's row: all that is
    told of it.
    """
    field: Any = Check._meta.get_field(FIELDS[model])
    joined = QuerySet[Any](field.remote_field.through).filter(check__withdrawn_at__isnull=True)
    any_check = joined.filter(**{field.m2m_reverse_field_name(): OuterRef("pk")})
    rows: QuerySet[Any] = model.objects.alias(any_check=Subquery(any_check.values("check_id")[:1]))
    naming = Check.objects.standing().filter(**{field.name: OuterRef("pk")}).order_by("-pk")
    versions = naming.values_list(JSONArray("publication_id", RowVersion()))
    newest = _Newest(ArraySubquery(versions[:LATEST]))
    return rows.filter(any_check__isnull=False).annotate(row_version=newest).only("slug")


class _Newest(Func):
    """Of an array the value that comes last in order, which begins with what orders it."""

    template = "(SELECT one FROM unnest(%(expressions)s) AS one ORDER BY one DESC LIMIT 1)"
    output_field = JSONField()


def as_published(rows: Sequence[Any]) -> list[Part]:
    """Return what the newest publication says of each row of ``named``. One query.

    It is asked of that publication, which never changes: the newest by now may not name the row.
    """
    if not rows:
        return []
    model = type(rows[0])
    newest = Publication.objects.filter(pk__in={row.row_version[0] for row in rows}).order_by()
    shown: list[Any] = [_Said(model), *([LINKS] if model is Source else [])]
    told = {pk: parts for pk, *parts in newest.values_list("pk", *shown)}
    return [_part(row.slug, *told[row.row_version[0]]) for row in rows]


class _Said(Func):
    """The parts of a document that say what is named: no more of it leaves the database."""

    function = "jsonb_path_query_array"
    output_field = JSONField()

    def __init__(self, model: type[Model]) -> None:
        """Say of which kind."""
        super().__init__("document", Cast(Value(SAID_IN[model]), _Path()))


class _Path(Field[Any, Any]):
    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - Django's
        return "jsonpath"


def _part(slug: str, said: Iterable[Part], *links: Iterable[Part] | None) -> Part:
    """Return the part with this slug; where ``links`` are told, with the health of its own."""
    part = next(part for part in said if part["slug"] == slug)
    for states in links:
        health = (state["health"] for state in states or () if state["link"] == part["link"])
        part["health"] = next(health, "unknown")
    return part
