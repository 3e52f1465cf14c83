"""Every address readers have, from the site's own table: nobody adds one here."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import reverse

from factcheck.models import Check, Claimant, Topic
from factcheck.urls import urlpatterns
from sources.models import Source

NAMED_AFTER: dict[str, type[Model]] = {
    "checks": Check,
    "cards": Check,
    "embed": Check,
    "claimants": Claimant,
    "topics": Topic,
    "sources": Source,
}
"""Whose slug stands in an address, by the folder it stands in."""

OTHERS: dict[str, list[Any]] = {"number": [1], "form": ["rss", "atom", "json"]}


def every_name() -> list[str]:
    """Return the names of all addresses."""
    return [str(pattern.name) for pattern in urlpatterns]


def addresses_of(name: str, a_kind: int = 1) -> Iterator[str]:
    """Yield the addresses of this name for the public rows there are, so many of each kind.

    Raises ``LookupError`` for a parameter that nobody has told this module of.
    """
    pattern = next(one for one in urlpatterns if one.name == name)
    names = list(pattern.pattern.converters)
    for values in product(*(_values(name, str(pattern.pattern), one, a_kind) for one in names)):
        yield reverse(name, kwargs=dict(zip(names, values, strict=True)))


def _values(name: str, route: str, parameter: str, a_kind: int) -> list[Any]:
    if parameter == "slug":
        model = next((NAMED_AFTER[part] for part in route.split("/") if part in NAMED_AFTER), None)
        if model is not None:
            return _slugs(model, a_kind)
    if parameter in OTHERS:
        return OTHERS[parameter]
    raise LookupError(
        f"Say in tests/factcheck/views/addresses.py what “{parameter}” in the address of {name} "
        "may be, so that the page is looked at."
    )


def _slugs(model: type[Model], a_kind: int) -> list[str]:
    rows = QuerySet[Any](model)
    if model is Check:
        rows = rows.filter(withdrawn_at=None).order_by("-first_published_at")
    else:
        rows = rows.filter(checks__withdrawn_at=None, checks__isnull=False).distinct()
    return list(rows.values_list("slug", flat=True)[:a_kind])
