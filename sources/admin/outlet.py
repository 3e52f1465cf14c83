"""Outlets."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.admin.base import person
from newsroom.admin.languages import LanguageField
from newsroom.admin.merging import MergingAdmin
from sources import actions
from sources.models import Outlet
from sources.permissions import Verb, may


class OutletForm(forms.ModelForm[Outlet]):
    """An outlet; its language is a tag."""

    class Meta:
        model = Outlet
        fields: ClassVar[list[str]] = []
        field_classes = {"language": LanguageField}


@admin.register(Outlet)
class OutletAdmin(MergingAdmin[Outlet]):
    """Who publishes articles."""

    form = OutletForm
    change_form_template = "admin/merging_form.html"
    fields = [
        "name", "slug", "domain", "kind", ("country", "language"), "wikidata_id", "merged",
    ]  # fmt: skip
    readonly_fields = ["slug", "merged"]
    list_display = ["name", "domain", "kind", "country", "language", "merged_into"]
    list_select_related = ["merged_into"]
    list_filter = ["kind"]
    search_fields = ["name", "domain"]

    def may_merge(self, request: HttpRequest) -> bool:
        """Say whether the person's role allows to merge."""
        return may(person(request), Verb.MERGE)

    def numbers_of(self, row: Outlet) -> list[tuple[Any, int]]:
        """Count articles. One query."""
        return [(_("articles"), row.sources.count())]

    def merge(self, *, by: User, stays: Outlet, goes: Sequence[Outlet]) -> None:
        """Merge outlets."""
        actions.merge_outlets(by=by, stays=stays, goes=goes)

    def part(self, *, by: User, row: Outlet) -> Outlet:
        """Undo it."""
        return actions.part_outlet(by=by, outlet=row)
