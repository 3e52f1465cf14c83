"""The rating scale and its dated definitions."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from factcheck.models import Rating, RatingDefinition
from newsroom.admin.base import DeskAdmin
from newsroom.admin.rows import NamedRows


class DefinitionInline(admin.StackedInline[RatingDefinition, Rating]):
    """What the rating means from a day on. An old definition stays as it was."""

    model = RatingDefinition
    formset: Any = NamedRows
    extra = 0
    fields = ["text", "text_es"]
    can_delete = False
    show_change_link = False

    def has_change_permission(self, request: HttpRequest, obj: Rating | None = None) -> bool:
        """Refuse: the methodology page keeps every definition, dated; a new one is added."""
        return False


@admin.register(Rating)
class RatingAdmin(DeskAdmin[Rating]):
    """A word we rate claims with. Its key goes over the wire and stays."""

    stays_small = True
    fields = ["key", "label", "label_es", "value", "order", "is_active"]
    list_display = ["label", "key", "label_es", "value", "order", "is_active"]
    search_fields = ["label", "key"]
    inlines = [DefinitionInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Rating | None = None) -> list[str]:
        """Keep the key of a rating that exists."""
        return ["key"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Rating | None = None) -> bool:
        """Refuse: take a rating out of use instead."""
        return False
