"""Claimants."""

from typing import ClassVar

from django import forms
from django.contrib import admin
from django.contrib.postgres.forms import SimpleArrayField
from django.http import HttpRequest

from factcheck.models import Claimant
from factcheck.respelling import respell
from newsroom.admin.named import NamedAdmin


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
class ClaimantAdmin(NamedAdmin[Claimant]):
    """Who makes claims."""

    form = ClaimantForm
    fields = [
        "name", "slug", "kind", "description", "aliases", "wikidata_id", "same_as", "merged_into",
    ]  # fmt: skip
    list_display = ["name", "kind", "description"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases"]
    autocomplete_fields = ["merged_into"]

    def save_model(
        self, request: HttpRequest, obj: Claimant, form: forms.ModelForm[Claimant], change: bool
    ) -> None:
        """Save it, and let its claims be found by the names it has now."""
        super().save_model(request, obj, form, change)
        if {"name", "aliases", "merged_into"} & set(form.changed_data):
            others = Claimant.objects.filter(
                pk__in=[obj.merged_into_id, form.initial.get("merged_into")]
            )
            respell([obj, *others])
