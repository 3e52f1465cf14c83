"""The audit trail, to be read."""

from django.contrib import admin

from newsroom.admin.base import ReadOnlyAdmin
from newsroom.admin.filters import ValuesFilter
from newsroom.audit.models import Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin[Event]):
    """Who did what, newest first."""

    list_display = ["at", "actor", "verb", "target_type", "target_id", "before", "after", "note"]
    list_display_links = ["at"]
    list_select_related = ["actor"]
    list_filter = [("target_type", ValuesFilter), "at"]
    search_fields = ["target_id", "verb", "note", "actor__username"]
