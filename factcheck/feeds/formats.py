"""A feed as RSS 2.0, Atom (RFC 4287) or JSON Feed 1.1. Django's writers, and what they lack.

All three have the same: stretches (RFC 5005, ``next_url``), the language of each entry, when it was
revised, and its whole text. Atom also says which entries are gone for good (RFC 6721).
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.utils.feedgenerator import (
    Atom1Feed,
    Rss201rev2Feed,
    SyndicationFeed,
    rfc3339_date,
)
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from factcheck.feeds.entries import Entry

JSON_FEED = "https://jsonfeed.org/version/1.1"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A stretch of a feed. All addresses are absolute; texts are lawful in XML.

    ``id`` is the address of the first stretch, ``here`` of this one, ``older`` of the next or
    empty. ``home`` and ``publisher`` are the site's address and name; ``check_at`` gives the
    address of a check by its slug.
    """

    title: str
    description: str
    language: str
    id: str
    here: str
    older: str
    page: str
    home: str
    publisher: str
    check_at: Callable[[str], str]
    updated: datetime
    entries: Sequence[Entry]


class Rss(Rss201rev2Feed):
    """RSS 2.0 with the whole text, each item's language and when it was revised."""

    def rss_attributes(self) -> dict[str, str]:
        """Declare the names of what RSS itself has none for."""
        return super().rss_attributes() | {"xmlns:content": CONTENT, "xmlns:dc": DUBLIN_CORE}

    def latest_post_date(self) -> datetime:
        """Return when anything in it changed last: never the time of asking."""
        return self.feed["updated"]  # type: ignore[no-any-return]  # it brings no types

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Add the links between stretches."""
        super().add_root_elements(handler)
        for link in self.feed["links"]:
            handler.addQuickElement("atom:link", None, link)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add what RSS itself has no element for."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("dc:language", item["language"])
        handler.addQuickElement("content:encoded", item["content"])


class Atom(Atom1Feed):
    """Atom with the whole text, each entry's language, and tombstones."""

    def root_attributes(self) -> dict[str, str]:
        """Declare the name of tombstones."""
        return super().root_attributes() | {"xmlns:at": TOMBSTONES}

    def latest_post_date(self) -> datetime:
        """Return when anything in it changed last: never the time of asking."""
        return self.feed["updated"]  # type: ignore[no-any-return]  # it brings no types

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Add the links between stretches."""
        super().add_root_elements(handler)
        for link in self.feed["links"]:
            handler.addQuickElement("link", None, link)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Name the language of the entry."""
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add the whole text."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        """Add, after the entries, which ones are to be forgotten and since when."""
        super().write_items(handler)
        for item in self.items:
            if item["gone"]:
                since = {"ref": item["gone"], "when": rfc3339_date(item["pubdate"])}
                handler.addQuickElement("at:deleted-entry", None, since)


class Json(SyndicationFeed):
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: IO[Any], encoding: str) -> None:  # noqa: ARG002 - JSON is UTF-8
        """Write the feed as one object."""
        feed = self.feed
        document = {
            "version": JSON_FEED,
            "title": feed["title"],
            "home_page_url": feed["link"],
            "feed_url": feed["feed_url"],
            "description": feed["description"],
            "language": feed["language"],
            "authors": [{"name": feed["author_name"], "url": feed["author_link"]}],
            "next_url": feed["older"],
            "items": [self._item(item) for item in self.items],
        }
        json.dump({k: v for k, v in document.items() if v != ""}, outfile, ensure_ascii=False)

    @staticmethod
    def _item(item: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["summary"],
            "content_html": item["content"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "language": item["language"],
            "tags": item["categories"],
        }


FORMATS: dict[str, type[Rss | Atom | Json]] = {"rss": Rss, "atom": Atom, "json": Json}
"""By the end of the address."""


def media_type(form: str) -> str:
    """Return the media type of a form, without parameters."""
    return FORMATS[form].content_type.partition(";")[0]


def write(feed: Feed, form: str) -> str:
    """Write a feed in one of ``FORMATS``. Plain text becomes HTML where the format wants that."""
    writer = FORMATS[form](
        title=feed.title,
        link=feed.page,
        description=feed.description,
        subtitle=feed.description,
        language=feed.language,
        author_name=feed.publisher,
        author_link=feed.home,
        feed_url=feed.here,
        feed_guid=feed.id,
        updated=feed.updated,
        older=feed.older,
        links=_links(feed, form),
    )
    for entry in feed.entries:
        writer.add_item(
            title=entry.title,
            link=feed.check_at(entry.slug),
            description=escape(entry.summary),
            summary=entry.summary,
            content=entry.html,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published.replace(microsecond=0),
            updateddate=entry.updated.replace(microsecond=0),
            categories=entry.topics,
            language=entry.language,
            gone=entry.gone,
        )
    return writer.writeString("utf-8")


def _links(feed: Feed, form: str) -> list[dict[str, str]]:
    """Lead from stretch to stretch; the first one names only what comes after it."""
    ways = {"first": feed.id if feed.here != feed.id else "", "next": feed.older}
    return [{"rel": rel, "href": to, "type": media_type(form)} for rel, to in ways.items() if to]
