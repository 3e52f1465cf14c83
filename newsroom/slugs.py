"""Address names: short, readable, never changed once given."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from django.utils.text import slugify

SUFFIX_LENGTH = 6


def free_slug(words: str, taken: "QuerySet[Any]", max_length: int = 80) -> str:
    """Make an address name of ``words`` that no row of ``taken`` has. Costs a query.

    Letters lose their accents; words in other scripts fall back to a short random name.
    """
    return free_slugs([words], taken, max_length)[0]


def free_slugs(words: Iterable[str], taken: "QuerySet[Any]", max_length: int = 80) -> list[str]:
    """Make an address name of each of ``words``, as ``free_slug`` would. Costs a query for all."""
    slugs = [slugify(one)[:max_length].rstrip("-") for one in words]
    named = [slug for slug in slugs if slug]
    used = set(taken.filter(slug__in=named).values_list("slug", flat=True)) if named else set()
    found = []
    for slug in slugs:
        found.append(_unlike(slug, used, max_length))
        used.add(found[-1])
    return found


def _unlike(slug: str, used: set[str], max_length: int) -> str:
    """Return ``slug``, with something random behind it, or instead, where it is used or empty."""
    if not slug:
        return uuid4().hex[:12]
    if slug not in used:
        return slug
    return f"{slug[: max_length - SUFFIX_LENGTH - 1]}-{uuid4().hex[:SUFFIX_LENGTH]}"
