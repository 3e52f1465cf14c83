"""The verdict page, its older versions, and the notice that stays of a withdrawn check."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.models import Case, F, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from factcheck import presenting
from factcheck.freshness import tag_of
from factcheck.markup import markup
from factcheck.models import Check, Publication, Verdict
from factcheck.sharing import shared
from factcheck.views.spelling import in_any_case
from newsroom.pages import Page, reader_page


@reader_page
@in_any_case
def check(request: HttpRequest, slug: str) -> Page:
    """Show the current version. One query when it was drawn before, otherwise two or three."""
    return Page(_tag(slug), lambda: _current(request, slug))


@reader_page
@in_any_case
def version(request: HttpRequest, slug: str, number: int) -> Page:
    """Show version ``number`` as it was, with a banner that says what it is.

    One query when it was drawn before, otherwise three.
    """
    return Page(_tag(slug, number), lambda: _former(request, slug, number))


def _tag(slug: str, *parts: object) -> str:
    tag = tag_of(slug, *parts)
    if tag is None:
        raise Http404
    return tag


def _current(request: HttpRequest, slug: str) -> HttpResponse:
    found = check_at(slug)
    if found.is_withdrawn:
        return notice(request, found)
    context = _page(found, found.publication, found.evidence_state, _versions(found))
    context |= {"is_current": True, "markup": markup(found), "shared": shared(found)}
    return render(request, "factcheck/check.html", context)


def _former(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = check_at(slug)
    if found.is_withdrawn:
        return notice(request, found)
    versions = _versions(found, number)
    publication = next((row for row in versions if row.number == number), None)
    if publication is None:
        raise Http404
    context = _page(found, publication, {}, versions)
    since = presenting.corrections(found.publication.document, found.publication.published_at)
    context |= {
        "is_current": False,
        "newest": found.publication.number,
        "corrected_by": next((c for c in reversed(since) if c["version"] > number), None),
    }
    return render(request, "factcheck/check.html", context)


def check_at(slug: str) -> Check:
    """Find a check, withdrawn or not, with its current version; 404 where none was published."""
    return get_object_or_404(Check.objects.select_related("publication"), slug=slug)


def notice(
    request: HttpRequest, found: Check, template: str = "factcheck/withdrawn.html"
) -> HttpResponse:
    """Answer 410: the reason and the day stay, the content is gone."""
    context = {"reason": found.withdrawal_reason, "withdrawn_at": found.withdrawn_at}
    return render(request, template, context, status=410)


def _versions(found: Check, number: int | None = None) -> Sequence[Publication]:
    """Return the versions of a check in their order, with the document of one.

    One query; none for the first version, which most checks never leave.
    """
    if found.publication.number == 1:
        return [found.publication]
    versions = Publication.objects.filter(claim_id=found.claim_id).order_by("number")
    document = Case(When(number=number, then=F("document")))
    rows = list(versions.defer("document").annotate(shown=document))
    for row in rows:
        row.document = row.shown
    return rows


def _page(
    found: Check, publication: Publication, state: dict[str, Any], versions: Sequence[Publication]
) -> dict[str, Any]:
    document = publication.document
    appearances = presenting.appearances(document, state)
    evidence = presenting.evidence(document, state)
    corrections = presenting.corrections(document, publication.published_at)
    return {
        "check": found,
        "publication": publication,
        "document": document,
        "is_verbatim": presenting.is_verbatim(document),
        "appearances": appearances,
        "source_count": presenting.count_sources(document),
        "at_odds": presenting.at_odds(document),
        "evidence": evidence,
        "changed_words": presenting.changed_words([*appearances, *evidence]),
        "corrections": corrections,
        "confidence_label": Verdict.Confidence(document["confidence"]).label,
        "latest_correction": next((c for c in corrections if c["kind"] != "minor"), None),
        "versions": versions,
        "permalink": settings.SITE_URL
        + reverse("check-version", args=[found.slug, publication.number]),
    }
