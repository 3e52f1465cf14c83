"""The search page, and how a browser may search and complete what is typed."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.completing import complete
from factcheck.queries import topics_in_use
from factcheck.search import LONGEST, Found, Wanted, search
from factcheck.spelling import meant
from newsroom.pages import reader_page
from newsroom.paging import PER_PAGE

OPENSEARCH = "application/opensearchdescription+xml"
SUGGESTIONS = "application/x-suggestions+json"

FEW = 20
"""Whoever finds fewer checks may have mistyped a word."""


@reader_page
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the checks that readers' words find; where there are none, where else to look.

    Three queries at most. Links repeat what was understood of the address and nothing else. A page
    that there is none of is the first or the last one.
    """
    wanted = Wanted.asked(request.GET)
    number = request.GET.get("page", "1")
    request.GET = QueryDict(urlencode(wanted.parameters))  # what ``querystring`` repeats
    context: dict[str, object] = {"wanted": wanted, "longest": LONGEST, "topics": ()}
    if wanted.words:
        found = search(wanted)
        results = Paginator(found, PER_PAGE).get_page(number)
        context |= {"found": found, "results": results, "meant": _meant(found)}
    if not wanted.words or not found.hits:
        context["topics"] = topics_in_use()
    return render(request, "factcheck/search.html", context)


def _meant(found: Found) -> str | None:
    return meant(found.wanted.words) if len(found.hits) < FEW else None


@reader_page
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search to browsers (OpenSearch 1.1)."""
    views = {"search": "search", "suggestions": "search-suggestions", "here": "opensearch"}
    context = {name: f"{settings.SITE_URL}{reverse(view)}" for name, view in views.items()}
    context |= {
        "site_url": settings.SITE_URL,
        "description": _("Search the checks of %s") % settings.SITE_NAME,
    }
    return render(request, "factcheck/opensearch.xml", context, content_type=OPENSEARCH)


@reader_page
def suggestions(request: HttpRequest) -> HttpResponse:
    """Complete what is typed to published claims, as browsers ask for it. Four queries at most.

    JSON: what was typed, up to eight statements, no descriptions, the addresses of their checks.
    """
    typed = request.GET.get("q", "")[:LONGEST]
    found = complete(typed)
    rows = [
        typed,
        [one.statement for one in found],
        [],
        [f"{settings.SITE_URL}{one.path}" for one in found],
    ]
    return JsonResponse(rows, safe=False, content_type=SUGGESTIONS)
