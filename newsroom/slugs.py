"""Address names: short, readable, never changed once given."""

from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from django.utils.text import slugify

SUFFIX_LENGTH = 6


def free_slug(words: str, taken: "QuerySet[Any]", max_length: int = 80) -> str:
    """Make an address name of ``words`` that no row of ``taken`` has. Costs a query.

    Letters lose their accents; words in other scripts fall back to a short random name.
    """
    slug = slugify(words)[:max_length].rstrip("-")
    if not slug:
        return uuid4().hex[:12]
    if not taken.filter(slug=slug).exists():
        return slug
    return f"{slug[: max_length - SUFFIX_LENGTH - 1]}-{uuid4().hex[:SUFFIX_LENGTH]}"
