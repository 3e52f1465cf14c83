"""The pages of the static site: each surface that can be files is a line here."""

from django.conf import settings
from django.utils.translation import override

from factcheck.exported.listing import Listing
from factcheck.exported.surfaces import (
    Surface,
    corrections,
    each_check,
    each_claimant,
    each_source,
    each_topic,
    each_version,
    latest,
    single,
)
from newsroom.export.wanted import Wanted

SURFACES: tuple[Surface, ...] = (
    each_check("check"),
    each_version("check-version"),
    latest("home"),
    each_topic("topic"),
    each_claimant("claimant"),
    each_source("source"),
    corrections("corrections"),
    single("methodology"),
    each_check("embed"),
    each_check("cite"),
    each_check("bundle"),
    each_check("card", is_for_all=True),
)
"""By the names of their addresses. What stands earlier is drawn earlier."""


def every_page() -> list[Wanted]:
    """Return every page readers may see now, in English. Nine queries."""
    listing = Listing.read()
    with override(settings.LANGUAGE_CODE):
        return [page for surface in SURFACES for page in surface(listing)]
