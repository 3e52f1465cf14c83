"""Pages that list checks: the latest, those naming a claimant, those on a topic."""

from collections import Counter
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTransform
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from factcheck.models import Check, Claimant, ClaimClaimant, Rating
from factcheck.queries import (
    checks_naming,
    everybody_merged_into,
    headlines,
    public_corrections,
    topics_in_use,
)
from factcheck.search import LONGEST
from newsroom.pages import reader_page
from newsroom.paging import Order, stretch_of

LATEST = Order("first_published_at", "slug")

FEW_CORRECTIONS = 3
MOST_RATED = 1_000
"""Of so many checks, the newest that name somebody, the ratings are counted."""


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
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the checks on a topic. Two queries."""
    found = get_object_or_404(topics_in_use(), slug=slug)
    checks = headlines(Check.objects.standing().filter(topics=found))
    context = {"topic": found, "page": stretch_of(request, checks, LATEST)}
    return render(request, "factcheck/topic.html", context)


@reader_page
def claimant(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who this is, in the words of the newest publication, and the checks naming them.

    The address of somebody merged into another leads to the other's page. Five queries.
    """
    asked = get_object_or_404(Claimant.objects.select_related("merged_into"), slug=slug)
    found = asked.merged_into or asked
    names = dict(everybody_merged_into(found))
    checks = checks_naming(names)
    page = stretch_of(request, headlines(checks), LATEST)
    if not page:
        raise Http404
    if found != asked:
        return redirect(found, permanent=True)
    slugs = set(names.values())
    who = next(row for row in page[0].said_by if row["slug"] in slugs)
    newest = checks.order_by("-first_published_at", "-pk")[:MOST_RATED]
    context = {"page": page, "who": who, **ratings_of(newest, slugs)}
    return render(request, "factcheck/claimant.html", context)


def ratings_of(checks: QuerySet[Check], slugs: set[str]) -> dict[str, Any]:
    """Count the ratings of what somebody said, not of what cites them. Two queries.

    Returns ``ratings`` (key, labels, count) and ``rated``, of how many checks they are when there
    may be more than ``MOST_RATED``.
    """
    people = KeyTransform("claimants", "publication__document")
    named = list(checks.values_list("rating_key", people))
    said = Counter(key for key, who in named if any(_says_it(person, slugs) for person in who))
    ratings = Rating.objects.filter(key__in=said).values("key", "label", "label_es")
    return {
        "ratings": [rating | {"count": said[rating["key"]]} for rating in ratings],
        "rated": len(named) if len(named) == MOST_RATED else 0,
    }


def _says_it(person: dict[str, Any], slugs: set[str]) -> bool:
    return person["slug"] in slugs and person["part"] == ClaimClaimant.Part.SPEAKER
