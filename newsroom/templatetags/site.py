"""The addresses of the page being drawn, in every language."""

from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template import Context
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, override

from newsroom.paging import Stretch

register = template.Library()


@register.simple_tag(takes_context=True)
def addresses(context: Context) -> list[dict[str, Any]]:
    """List this page in each language: ``code``, ``name``, absolute ``url``, ``is_current``.

    Built from the route, never from what was typed; where in a list the page is, is kept.
    """
    match = context["request"].resolver_match
    place = _place(context.get("page"))
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        found.append(
            {
                "code": code,
                "name": get_language_info(code)["name_local"].capitalize(),
                "path": f"{path}{place}",
                "url": f"{settings.SITE_URL}{path}{place}",
                "is_current": code == get_language(),
            }
        )
    return found


@register.filter
def absolute(path: str) -> str:
    """Return the whole address of a path of ours, for readers that are elsewhere."""
    return f"{settings.SITE_URL}{path}"


def _place(page: "Stretch | Page[Any] | None") -> str:
    if isinstance(page, Stretch):
        return page.asked
    return f"?page={page.number}" if page and page.number > 1 else ""
