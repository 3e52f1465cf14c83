"""Things with a name and an address name: the second is made of the first, once."""

from typing import Any, TypeVar

from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from newsroom.admin.base import DeskAdmin
from newsroom.slugs import free_slug

M = TypeVar("M", bound=Model)


class NamedAdmin(DeskAdmin[M]):
    """Show the address name, and give one to whatever is added."""

    readonly_fields = ["slug"]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[M], change: bool) -> None:
        """Make the address name of a new row; it never changes afterwards."""
        if not obj.slug:
            obj.slug = free_slug(obj.name, self.get_queryset(request))
        super().save_model(request, obj, form, change)
