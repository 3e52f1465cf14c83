"""The search page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.search import LONGEST, Wanted, search
from factcheck.views.lists import page_of
from newsroom.pages import reader_page


@reader_page
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the checks that readers' words find; without words, the form alone. Three queries."""
    wanted = Wanted(
        words=request.GET.get("q", "").strip()[:LONGEST],
        rating=request.GET.get("rating", ""),
        language=request.GET.get("language", ""),
    )
    context: dict[str, object] = {"wanted": wanted}
    if wanted.words:
        found = search(wanted)
        context |= {"found": found, "page": page_of(request, found)}
    return render(request, "factcheck/search.html", context)
