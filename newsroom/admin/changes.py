"""What each edit did to which field, from the row history the database keeps."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, JSONField, Model, QuerySet
from django.utils.translation import gettext as _
from pghistory.models import Events

from newsroom.accounts.models import User

Names = Mapping[tuple[Any, Any], Any]  # rows by model and primary key

SHOWN = 200
ADDED, REMOVED = "insert", "delete"
TOLD_BY_THE_ROW = {"id", "public_id", "position"}


@dataclass(frozen=True)
class FieldChange:
    """One field of one row, before and after; of a row that came or went, all it said."""

    at: datetime
    who: User | None
    what: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class _Raw:
    """What an event did to some columns: each with what it said before and says now."""

    event: Any
    columns: list[tuple[Field[Any, Any], Any, Any]]


def changes_of(
    row: Model, *, with_parts: bool = False, apart: Collection[str] = ()
) -> list[FieldChange]:
    """List what changed in a row, newest first; ``with_parts`` in the rows that belong to it too.

    ``apart`` names columns that are told elsewhere. Costs a query, and one for each kind of row
    that is named. A model whose history is not kept has none.
    """
    if not hasattr(type(row), "pgh_event_models"):
        return []
    history: Any = Events.objects
    events = history.references(row) if with_parts else history.tracks(row)
    raw = [_read(event, apart) for event in events.order_by("-pgh_created_at", "-pgh_id")[:SHOWN]]
    names = _names(raw)
    own = row._meta.label
    return [change for one in raw for change in _told(one, names, own)]


def _read(event: Any, apart: Collection[str]) -> _Raw:
    """Return the columns an event is about: those it changed, or all of a row that came or went."""
    fields = apps.get_model(event.pgh_obj_model)._meta.fields
    # What stands in JSON is for the machine: documents, what a merger moved.
    columns = {field.attname: field for field in fields if not isinstance(field, JSONField)}
    if event.pgh_label in (ADDED, REMOVED):
        said = {
            name: (value, None) if event.pgh_label == REMOVED else (None, value)
            for name, value in event.pgh_data.items()
            if name not in TOLD_BY_THE_ROW and value not in (None, "", False)
        }
    else:
        said = {name: tuple(pair) for name, pair in (event.pgh_diff or {}).items()}
    return _Raw(
        event,
        [
            (field, *said[name])
            for name, field in columns.items()
            if name in said and name not in apart
        ],
    )


def _told(raw: _Raw, names: Names, own: str) -> Iterator[FieldChange]:
    event = raw.event
    at, who = event.pgh_created_at, names.get((User, _user_id(event)))
    what = str(apps.get_model(event.pgh_obj_model)._meta.verbose_name)
    if event.pgh_label not in (ADDED, REMOVED):
        for field, before, after in raw.columns:
            name = str(field.verbose_name)
            yield FieldChange(
                at, who, what, name, _words(field, before, names), _words(field, after, names)
            )
    elif event.pgh_obj_model == own:
        if event.pgh_label == ADDED:
            yield FieldChange(at, who, what, _("(made)"), "", _summed_up(raw, names, own))
    else:
        words = _summed_up(raw, names, own)
        if event.pgh_label == ADDED:
            yield FieldChange(at, who, what, _("(added)"), "", words)
        else:
            yield FieldChange(at, who, what, _("(removed)"), words, "")


def _summed_up(raw: _Raw, names: Names, own: str) -> str:
    """Write all a row said in a line, but for whose part it is."""
    return "; ".join(
        f"{field.verbose_name}: {_words(field, after if before is None else before, names)}"
        for field, before, after in raw.columns
        if not (field.related_model and field.related_model._meta.label == own)
    )


def _user_id(event: Any) -> int | None:
    return (event.pgh_context or {}).get("user")


def _names(raw: Iterable[_Raw]) -> Names:
    """Fetch the rows that foreign keys and contexts name: a query for each kind of row."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for one in raw:
        wanted[User].add(_user_id(one.event))
        for field, before, after in one.columns:
            if field.remote_field:
                wanted[field.related_model] |= {before, after}
    return {
        (model, pk): row
        for model, keys in wanted.items()
        for pk, row in QuerySet[Any](model).in_bulk(keys - {None}).items()
    }


def _words(field: Field[Any, Any], value: Any, names: Names) -> Any:
    """Write a value the way a person reads it."""
    if field.remote_field and value is not None:
        return names.get((field.related_model, value), value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {one}" for key, one in value.items())
    return dict(field.flatchoices).get(value, value)
