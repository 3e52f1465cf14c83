"""The verdict page, its older versions, and the notice that stays of a withdrawn check."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language

from factcheck import presenting
from factcheck.markup import markup
from factcheck.models import Check, Publication, Verdict
from factcheck.views.spelling import in_any_case
from newsroom.pages import edition, etag, not_modified, reader_page


@reader_page
@in_any_case
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the current version. Two queries, one when the reader has the page already."""
    found = _check(slug)
    if found.is_withdrawn:
        return notice(request, found)
    tag = _tag(found)
    if answer := not_modified(request, tag):
        return answer
    context = _page(found, found.publication, found.evidence_state)
    context |= {"is_current": True, "markup": markup(found)}
    response = render(request, "factcheck/check.html", context)
    response.headers["ETag"] = tag
    return response


@reader_page
@in_any_case
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show version ``number`` as it was, with a banner that says what it is. Three queries."""
    found = _check(slug)
    if found.is_withdrawn:
        return notice(request, found)
    publication = get_object_or_404(Publication, claim_id=found.claim_id, number=number)
    tag = etag(_tag(found), publication.sha256)
    if answer := not_modified(request, tag):
        return answer
    context = _page(found, publication, {})
    since = presenting.corrections(found.publication.document, found.publication.published_at)
    context |= {
        "is_current": False,
        "newest": found.publication.number,
        "corrected_by": next((c for c in reversed(since) if c["version"] > number), None),
    }
    response = render(request, "factcheck/check.html", context)
    response.headers["ETag"] = tag
    return response


def _check(slug: str) -> Check:
    return get_object_or_404(Check.objects.select_related("publication"), slug=slug)


def _tag(found: Check) -> str:
    """Name everything the page is made of, so that it is new exactly when one of them is."""
    looked = found.last_looked_at
    return etag(
        found.publication.sha256,
        found.updated_at.isoformat(),
        found.evidence_version,
        localtime(looked).date() if looked else "",
        get_language(),
        edition(),
    )


def notice(request: HttpRequest, found: Check) -> HttpResponse:
    """Answer 410: the reason and the day stay, the content is gone."""
    context = {"reason": found.withdrawal_reason, "withdrawn_at": found.withdrawn_at}
    return render(request, "factcheck/withdrawn.html", context, status=410)


def _page(found: Check, publication: Publication, state: dict[str, Any]) -> dict[str, Any]:
    document = publication.document
    appearances = presenting.appearances(document, state)
    evidence = presenting.evidence(document, state)
    corrections = presenting.corrections(document, publication.published_at)
    versions = Publication.objects.filter(claim_id=found.claim_id).order_by("number")
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
        "versions": versions.values("number", "published_at"),
        "permalink": settings.SITE_URL
        + reverse("check-version", args=[found.slug, publication.number]),
    }
