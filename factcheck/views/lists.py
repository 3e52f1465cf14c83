"""Pages that list checks: the latest, those naming a claimant, those on a topic."""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from factcheck.counts import ratings_of, ratings_of_what_they_said
from factcheck.models import Check
from factcheck.queries import (
    checks_naming,
    family_of,
    headlines,
    public_corrections,
    topics_in_use,
)
from factcheck.search import LONGEST
from factcheck.views.spelling import in_any_case
from newsroom.pages import reader_page
from newsroom.paging import Order, stretch_of

LATEST = Order("first_published_at", "slug")

FEW_CORRECTIONS = 3
WEB = ("https://", "http://")


@reader_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the latest checks, the topics and what was corrected last. Three queries."""
    latest = headlines(Check.objects.standing())
    context = {
        "page": stretch_of(request, latest, LATEST),
        "topics": topics_in_use(),
        "corrections": public_corrections()[:FEW_CORRECTIONS],
        "longest": LONGEST,
    }
    return render(request, "factcheck/home.html", context)


@reader_page
@in_any_case
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the checks on a topic; on the first page, how they were rated. Three queries."""
    found = get_object_or_404(topics_in_use(), slug=slug)
    checks = Check.objects.standing().filter(topics=found)
    page = stretch_of(request, headlines(checks), LATEST)
    counts = {} if page.asked else ratings_of(checks)
    return render(request, "factcheck/topic.html", {"topic": found, "page": page} | counts)


@reader_page
@in_any_case
def claimant(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who this is, in the words of the newest publication, and the checks naming them.

    The address of somebody merged into another leads to the other's page. Three queries; how what
    they said was rated is told on the first page.
    """
    family = list(family_of(slug))
    checks = checks_naming(one.pk for one in family)
    page = stretch_of(request, headlines(checks), LATEST) if family else None
    if not page:
        raise Http404
    stays = next(one for one in family if one.merged_into_id is None)
    if stays.slug != slug:
        return redirect(stays, permanent=True)
    slugs = {one.slug for one in family}
    context = {"page": page, "who": _described(page[0].said_by, slugs)}
    if not page.asked:
        context |= ratings_of_what_they_said(checks, slugs)
    return render(request, "factcheck/claimant.html", context)


def _described(named: list[dict[str, Any]], slugs: set[str]) -> dict[str, Any]:
    """Describe who has one of these names as a publication does, with ``pages`` about them."""
    who = next(person for person in named if person["slug"] in slugs)
    wikidata = who["wikidata_id"]
    about = [f"https://www.wikidata.org/wiki/{wikidata}"] if wikidata else []
    addresses = [*about, *(url for url in who["same_as"] if url.startswith(WEB))]
    pages = [{"url": url, "name": urlsplit(url).hostname or url} for url in addresses]
    # Documents of an early kind do not tell other spellings.
    return {"also_known_as": [], **who, "pages": pages}
