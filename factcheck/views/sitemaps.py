"""What crawlers ask for first: which pages there are, and which they should leave alone."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from factcheck import sitemap
from factcheck.models import Check
from factcheck.queries import public_corrections, topics_in_use
from factcheck.sections import checks_in, sections
from newsroom.pages import Page, edition, etag, reader_page

XML = "application/xml"
NEWS_LASTS = timedelta(hours=48)
MOST_NEWS = 1_000
MOST_TOPICS = 20_000

CLOSED = ("/admin/", "/api/", "/healthz", "/readyz")
CLOSED_IN_EACH_LANGUAGE = ("/search/?", "/search/suggestions/", "/feeds/search.")
"""Nobody finds by what others have searched for, and a crawler would never come to an end."""


@reader_page
def index(_request: HttpRequest) -> HttpResponse:
    """List the sitemaps. One query."""
    found, newest = sections()
    listed: list[tuple[str, datetime | None]] = [(_at("sitemap-pages"), None)]
    if newest and newest > timezone.now() - NEWS_LASTS:
        listed.append((_at("sitemap-news"), newest))
    listed += [(_at("sitemap-checks", each.number), each.changed_at) for each in found]
    return _xml(sitemap.index(listed))


@reader_page
def pages(_request: HttpRequest) -> HttpResponse:
    """List the pages that are no checks: the site's own, and topics. Three queries."""
    changed = Check.objects.order_by("-updated_at", "-pk").values_list("updated_at", flat=True)
    corrected = public_corrections().values_list("published_at", flat=True)
    listed = [
        _page("home", changed_at=changed.first()),
        _page("methodology"),
        _page("corrections", changed_at=corrected.first()),
    ]
    topics = topics_in_use().order_by("pk").values_list("slug", flat=True)[:MOST_TOPICS]
    listed += [_page("topic", slug) for slug in topics]
    return _xml(sitemap.pages(listed))


@reader_page
def checks(_request: HttpRequest, number: int) -> Page:
    """List the checks of a section. One query; 404 where there is none."""
    found = list(checks_in(number).values_list("slug", "updated_at"))
    if not found:
        raise Http404
    around = _around_slug("check")
    pages = (_named(around, slug, changed_at) for slug, changed_at in found)
    return Page(etag(edition(), *found), lambda: _xml(sitemap.pages(pages)))


@reader_page
def news(_request: HttpRequest) -> HttpResponse:
    """List the checks of the last two days, each in its own language where we have that. One query.

    Empty when there are none, as its readers want it; the index lists it while there are some.
    """
    since = timezone.now() - NEWS_LASTS
    latest = Check.objects.standing().filter(first_published_at__gt=since)
    claim = KeyTextTransform("statement", KeyTransform("claim", "publication__document"))
    rows = latest.annotate(said=claim).values_list("slug", "language", "said", "first_published_at")
    articles = [_article(*row) for row in rows[:MOST_NEWS]]
    return _xml(sitemap.news(articles, settings.SITE_NAME))


@reader_page
def robots(_request: HttpRequest) -> HttpResponse:
    """Tell crawlers what to leave alone (RFC 9309), and where the sitemap is."""
    prefixes = [_in_each_language("home")[code].rstrip("/") for code, _name in settings.LANGUAGES]
    closed = [*CLOSED, *(at + path for at in prefixes for path in CLOSED_IN_EACH_LANGUAGE)]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    text = "\n".join([*lines, "", f"Sitemap: {_at('sitemap')}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _article(slug: str, language: str, said: str, published_at: datetime) -> sitemap.Article:
    here = _in_each_language("check", slug)
    path = here.get(language.partition("-")[0], here[settings.LANGUAGE_CODE])
    return sitemap.Article(f"{settings.SITE_URL}{path}", language, said, published_at)


def _page(view: str, *args: str, changed_at: datetime | None = None) -> sitemap.Page:
    paths = _in_each_language(view, *args)
    return sitemap.Page(
        {code: f"{settings.SITE_URL}{path}" for code, path in paths.items()}, changed_at
    )


def _around_slug(view: str) -> Mapping[str, tuple[str, str]]:
    """Return what comes before and after the slug of an address, by language: asked for once."""
    paths = _in_each_language(view, "_")
    parts = {code: path.rpartition("_") for code, path in paths.items()}
    return {
        code: (f"{settings.SITE_URL}{before}", after) for code, (before, _, after) in parts.items()
    }


def _named(around: Mapping[str, tuple[str, str]], slug: str, changed_at: datetime) -> sitemap.Page:
    addresses = {code: f"{before}{slug}{after}" for code, (before, after) in around.items()}
    return sitemap.Page(addresses, changed_at)


def _in_each_language(view: str, *args: str) -> Mapping[str, str]:
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = reverse(view, args=args)
    return found


def _at(view: str, *args: Any) -> str:
    return settings.SITE_URL + reverse(view, args=args)


def _xml(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=XML)
