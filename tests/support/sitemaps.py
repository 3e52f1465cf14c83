"""Says what is wrong with a sitemap, by https://www.sitemaps.org/protocol.html and its schema."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MOST, LARGEST = 50_000, 50 * 1024 * 1024
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?"  # W3C Datetime
)


def parsed(content: bytes) -> Any:
    """Parse, without asking anybody for anything."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def locations(content: bytes) -> list[str]:
    """Return the addresses listed, in order."""
    return [str(loc.text) for loc in parsed(content).iter(f"{SITEMAP}loc")]


def faults(content: bytes, host: str) -> list[str]:
    """List the faults of a sitemap or an index of them, on this host."""
    return list(_faults(content, host))


def _faults(content: bytes, host: str) -> Iterator[str]:
    root = parsed(content)
    inner = {"urlset": "url", "sitemapindex": "sitemap"}.get(etree.QName(root).localname, "")
    if root.tag not in (f"{SITEMAP}urlset", f"{SITEMAP}sitemapindex"):
        yield f"the root is {root.tag}"
    if not 1 <= len(root) <= MOST:
        yield f"{len(root)} addresses"
    if len(content) > LARGEST:
        yield f"{len(content)} bytes"
    for child in root:
        names = [one.tag for one in child]
        plain = [name for name in names if name.startswith(SITEMAP)]
        if child.tag != SITEMAP + inner or names[: len(plain)] != plain:
            yield f"{child.tag} with {names}"
        if plain not in ([f"{SITEMAP}loc"], [f"{SITEMAP}loc", f"{SITEMAP}lastmod"]):
            yield f"{plain} in {child.tag}"
        yield from _address(child, host)
        yield from _alternates(child)
        yield from _news(child)
    addresses = locations(content)
    if len(set(addresses)) != len(addresses):
        yield "an address twice"


def _address(child: Any, host: str) -> Iterator[str]:
    address = child.findtext(f"{SITEMAP}loc") or ""
    if urlsplit(address).netloc != host or not 12 <= len(address) <= 2048:
        yield f"the address {address!r}"
    changed = child.findtext(f"{SITEMAP}lastmod")
    if changed is not None and not MOMENT.fullmatch(changed):
        yield f"lastmod {changed!r}"


def _alternates(child: Any) -> Iterator[str]:
    """Hold a page to naming itself among its languages, and one that is for all others."""
    links = child.findall(LINK)
    if not links:
        return
    if {link.get("rel") for link in links} != {"alternate"}:
        yield "a link that is no alternate"
    codes = [link.get("hreflang") for link in links]
    if len(set(codes)) != len(codes) or "x-default" not in codes:
        yield f"languages {codes}"
    if child.findtext(f"{SITEMAP}loc") not in [link.get("href") for link in links]:
        yield "a page that is not among its own languages"


def _news(child: Any) -> Iterator[str]:
    for news in child.findall(f"{NEWS}news"):
        names = [etree.QName(one).localname for one in news]
        if names != ["publication", "publication_date", "title"]:
            yield f"news of {names}"
        language = news.findtext(f"{NEWS}publication/{NEWS}language") or ""
        if not re.fullmatch(r"[a-z]{2,3}|zh-(cn|tw)", language):
            yield f"news in {language!r}"
        if not news.findtext(f"{NEWS}publication/{NEWS}name"):
            yield "news without a publication"
        if not MOMENT.fullmatch(news.findtext(f"{NEWS}publication_date") or ""):
            yield "news without a date"
