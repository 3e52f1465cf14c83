"""Addresses in answers: always those of the site's own name, whatever Host a request named."""

from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def absolute(path: str) -> str:
    """Return the full address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def api_address(name: str, *args: object) -> str:
    """Return the full address of a resource, such as ``api_address("check-detail", slug)``."""
    return address(f"api:{name}", *args)


def address(route: str, *args: object) -> str:
    """Return the full address of a route with these slugs, ids or names of files.

    They stand in it as they are; pages are those in the site's first language. A route is looked
    for once: that costs as much as the row of a list that its address is for.
    """
    return absolute(_path(route, len(args)).format(*args))


@cache
def _path(route: str, places: int) -> str:
    held = [f"{place:08}-0000-4000-8000-000000000000" for place in range(places)]
    with override(settings.LANGUAGE_CODE):
        path = reverse(route, args=held)
    for place, one in enumerate(held):
        path = path.replace(one, f"{{{place}}}")
    return path
