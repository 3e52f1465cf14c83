"""The addresses of the feeds. Three queries at most, one when the reader has the feed already."""

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import get_language

from factcheck.feeds import listing, subjects
from factcheck.feeds.entries import Entry, Place
from factcheck.feeds.formats import FORMATS, Feed, write
from factcheck.feeds.listing import EPOCH
from factcheck.feeds.subjects import Subject
from factcheck.search import Wanted
from newsroom.pages import Page, edition, etag, reader_page
from newsroom.xml_text import xml_text


class FormConverter:
    """The end of a feed's address: rss, atom or json."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        """Return it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is."""
        return value


@reader_page
def everything(request: HttpRequest, form: str) -> Page:
    """Tell of every check and every correction."""
    return _answer(request, form, subjects.everything())


@reader_page
def corrections(request: HttpRequest, form: str) -> Page:
    """Tell of what we put right or took back."""
    return _answer(request, form, subjects.corrections())


@reader_page
def topic(request: HttpRequest, slug: str, form: str) -> Page:
    """Tell of the checks on a topic, and what was put right in them."""
    return _answer(request, form, subjects.topic(slug))


@reader_page
def claimant(request: HttpRequest, slug: str, form: str) -> HttpResponse | Page:
    """Tell of the checks that name somebody; whoever was merged leads to the other's feed."""
    found = subjects.claimant(slug)
    if found.merged_into:
        return redirect("feed-claimant", found.merged_into, form, permanent=True)
    return _answer(request, form, found)


@reader_page
def search(request: HttpRequest, form: str) -> Page:
    """Tell of the checks that a search finds."""
    return _answer(request, form, subjects.search(Wanted.asked(request.GET)))


def _answer(request: HttpRequest, form: str, subject: Subject) -> Page:
    before = _asked(request)
    tag = etag(request.path, subject.query, before, *subject.made_of, get_language(), edition())
    return Page(tag, lambda: _written(request, form, subject, before))


def _asked(request: HttpRequest) -> Place | None:
    try:
        return listing.place(request.GET["before"]) if "before" in request.GET else None
    except (ValueError, OverflowError) as error:
        raise Http404 from error


def _written(
    request: HttpRequest, form: str, subject: Subject, before: Place | None
) -> HttpResponse:
    entries, older = listing.stretch(*subject.rows(), before)
    first = _address(request.path, subject.query)
    feed = Feed(
        title=xml_text(f"{_title(subject, entries)} – {settings.SITE_NAME}"),
        description=subject.description,
        language=get_language() or settings.LANGUAGE_CODE,
        id=first,
        here=_address(request.path, subject.query, listing.written(before)) if before else first,
        older=_address(request.path, subject.query, older) if older else "",
        page=_address(subject.page),
        home=_address(reverse("home")),
        publisher=settings.SITE_NAME,
        check_at=lambda slug: _address(reverse("check", args=[slug])),
        updated=_updated(subject, entries),
        entries=entries,
    )
    answer = HttpResponse(write(feed, form), content_type=FORMATS[form].content_type)
    answer.headers["X-Robots-Tag"] = "noindex"
    if subject.changed_at:
        answer.headers["Last-Modified"] = http_date(int(subject.changed_at.timestamp()))
    return answer


def _updated(subject: Subject, entries: list[Entry]) -> datetime:
    newest = max((entry.updated for entry in entries), default=subject.changed_at or EPOCH)
    return newest.replace(microsecond=0)


def _title(subject: Subject, entries: list[Entry]) -> str:
    named = (name for entry in entries for slug, name in entry.people if slug in subject.people)
    return next(named, subject.title)


def _address(path: str, query: str = "", before: str = "") -> str:
    parts = [part for part in (query, urlencode({"before": before}) if before else "") if part]
    return f"{settings.SITE_URL}{path}" + (f"?{'&'.join(parts)}" if parts else "")
