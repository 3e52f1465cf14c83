"""What each edit did to which field, from the row history the database keeps."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, QuerySet
from pghistory.models import Events

from factcheck.models import Claim
from newsroom.accounts.models import User

Names = dict[tuple[Any, Any], Any]  # rows by model and primary key

SHOWN = 200
TOLD_BY_THE_TRAIL = {
    "state", "revision", "changed_at", "document_sha256", "submitted_by_id", "submitted_at",
    "approved_by_id", "approved_at", "scheduled_by_id", "scheduled_for",
}  # fmt: skip


@dataclass(frozen=True)
class FieldChange:
    """One field of one row, before and after."""

    at: datetime
    who: User | None
    what: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class _Raw:
    event: Any
    field: Field[Any, Any]
    before: Any
    after: Any


def changes_of(claim: Claim) -> list[FieldChange]:
    """List the changed fields of a claim and of every row of its draft, newest first."""
    history: Any = Events.objects
    events = history.references(claim).order_by("-pgh_created_at")[:SHOWN]
    raw = [change for event in events if event.pgh_diff for change in _fields(event)]
    names = _names(raw)
    return [
        FieldChange(
            at=change.event.pgh_created_at,
            who=names.get((User, _user_id(change.event))),
            what=str(change.field.model._meta.verbose_name),
            field=str(change.field.verbose_name),
            before=_told(change, change.before, names),
            after=_told(change, change.after, names),
        )
        for change in raw
    ]


def _user_id(event: Any) -> int | None:
    return (event.pgh_context or {}).get("user")


def _fields(event: Any) -> Iterator[_Raw]:
    columns = {field.attname: field for field in apps.get_model(event.pgh_obj_model)._meta.fields}
    for column, (before, after) in event.pgh_diff.items():
        if column in columns and column not in TOLD_BY_THE_TRAIL:
            yield _Raw(event, columns[column], before, after)


def _names(raw: Iterable[_Raw]) -> Names:
    """Fetch the rows that foreign keys and contexts name: a query for each kind of row."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for change in raw:
        wanted[User].add(_user_id(change.event))
        if change.field.remote_field:
            wanted[change.field.related_model] |= {change.before, change.after}
    return {
        (model, pk): row
        for model, keys in wanted.items()
        for pk, row in QuerySet[Any](model).in_bulk(keys - {None}).items()
    }


def _told(change: _Raw, value: Any, names: Names) -> Any:
    """Write a value the way a person reads it."""
    if change.field.remote_field and value is not None:
        return names.get((change.field.related_model, value), value)
    return dict(change.field.flatchoices).get(value, value)
