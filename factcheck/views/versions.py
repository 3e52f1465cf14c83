"""What changed from one published version of a check to another, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, When
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from factcheck import presenting
from factcheck.freshness import tag_of
from factcheck.models import Check, Publication
from factcheck.versions.contents import as_read, contents_of, in_our_words
from factcheck.versions.differences import differences
from factcheck.views.checks import check_at, notice
from factcheck.views.spelling import in_any_case
from newsroom.pages import Page, reader_page


@dataclass(frozen=True)
class Published:
    """A version: its number, when it was published, and the correction that led to it.

    ``document`` is there where the version is compared.
    """

    number: int
    at: datetime
    correction: dict[str, Any] | None
    document: dict[str, Any] | None


@reader_page
@in_any_case
def changes(request: HttpRequest, slug: str, number: int) -> Page:
    """Compare version ``number`` with the one before, or with that of ``?against=``.

    The older stands before the newer. One query when it was drawn before, otherwise three; 404 for
    a version there is none of, 410 with the notice once the check is withdrawn.
    """
    asked = request.GET.get("against")
    tag = tag_of(slug, "changes", number, repr(asked))  # nothing asked is not "None"
    if tag is None:
        raise Http404
    return Page(tag, lambda: _compared(request, slug, number, asked))


def _compared(request: HttpRequest, slug: str, number: int, asked: str | None) -> HttpResponse:
    found = check_at(slug)
    if found.is_withdrawn:
        return notice(request, found)
    newest = found.publication.number
    against = _against(asked, number, newest)
    request.GET = QueryDict("" if asked is None else f"against={against}")  # for ``querystring``
    before, after = sorted((number, against))
    versions = _versions(found, {before, after})
    old, new = (
        _told(version) for n in (before, after) for version in versions if version.number == n
    )
    old, new = as_read(old, new)
    context = {
        "check": found,
        "document": found.publication.document,
        "number": number,
        "against": against,
        "before": before,
        "after": after,
        "versions": versions[::-1],
        "ours": in_our_words(),
        "differences": differences(contents_of(old), contents_of(new)),
    }
    return render(request, "factcheck/changes.html", context)


def _against(asked: str | None, number: int, newest: int) -> int:
    """Return the version to compare with; 404 where one of both was never published."""
    usual = number - 1 if number > 1 else min(2, newest)
    known = {str(one): one for one in range(1, newest + 1)}
    against = usual if asked is None else known.get(asked)
    if not 1 <= number <= newest or against is None:
        raise Http404
    return against


def _versions(found: Check, compared: set[int]) -> Sequence[Published]:
    """List the versions, the first one first, with the documents that are compared. One query."""
    newest = found.publication
    told = presenting.corrections(newest.document, newest.published_at)
    led_to = {correction["version"]: correction for correction in told}
    document = Case(When(number__in=compared, then=F("document")))
    rows = Publication.objects.filter(claim_id=found.claim_id).annotate(shown=document)
    return [
        Published(number, at, led_to.get(number), shown)
        for number, at, shown in rows.order_by("number").values_list(
            "number", "published_at", "shown"
        )
    ]


def _told(version: Published) -> dict[str, Any]:
    """Return a document without its corrections: the list of versions tells those."""
    document = version.document or {}
    return {name: part for name, part in document.items() if name != "corrections"}
