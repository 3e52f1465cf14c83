"""Write to and read from the audit trail."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from newsroom.accounts.models import User
from newsroom.audit.models import Event


def target_of(thing: Model) -> tuple[str, str]:
    """Name ``thing`` as the trail does: model label and public id (or slug, or key)."""
    public_id = getattr(thing, "public_id", None) or getattr(thing, "slug", None) or thing.pk
    return thing._meta.label_lower, str(public_id)


def record(
    *,
    actor: User | None,
    verb: str,
    target: Model,
    before: str = "",
    after: str = "",
    note: str = "",
) -> Event:
    """Append one act to the trail, in the caller's transaction. ``actor`` None: the system."""
    event = _event(target, actor=actor, verb=verb, before=before, after=after, note=note)
    event.save(force_insert=True)
    return event


def record_each(
    *, actor: User | None, verb: str, noted: Iterable[tuple[Model, str]], after: str = ""
) -> None:
    """Append the same act for each target, with its note, as ``record`` would. One query."""
    Event.objects.bulk_create(
        _event(target, actor=actor, verb=verb, after=after, note=note) for target, note in noted
    )


def _event(target: Model, **said: Any) -> Event:
    target_type, target_id = target_of(target)
    return Event(target_type=target_type, target_id=target_id, **said)


def events_of(thing: Model) -> QuerySet[Event]:
    """Return the acts on ``thing``, newest first, with their actors."""
    target_type, target_id = target_of(thing)
    return Event.objects.filter(target_type=target_type, target_id=target_id).select_related(
        "actor"
    )
