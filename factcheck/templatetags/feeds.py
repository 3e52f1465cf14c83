"""The feeds of the page being drawn."""

from collections.abc import Callable
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.feeds.formats import FORMATS, media_type

register = template.Library()

NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON"}
OWN: dict[str, Callable[[Context], str]] = {
    "topic": lambda context: str(context["topic"].name),
    "claimant": lambda context: str(context["who"]["name"]),
    "search": lambda context: str(context["wanted"].words),
    "corrections": lambda _context: _("Corrections"),
}
"""Pages that list what a feed of their own tells, and what that is called: nothing, no feed."""


@register.simple_tag(takes_context=True)
def feeds(context: Context) -> list[dict[str, Any]]:
    """List the feeds of this page, then the site's: ``path``, media ``type``, ``title``.

    A page drawn without a request, such as an error's, has the site's alone.
    """
    found = _each("feed", {}, "", _("Latest checks"))
    match = getattr(context.get("request"), "resolver_match", None)
    if match and match.view_name in OWN and (title := OWN[match.view_name](context)):
        # What a search page understood of its address is what its links repeat.
        asked = context["request"].GET.urlencode() if match.view_name == "search" else ""
        found = _each(f"feed-{match.view_name}", match.kwargs, asked, title) + found
    return found


def _each(view: str, kwargs: dict[str, Any], asked: str, title: str) -> list[dict[str, Any]]:
    return [
        {
            "path": reverse(view, kwargs=kwargs | {"form": form}) + (f"?{asked}" if asked else ""),
            "type": media_type(form),
            "title": f"{title} ({NAMES[form]})",
        }
        for form in FORMATS
    ]
