"""What every screen of the desk shares: acts go to the audit trail, records are only read."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.admin.changes import FieldChange, changes_of
from newsroom.admin.lists import QuickList
from newsroom.audit.models import Event
from newsroom.audit.trail import events_of, record

M = TypeVar("M", bound=Model)

SHOWN_EVENTS = 200


def person(request: HttpRequest) -> User:
    """Return who is logged in; screens of the desk are never shown to anybody else."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class DeskAdmin(QuickList[M]):
    """A model's screens. Whatever is saved here without an action of its own is put on record."""

    view_on_site = False

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Record the addition in the trail, in place of Django's own log."""
        record(actor=person(request), verb="add", target=obj)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Record the change and the names of the fields."""
        record(actor=person(request), verb="change", target=obj, note=", ".join(fields_of(message)))

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        """Record each deletion."""
        for row in queryset:
            record(actor=person(request), verb="delete", target=row)

    def events_on(self, row: M) -> QuerySet[Event]:
        """Return the acts that the row's History tells of, newest first."""
        return events_of(row)

    def changes_in(self, row: M) -> list[FieldChange]:
        """Return what changed in the row, where its history is kept, newest first."""
        return changes_of(row)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who did what to this row, and which fields said what before, newest first."""
        row = self.get_object(request, object_id)
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined,no-any-return]
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %s") % row,
            "events": self.events_on(row)[:SHOWN_EVENTS],
            "changes": self.changes_in(row),
            "object": row,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/object_history.html", context)


def fields_of(message: Any) -> list[str]:
    """Name the fields of a change message as Django constructs it; words of our own stay whole."""
    if not isinstance(message, list):
        return [str(message)]
    return [name for part in message for name in part.get("changed", {}).get("fields", [])]


class ReadOnlyAdmin(DeskAdmin[M]):
    """A record that machines or actions write; people read it, whatever their role."""

    ordering = ["-pk"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: nobody adds a record by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Refuse: nobody changes a record by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Refuse: records stay."""
        return False
