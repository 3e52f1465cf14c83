"""Claimants."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.http import HttpRequest
from django.utils.translation import gettext as _

from factcheck import actions
from factcheck.models import Claimant
from factcheck.permissions import Verb, may
from factcheck.respelling import respell
from newsroom.accounts.models import User
from newsroom.admin.base import person
from newsroom.admin.merging import MergingAdmin


class ClaimantForm(forms.ModelForm[Claimant]):
    """Addresses without a scheme are taken for https."""

    same_as = SimpleArrayField(
        forms.URLField(assume_scheme="https", max_length=500),
        label=Claimant._meta.get_field("same_as").verbose_name,
        required=False,
        help_text=Claimant._meta.get_field("same_as").help_text,
    )

    class Meta:
        model = Claimant
        fields: ClassVar[list[str]] = []


@admin.register(Claimant)
class ClaimantAdmin(MergingAdmin[Claimant]):
    """Who makes claims."""

    form = ClaimantForm
    change_form_template = "admin/merging_form.html"
    fields = [
        "name", "slug", "kind", "description", "aliases", "wikidata_id", "same_as", "merged",
    ]  # fmt: skip
    readonly_fields = ["slug", "merged"]
    list_display = ["name", "kind", "description", "merged_into"]
    list_select_related = ["merged_into"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases"]

    def save_model(
        self, request: HttpRequest, obj: Claimant, form: forms.ModelForm[Claimant], change: bool
    ) -> None:
        """Save it, and let its claims be found by the names it has now."""
        super().save_model(request, obj, form, change)
        if {"name", "aliases"} & set(form.changed_data):
            respell([obj.merged_into or obj])

    def may_merge(self, request: HttpRequest) -> bool:
        """Say whether the person's role allows to merge."""
        return may(person(request), Verb.MERGE)

    def numbers_of(self, row: Claimant) -> list[tuple[Any, int]]:
        """Count claims and checks. Two queries."""
        claims = row.claim_claimants.order_by().values("claim").distinct()
        return [(_("claims"), claims.count()), (_("published checks"), row.checks.count())]

    def merge(self, *, by: User, stays: Claimant, goes: Sequence[Claimant]) -> None:
        """Merge claimants."""
        actions.merge_claimants(by=by, stays=stays, goes=goes)

    def part(self, *, by: User, row: Claimant) -> Claimant:
        """Undo it."""
        return actions.part_claimant(by=by, claimant=row)
