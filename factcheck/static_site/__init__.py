"""The pages of the static site: each surface that can be files is a line here."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import override

from factcheck.static_site import surfaces
from factcheck.static_site.listing import Listing
from factcheck.static_site.surfaces import Surface
from newsroom.static_site.wanted import Wanted

SURFACES: tuple[Surface, ...] = (
    surfaces.each_check("check"),
    surfaces.each_version("check-version"),
    surfaces.each_comparison("check-changes"),
    surfaces.latest("home"),
    surfaces.each_topic("topic"),
    surfaces.each_claimant("claimant"),
    surfaces.each_source("source"),
    surfaces.corrections("corrections"),
    surfaces.single("methodology"),
    surfaces.each_check("embed"),
    surfaces.each_check("cite"),
    surfaces.each_check("bundle"),
    surfaces.each_check("card", is_for_all=True),
    surfaces.feeds("feed", "feed-corrections", "feed-topic", "feed-claimant"),
    surfaces.sitemaps("sitemap", "sitemap-checks", "sitemap-pages", "sitemap-news", "robots"),
)
"""By the names of their addresses. What stands earlier is drawn earlier."""


def every_page() -> Iterator[Wanted]:
    """Yield every page readers may see now, in English, a surface at a time. Nine queries."""
    listing = Listing.read()
    for surface in SURFACES:
        with override(settings.LANGUAGE_CODE):
            pages = list(surface(listing))
        yield from pages
