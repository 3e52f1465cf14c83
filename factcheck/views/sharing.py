"""What is shared of a check: its card, its frame for other pages, its zip, how to cite it."""

import re
from collections.abc import Callable
from functools import wraps

from csp.constants import NONE, SELF
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt

from factcheck import oembed as provider
from factcheck import presenting
from factcheck.bundle import packing
from factcheck.cards.contents import card_of
from factcheck.cards.keeping import picture_of
from factcheck.citing import bibtex
from factcheck.freshness import tag_of
from factcheck.models import Check
from factcheck.sharing import VERSION, cited
from factcheck.views.checks import check_at, notice
from factcheck.views.spelling import in_any_case
from newsroom.pages import Page, View, edition, etag, not_modified, policy, reader_page

FORMATS = {"json", "xml"}

MARKS = {Check.EvidenceHealth.GOOD.value: "works", Check.EvidenceHealth.BROKEN.value: "gone"}
"""What the sum of the evidence is drawn as, where single pages have another word for it."""

FOR_GOOD = "public, max-age=31536000, s-maxage=0, immutable"
"""Browsers keep a picture whose address changes with it; caches between ask each time, so that
they show nothing that was withdrawn."""

# The one page of ours that stands in others' pages. It has nothing to press but links.
framed_anywhere = policy(
    {
        "default-src": [NONE],
        "style-src": [SELF],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": ["*"],
    }
)


def of_a_check(view: Callable[[HttpRequest, Check], HttpResponse]) -> View:
    """Give a view the standing check at an address; of a withdrawn one there is the notice."""

    @reader_page
    @in_any_case
    @wraps(view)
    def page(request: HttpRequest, slug: str) -> HttpResponse:
        found = check_at(slug)
        return notice(request, found) if found.is_withdrawn else view(request, found)

    return page


@of_a_check
def card(request: HttpRequest, found: Check) -> HttpResponse:
    """Send the picture of the current version. One query.

    It is drawn at publication; one that is missing is drawn now.
    """
    drawn_of = card_of(found.publication)
    tag = etag(drawn_of.key)
    response = not_modified(request, tag)
    if response is None:
        response = HttpResponse(picture_of(drawn_of), content_type="image/png")
        response.headers["ETag"] = tag
    if request.GET.get("v") == drawn_of.key[:VERSION]:
        response.headers["Cache-Control"] = FOR_GOOD
    return response


@framed_anywhere
@xframe_options_exempt
@reader_page
@in_any_case
def embed(request: HttpRequest, slug: str) -> Page:
    """Show the check in somebody else's page, or that it was withdrawn.

    One query when it was drawn before, otherwise two.
    """
    tag = tag_of(slug, "embed")
    if tag is None:
        raise Http404
    return Page(tag, lambda: _frame(request, slug))


def _frame(request: HttpRequest, slug: str) -> HttpResponse:
    found = check_at(slug)
    if found.is_withdrawn:
        return notice(request, found, "factcheck/embed_withdrawn.html")
    publication = found.publication
    document = publication.document
    corrections = presenting.corrections(document, publication.published_at)
    context = {
        "check": found,
        "document": document,
        "mark": MARKS.get(found.evidence_health, found.evidence_health),
        "is_verbatim": presenting.is_verbatim(document),
        "correction": next((row for row in corrections if row["kind"] != "minor"), None),
    }
    return render(request, "factcheck/embed.html", context)


@reader_page
def oembed(request: HttpRequest) -> HttpResponse:
    """Say how an address of ours is embedded (oEmbed 1.0). One query."""
    asked = request.GET
    form = asked.get("format", "json")
    if form not in FORMATS:
        return _plain(_("Ask for format=json or format=xml."), 501)
    if not asked.get("url"):
        return _plain(_("Say in url= which page of ours is to be embedded."), 400)
    try:
        widest, highest = (_pixels(asked.get(name)) for name in ("maxwidth", "maxheight"))
    except ValueError:
        return _plain(_("Give maxwidth and maxheight as whole numbers of pixels."), 400)
    known = provider.asked_for(asked["url"])
    if known is None:
        raise Http404
    slug, language = known
    found = check_at(slug)
    with override(language):
        if found.is_withdrawn:
            return notice(request, found)
        described = provider.answer(found, widest=widest, highest=highest)
    if form == "xml":
        response = HttpResponse(provider.as_xml(described), content_type="text/xml; charset=utf-8")
    else:
        response = JsonResponse(described)
    response.headers["Access-Control-Allow-Origin"] = "*"  # all of it is public
    return response


@of_a_check
def bundle(request: HttpRequest, found: Check) -> HttpResponse:
    """Send everything needed to follow the verdict, in one zip. Three queries, one when known."""
    tag = etag(found.publication.sha256, found.evidence_version, packing.FORMAT, edition())
    if answer := not_modified(request, tag):
        return answer
    response = HttpResponse(packing.bundle(found), content_type="application/zip")
    name = f"{packing.folder_of(found)}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["ETag"] = tag
    return response


@of_a_check
def cite(_request: HttpRequest, found: Check) -> HttpResponse:
    """Send the BibTeX entry of the current version. One query."""
    entry = bibtex(cited(found.slug, found.publication))
    return HttpResponse(entry, content_type="text/x-bibtex; charset=utf-8")


def _pixels(given: str | None) -> int | None:
    """Read a number of pixels. Raises ``ValueError`` for what is none."""
    if not given:
        return None
    if not re.fullmatch("0*[1-9][0-9]{0,5}", given):
        raise ValueError(given)
    return int(given)


def _plain(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
