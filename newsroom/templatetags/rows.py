"""Rows of lists that can be read where there is no room for columns."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def named(row: Sequence[SafeString], headers: Sequence[dict[str, Any]]) -> list[tuple[Any, Any]]:
    """Return each cell of a list's row, as the admin draws it, with the name of its column.

    The box that chooses a row has no name but its own label: its column's name is a box too.
    """
    names = ["" if "<input" in str(header["text"]) else header["text"] for header in headers]
    return list(zip(names, row, strict=True))
