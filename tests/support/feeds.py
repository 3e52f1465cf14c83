"""Says what is wrong with a feed, by the musts of RFC 4287, RSS 2.0 and JSON Feed 1.1."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import feedparser
import jsonschema  # type: ignore[import-untyped]
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)"
)
TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def faults(content: bytes, form: str) -> list[str]:
    """List the faults of a feed: of its grammar, and what a reader of feeds finds in it."""
    found = list({"atom": _atom, "rss": _rss, "json": _json}[form](content))
    if form != "json":
        read = feedparser.parse(BytesIO(content))
        found += [f"unreadable: {read.bozo_exception}"] if read.bozo else []
        wanted = {"atom": "atom10", "rss": "rss20"}[form]
        found += [f"taken for {read.version!r}"] if read.version != wanted else []
    return found


def _parsed(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _counted(
    parent: Any, once: set[str], at_most_once: set[str], often: set[str], space: str
) -> Iterator[str]:
    """Hold the children of this namespace against how often each may be."""
    names = Counter(
        etree.QName(child).localname
        for child in parent
        if (etree.QName(child).namespace or "") == space.strip("{}")
    )
    where = etree.QName(parent).localname
    yield from (f"{where}: {names[name]} of {name}" for name in once if names[name] != 1)
    yield from (f"{where}: {names[name]} of {name}" for name in at_most_once if names[name] > 1)
    unknown = names.keys() - once - at_most_once - often
    yield from (f"{where}: no such thing as {name}" for name in unknown)


def _atom(content: bytes) -> Iterator[str]:
    feed = _parsed(content)
    entries = feed.findall(f"{ATOM}entry")
    if feed.tag != f"{ATOM}feed":
        yield f"the root is {feed.tag}"
    yield from _counted(
        feed,
        {"id", "title", "updated"},
        {"subtitle", "generator", "icon", "logo", "rights"},
        {"author", "category", "contributor", "link", "entry"},
        ATOM,
    )
    for entry in entries:
        yield from _counted(
            entry,
            {"id", "title", "updated"},
            {"published", "summary", "content", "rights", "source"},
            {"author", "category", "contributor", "link"},
            ATOM,
        )
        if feed.find(f"{ATOM}author") is None and entry.find(f"{ATOM}author") is None:
            yield "an entry without author"
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    yield from (f"twice the id {one}" for one, times in Counter(ids).items() if times > 1)
    yield from _atom_parts(feed, [feed.findtext(f"{ATOM}id"), *ids])


def _atom_parts(feed: Any, ids: list[str]) -> Iterator[str]:
    yield from (f"id {one!r}" for one in ids if not urlsplit(one or "").scheme)
    for date in feed.iter(f"{ATOM}updated", f"{ATOM}published"):
        if not RFC_3339.fullmatch(date.text or ""):
            yield f"date {date.text!r}"
    for name in ("title", "subtitle", "summary", "content", "rights"):
        for text in feed.iter(f"{ATOM}{name}"):
            if text.get("type", "text") not in ("text", "html") or len(text):
                yield f"{name}: type {text.get('type')}, {len(text)} children"
    yield from ("category without term" for a in feed.iter(f"{ATOM}category") if not a.get("term"))
    langs = [one.get(XML_LANG) for one in feed.iter() if one.get(XML_LANG) is not None]
    yield from (f"xml:lang {lang!r}" for lang in langs if not TAG.fullmatch(lang))
    yield from _atom_links(feed)
    yield from _atom_stones(feed, ids)


def _atom_stones(feed: Any, ids: list[str]) -> Iterator[str]:
    for stone in feed.iter(TOMBSTONE):
        if not urlsplit(stone.get("ref", "")).scheme or not RFC_3339.fullmatch(stone.get("when")):
            yield f"tombstone {dict(stone.attrib)}"
        if stone.get("ref") in ids:
            yield f"{stone.get('ref')} is there and gone"


def _atom_links(feed: Any) -> Iterator[str]:
    for parent in (feed, *feed.iter(f"{ATOM}entry")):
        alternate = Counter(
            (link.get("type"), link.get("hreflang"))
            for link in parent.findall(f"{ATOM}link")
            if link.get("rel", "alternate") == "alternate"
        )
        yield from (f"alternate twice: {key}" for key, times in alternate.items() if times > 1)
    if not any(link.get("rel") == "self" for link in feed.findall(f"{ATOM}link")):
        yield "no link to itself"
    for link in feed.iter(f"{ATOM}link"):
        if urlsplit(link.get("href", "")).scheme not in ("http", "https"):
            yield f"link {link.get('href')!r}"


def _rss(content: bytes) -> Iterator[str]:
    root = _parsed(content)
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(root) != 1 or not channels:
        yield f"the root is {root.tag} {root.get('version')} with {len(root)} children"
        return
    channel = channels[0]
    items = channel.findall("item")
    optional = "language copyright managingEditor webMaster pubDate lastBuildDate generator docs"
    yield from _counted(
        channel,
        {"title", "link", "description"},
        {*optional.split(), "cloud", "ttl", "image", "rating", "textInput"},
        {"category", "item", "skipHours", "skipDays"},
        "",
    )
    for item in items:
        yield from _rss_item(item)
    guids = Counter(item.findtext("guid") for item in items)
    yield from (f"twice the guid {one}" for one, times in guids.items() if times > 1)
    yield from _rss_values(root, channel)


def _rss_values(root: Any, channel: Any) -> Iterator[str]:
    for date in root.iter("pubDate", "lastBuildDate"):
        if not RFC_822.fullmatch(date.text or "") or not parsedate_to_datetime(date.text):
            yield f"date {date.text!r}"
    for link in root.iter("link"):
        if urlsplit(link.text or "").scheme not in ("http", "https"):
            yield f"link {link.text!r}"
    if not any(link.get("rel") == "self" for link in channel.findall(f"{ATOM}link")):
        yield "no link to itself"
    if not TAG.fullmatch(channel.findtext("language") or ""):
        yield "no language"


def _rss_item(item: Any) -> Iterator[str]:
    single = "title link description author comments enclosure guid pubDate source"
    yield from _counted(item, set(), set(single.split()), {"category"}, "")
    if item.find("title") is None and item.find("description") is None:
        yield "an item without title and description"
    guid = item.find("guid")
    if guid is None or (guid.get("isPermaLink", "true") == "true" and "http" not in guid.text):
        yield "an item without a guid that holds"


_ADDRESS = {"type": "string", "pattern": "^https?://[^\\s]+$"}
_MOMENT = {"type": "string", "pattern": f"^{RFC_3339.pattern}$"}
_LANGUAGE = {"type": "string", "pattern": f"^{TAG.pattern}$"}
_AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {"name": {"type": "string"}, "url": _ADDRESS, "avatar": _ADDRESS},
    },
}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items", "feed_url", "home_page_url"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": _ADDRESS,
        "feed_url": _ADDRESS,
        "description": {"type": "string"},
        "next_url": _ADDRESS,
        "icon": _ADDRESS,
        "favicon": _ADDRESS,
        "authors": _AUTHORS,
        "language": _LANGUAGE,
        "expired": {"type": "boolean"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": _ADDRESS,
                    "external_url": _ADDRESS,
                    "title": {"type": "string"},
                    "content_html": {"type": "string"},
                    "content_text": {"type": "string"},
                    "summary": {"type": "string"},
                    "image": _ADDRESS,
                    "date_published": _MOMENT,
                    "date_modified": _MOMENT,
                    "authors": _AUTHORS,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "language": _LANGUAGE,
                },
            },
        },
    },
}
"""JSON Feed 1.1 as a schema, without attachments and hubs: we have none."""


def _json(content: bytes) -> Iterator[str]:
    feed = json.loads(content)
    for error in jsonschema.Draft202012Validator(JSON_FEED).iter_errors(feed):
        yield f"{error.json_path}: {error.message[:200]}"
    ids = Counter(item.get("id") for item in feed.get("items", ()))
    yield from (f"twice the id {one}" for one, times in ids.items() if times > 1)
    if feed.get("next_url") == feed.get("feed_url"):
        yield "it leads to itself"


Told = dict[str, Any]


def told(content: bytes, form: str) -> list[Told]:
    """Return what each entry says, the same for every form: id, title, url, html, language."""
    return _READ[form](content)


def _told_atom(content: bytes) -> list[Told]:
    return [
        {
            "id": entry.findtext(f"{ATOM}id"),
            "title": entry.findtext(f"{ATOM}title"),
            "url": entry.find(f"{ATOM}link").get("href"),
            "html": entry.findtext(f"{ATOM}content"),
            "language": entry.get(XML_LANG),
        }
        for entry in _parsed(content).findall(f"{ATOM}entry")
    ]


def _told_rss(content: bytes) -> list[Told]:
    return [
        {
            "id": item.findtext("guid"),
            "title": item.findtext("title"),
            "url": item.findtext("link"),
            "html": item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded"),
            "language": item.findtext("{http://purl.org/dc/elements/1.1/}language"),
        }
        for item in _parsed(content).iter("item")
    ]


def _told_json(content: bytes) -> list[Told]:
    names = {"html": "content_html"}
    wanted = ("id", "title", "url", "html", "language")
    return [
        {name: item.get(names.get(name, name)) for name in wanted}
        for item in json.loads(content)["items"]
    ]


_READ: dict[str, Callable[[bytes], list[Told]]] = {
    "atom": _told_atom,
    "rss": _told_rss,
    "json": _told_json,
}


def leads(content: bytes, form: str, rel: str) -> str:
    """Return where the feed leads by this relation; in JSON, ``next`` and ``self`` alone."""
    if form == "json":
        name = {"next": "next_url", "self": "feed_url"}[rel]
        return str(json.loads(content).get(name, ""))
    root = _parsed(content)
    parent = root if form == "atom" else root.find("channel")
    links = [link for link in parent.findall(f"{ATOM}link") if link.get("rel") == rel]
    return str(links[0].get("href")) if links else ""
