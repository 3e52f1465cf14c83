"""Claimants."""

from django.contrib import admin

from factcheck.models import Claimant
from newsroom.admin.named import NamedAdmin


@admin.register(Claimant)
class ClaimantAdmin(NamedAdmin[Claimant]):
    """Who makes claims."""

    fields = [
        "name", "slug", "kind", "description", "aliases", "wikidata_id", "same_as", "merged_into",
    ]  # fmt: skip
    list_display = ["name", "kind", "description"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases"]
    autocomplete_fields = ["merged_into"]
