"""What each edit did to which field, from the row history the database keeps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from pghistory.models import Events

from factcheck.models import Claim
from newsroom.accounts.models import User

SHOWN = 200
NOT_TOLD = {"document_sha256", "changed_at", "revision"}


@dataclass(frozen=True)
class FieldChange:
    """One field of one row, before and after."""

    at: datetime
    who: User | None
    what: str
    field: str
    before: Any
    after: Any


def changes_of(claim: Claim) -> list[FieldChange]:
    """List the changed fields of a claim and of every row of its draft, newest first."""
    events = Events.objects.references(claim).order_by("-pgh_created_at")[:SHOWN]
    rows = [event for event in events if event.pgh_diff]
    people = User.objects.in_bulk({_user_id(event) for event in rows} - {None})
    return [change for event in rows for change in _fields(event, people)]


def _user_id(event: Any) -> int | None:
    return (event.pgh_context or {}).get("user")


def _fields(event: Any, people: dict[int, User]) -> Iterator[FieldChange]:
    model = apps.get_model(event.pgh_obj_model)
    for name, (before, after) in event.pgh_diff.items():
        if name not in NOT_TOLD:
            yield FieldChange(
                at=event.pgh_created_at,
                who=people.get(_user_id(event) or 0),
                what=str(model._meta.verbose_name),
                field=name.replace("_", " "),
                before=before,
                after=after,
            )
