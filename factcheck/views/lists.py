"""Pages that list checks: the latest, those naming a claimant, those on a topic."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from factcheck.models import Check, Claimant, ClaimClaimant, Rating
from factcheck.queries import checks_naming, headlines, topics_in_use
from newsroom.pages import reader_page

PER_PAGE = 20


def page_of(
    request: HttpRequest, rows: "QuerySet[Any] | Sequence[Any]", per_page: int = PER_PAGE
) -> Page[Any]:
    """Return the page asked for with ``?page=``; 404 when there is none. Two queries."""
    try:
        return Paginator(rows, per_page).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404 from error


@reader_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the latest checks and the topics. Three queries."""
    latest = headlines(Check.objects.standing())
    context = {"page": page_of(request, latest), "topics": topics_in_use()}
    return render(request, "factcheck/home.html", context)


@reader_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the checks on a topic. Three queries."""
    found = get_object_or_404(topics_in_use(), slug=slug)
    checks = headlines(Check.objects.standing().filter(topics=found))
    context = {"topic": found, "page": page_of(request, checks)}
    return render(request, "factcheck/topic.html", context)


@reader_page
def claimant(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who this is, in the words of the newest publication, and the checks naming them.

    The address of somebody merged into another leads to the other's page. Six queries.
    """
    asked = get_object_or_404(Claimant.objects.select_related("merged_into"), slug=slug)
    found = asked.merged_into or asked
    page = page_of(request, headlines(checks_naming(found)))
    if not page:
        raise Http404
    if found != asked:
        return redirect(found, permanent=True)
    names = {found.slug, *found.merged_from.values_list("slug", flat=True)}
    who = next(row for row in page[0].said_by if row["slug"] in names)
    context = {"page": page, "who": who, "ratings": ratings_of(found, names)}
    return render(request, "factcheck/claimant.html", context)


def ratings_of(found: Claimant, names: set[str]) -> list[dict[str, Any]]:
    """Count the ratings of what the claimant said, not of what cites them. Two queries."""
    said = Q()
    for name in names:
        speaker = {"slug": name, "part": ClaimClaimant.Part.SPEAKER}
        said |= Q(publication__document__claimants__contains=[speaker])
    keys = Counter(checks_naming(found).filter(said).values_list("rating_key", flat=True))
    ratings = Rating.objects.filter(key__in=keys).values("key", "label", "label_es")
    return [rating | {"count": keys[rating["key"]]} for rating in ratings]
