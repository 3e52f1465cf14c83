"""The page of a source: what it is, how it has stood, and the words we checked."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from factcheck import presenting
from factcheck.facets import language_name
from factcheck.models import Check
from factcheck.queries import CITING_PER_PAGE
from factcheck.standing import standing
from factcheck.views.lists import LATEST
from factcheck.views.spelling import in_any_case
from newsroom.pages import reader_page
from newsroom.paging import stretch_of
from sources.models import Source


@reader_page
@in_any_case
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a source that a standing check cites, as the publications have it. One query.

    Only the quotes with their sentences are shown: the article is somebody else's. How its page
    has stood is told as readers of the checks shown were told it, so from the first of them on.
    """
    checks = Check.objects.standing().filter(sources__slug=slug).select_related("publication")
    citing = stretch_of(request, checks, LATEST, per_page=CITING_PER_PAGE)
    if not citing:
        raise Http404
    quotes = [row for check in citing for row in _quotes(check, slug)]
    article = quotes[0]["source"]
    looked = max(filter(None, (check.last_looked_at for check in citing)), default=None)
    context = {
        "page": citing,
        "source": article,
        "kind": Source.Kind(article["kind"]).label,
        "written_in": language_name(article["language"], (get_language() or "en")[:2]),
        "health": quotes[0]["health"],
        "last_looked_at": looked,
        "standing": standing([check.history for check in citing], article["link"], looked),
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
