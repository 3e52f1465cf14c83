"""Rows of lists that can be read where there is no room for columns."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

register = template.Library()


@register.filter
def named(
    rows: Iterable[Sequence[SafeString]], headers: Sequence[dict[str, Any]]
) -> list[SafeString]:
    """Return the cells of each row, as the admin draws them, each after the name of its column.

    The box that chooses a row has no name but its own label: its column's name is a box too.
    Joined here and not in the template, where hundreds of cells take longer than all else.
    """
    names = [_name(header["text"]) for header in headers]
    return [format_html_join("", "{}{}", zip(names, row, strict=True)) for row in rows]


def _name(text: str) -> str:
    if not text or "<input" in str(text):
        return ""
    return format_html('<td class="name" aria-hidden="true">{}</td>', capfirst(text))
