"""The page of a source: what it is, whether it still stands there, and the words we checked."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck import presenting
from factcheck.models import Check
from factcheck.queries import CITING_PER_PAGE
from factcheck.views.lists import LATEST
from newsroom.pages import reader_page
from newsroom.paging import stretch_of


@reader_page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a source that a standing check cites, as the publications have it. One query.

    Only the quotes with their sentences are shown: the article is somebody else's.
    """
    checks = Check.objects.standing().filter(sources__slug=slug).select_related("publication")
    citing = stretch_of(request, checks, LATEST, per_page=CITING_PER_PAGE)
    if not citing:
        raise Http404
    quotes = [row for check in citing for row in _quotes(check, slug)]
    context = {
        "page": citing,
        "source": quotes[0]["source"],
        "health": quotes[0]["health"],
        "last_looked_at": max(filter(None, (c.last_looked_at for c in citing)), default=None),
        "quotes": quotes,
    }
    return render(request, "factcheck/source.html", context)


def _quotes(check: Check, slug: str) -> list[dict[str, Any]]:
    document = check.publication.document
    return [
        row | {"check": check, "said": document["claim"], "rated": document["rating"]}
        for row in presenting.appearances(document, check.evidence_state)
        if row["source"]["slug"] == slug
    ]
