"""Outlets."""

from django.contrib import admin

from newsroom.admin.named import NamedAdmin
from sources.models import Outlet


@admin.register(Outlet)
class OutletAdmin(NamedAdmin[Outlet]):
    """Who publishes articles."""

    fields = [
        "name", "slug", "domain", "kind", ("country", "language"), "wikidata_id", "merged_into",
    ]  # fmt: skip
    list_display = ["name", "domain", "kind", "country", "language"]
    list_filter = ["kind"]
    search_fields = ["name", "domain"]
    autocomplete_fields = ["merged_into"]
