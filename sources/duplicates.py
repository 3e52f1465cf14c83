"""Articles we have already."""

from sources.linkcheck.address import AddressError, normalise_url
from sources.linkcheck.twins import twins
from sources.models import Source


def filed_as(address: str, *, besides: Source | None = None) -> Source | None:
    """Return the article filed under ``address`` or a likely spelling of it, the oldest if several.

    None for what is no address. One query.
    """
    try:
        spellings = twins(normalise_url(address))
    except AddressError:
        return None
    known = Source.objects.filter(link__url__in=spellings).select_related("link").order_by("pk")
    return (known.exclude(pk=besides.pk) if besides else known).first()
