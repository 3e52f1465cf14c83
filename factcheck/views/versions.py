"""What changed from one published version of a check to another, side by side."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from factcheck import presenting
from factcheck.models import Check, Publication
from factcheck.versions.contents import contents_of, in_our_words
from factcheck.versions.differences import differences
from factcheck.views.checks import notice
from factcheck.views.spelling import in_any_case
from newsroom.pages import edition, etag, not_modified, reader_page


@dataclass(frozen=True)
class Published:
    """A version: its number, when it was published, and the correction that led to it."""

    number: int
    at: datetime
    correction: dict[str, Any] | None


@reader_page
@in_any_case
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Compare version ``number`` with the one before, or with that of ``?against=``.

    The older stands before the newer. Three queries, one when the reader has the page already;
    404 for a version there is none of, 410 with the notice once the check is withdrawn.
    """
    found = get_object_or_404(Check.objects.select_related("publication"), slug=slug)
    if found.is_withdrawn:
        return notice(request, found)
    asked = request.GET.get("against")
    tag = etag(found.publication.sha256, number, asked, get_language(), edition())
    if answer := not_modified(request, tag):
        return answer
    versions = _versions(found)
    against = _against(asked, number, [version.number for version in versions])
    request.GET = QueryDict("" if asked is None else f"against={against}")  # for ``querystring``
    before, after = sorted((number, against))
    context = {
        "check": found,
        "document": found.publication.document,
        "number": number,
        "against": against,
        "before": before,
        "after": after,
        "versions": versions[::-1],
        "ours": in_our_words(),
        "differences": _differences(found, before, after),
    }
    response = render(request, "factcheck/changes.html", context)
    response.headers["ETag"] = tag
    return response


def _versions(found: Check) -> list[Published]:
    """List the versions, the first one first. One query."""
    newest = found.publication
    told = presenting.corrections(newest.document, newest.published_at)
    led_to = {correction["version"]: correction for correction in told}
    rows = Publication.objects.filter(claim_id=found.claim_id).order_by("number")
    return [
        Published(number, at, led_to.get(number))
        for number, at in rows.values_list("number", "published_at")
    ]


def _against(asked: str | None, number: int, numbers: Collection[int]) -> int:
    """Return the version to compare with; 404 where one of both was never published."""
    usual = number - 1 if number > 1 else min(2, len(numbers))
    known = {str(one): one for one in numbers}
    against = usual if asked is None else known.get(asked)
    if number not in numbers or against is None:
        raise Http404
    return against


def _differences(found: Check, before: int, after: int) -> Any:
    rows = Publication.objects.filter(claim_id=found.claim_id, number__in=(before, after))
    documents = dict(rows.values_list("number", "document"))
    return differences(contents_of(documents[before]), contents_of(documents[after]))
