"""Articles we have already."""

from collections.abc import Collection, Iterable

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Func, Value

from sources.linkcheck.address import AddressError, normalise_url
from sources.linkcheck.twins import twins
from sources.models import Source


def filed_as(address: str, *, besides: Source | None = None) -> Source | None:
    """Return the article filed under ``address`` or a likely spelling of it, the oldest if several.

    None for what is no address. One query.
    """
    try:
        url = normalise_url(address)
    except AddressError:
        return None
    return filed_alike([url], besides=besides).get(url)


def filed_alike(addresses: Iterable[str], *, besides: Source | None = None) -> dict[str, Source]:
    """Return the article that ``filed_as`` would, for each normalised address that has one.

    One query, however many addresses.
    """
    spellings = {url: twins(url) for url in addresses}
    asked = frozenset[str]().union(*spellings.values())
    # One array, not thousands of parameters: each address has some two hundred spellings.
    urls = Func(
        Value(list(asked), ArrayField(CharField())), template="(SELECT unnest(%(expressions)s))"
    )
    known = Source.objects.filter(link__url__in=urls).select_related("link").order_by("-pk")
    filed = {one.link.url: one for one in known if one.link and one != besides}
    found = {url: filed.keys() & them for url, them in spellings.items()}
    return {
        url: min((filed[one] for one in them), key=lambda source: source.pk)
        for url, them in found.items()
        if them
    }


def alike(urls: Collection[str]) -> tuple[str, str] | None:
    """Return two of these normalised addresses that are likely one article; None without such."""
    given = set(urls)
    pairs = ((url, other) for url in urls for other in twins(url) & given if other != url)
    return next(pairs, None) if len(given) > 1 else None
