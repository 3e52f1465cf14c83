"""Sitemaps (https://www.sitemaps.org/protocol.html) as text: what to crawl, and since when.

Every page is there in each language, with the others beside it. Pure functions, no queries.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import escape

from newsroom.xml_text import xml_text

SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its absolute address by language, the default first; when it changed, if known."""

    addresses: Mapping[str, str]
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A page that is news: its address in one language, that language, its title and date."""

    address: str
    language: str
    title: str
    published_at: datetime


def index(sections: Iterable[tuple[str, datetime | None]]) -> str:
    """List sitemaps by absolute address, each with when anything in it changed last."""
    rows = (f"<sitemap>{_loc(address, changed)}</sitemap>" for address, changed in sections)
    return _document("sitemapindex", SITEMAP, rows)


def pages(listed: Iterable[Page]) -> str:
    """List pages, 50,000 addresses at most: each language of a page is one."""
    rows = (row for page in listed for row in _page(page))
    return _document("urlset", f"{SITEMAP} {XHTML}", rows)


def news(articles: Iterable[Article], publication: str) -> str:
    """List the news of two days, 1,000 at most, published by ``publication``."""
    rows = (_article(article, publication) for article in articles)
    return _document("urlset", f"{SITEMAP} {NEWS}", rows)


def _page(page: Page) -> Iterator[str]:
    """Write a page once for each language, each time with all of them beside it."""
    default = next(iter(page.addresses.values()))
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(address)}"/>'
        for code, address in (*page.addresses.items(), ("x-default", default))
    )
    for address in page.addresses.values():
        yield f"<url>{_loc(address, page.changed_at)}{others}</url>"


def _article(article: Article, publication: str) -> str:
    # Which languages have an ISO 639 code: the region of a BCP 47 tag is not wanted.
    language = escape(article.language.partition("-")[0].lower())
    return (
        f"<url>{_loc(article.address)}<news:news><news:publication>"
        f"<news:name>{_text(publication)}</news:name><news:language>{language}</news:language>"
        f"</news:publication><news:publication_date>{_moment(article.published_at)}"
        f"</news:publication_date><news:title>{_text(article.title)}</news:title></news:news></url>"
    )


def _loc(address: str, changed_at: datetime | None = None) -> str:
    changed = f"<lastmod>{_moment(changed_at)}</lastmod>" if changed_at else ""
    return f"<loc>{escape(address)}</loc>{changed}"


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _text(text: str) -> str:
    return escape(xml_text(text))


def _document(root: str, names: str, rows: Iterable[str]) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {names}>{"".join(rows)}</{root}>\n'
