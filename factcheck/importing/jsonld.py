"""JSON-LD (https://json-ld.org) as pages and feeds write it: one thing in a dozen shapes."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import lxml.html
from django.utils.translation import gettext as _
from lxml import etree

from newsroom.refusals import Refusal

DEEPEST = 60
REVIEW = "ClaimReview"
TWICE = " given twice"
"""Beside the keys of an object: those it has twice, so that what they say is anybody's guess."""

_SCRIPTS = (
    "//script[starts-with(translate(normalize-space(@type), 'ACDIJLNOPST', 'acdijlnopst'),"
    " 'application/ld+json')]"
)
# What old tools write around a script so that older browsers would not show it.
_OPENED = re.compile(r"\A\s*+(?:(?:<!--|/[/*]+\s*+<!\[CDATA\[(?:\s*+\*/)?|<!\[CDATA\[)\s*+)+")
_CLOSED = re.compile(r"(?:(?:-->|/[/*]+\s*\]\]>(?:\s*\*/)?|\]\]>|;)\s*)+\Z")
_TAIL = 100  # characters in which what closes it is looked for
_MICRODATA = re.compile(rb"itemtype\s*=\s*[\"']?https?://schema\.org/ClaimReview", re.IGNORECASE)

Node = dict[str, Any]


def reviews_in_page(page: bytes) -> list[Any]:
    """Return the JSON-LD of a page, block by block; a block that is no JSON is passed over.

    Raises ``Refusal`` when there is no ClaimReview in it.
    """
    try:
        tree = lxml.html.document_fromstring(page)
    except (etree.ParserError, ValueError) as error:
        raise Refusal(_("The page cannot be read.")) from error
    blocks = [block for script in tree.xpath(_SCRIPTS) for block in _read(script.text_content())]
    if any(reviews_among(blocks)):
        return blocks
    if _MICRODATA.search(page):
        raise Refusal(_("This page has its ClaimReview as microdata; only JSON-LD is read."))
    raise Refusal(_("There is no ClaimReview in this page."))


def _read(script: str) -> Iterator[Any]:
    text = _OPENED.sub("", script)
    text = text[:-_TAIL] + _CLOSED.sub("", text[-_TAIL:])
    try:
        yield json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return


def reviews_among(given: Any, depth: int = 0) -> Iterator[Node]:
    """Walk down to the reviews: feeds, graphs and lists of lists are all the same here."""
    if depth > DEEPEST:
        return
    if isinstance(given, list):
        for one in given:
            yield from reviews_among(one, depth + 1)
    elif isinstance(given, dict):
        if REVIEW in types(given.get("@type")):
            yield given
            return
        for one in given.values():
            if isinstance(one, (dict, list)):
                yield from reviews_among(one, depth + 1)


def nodes(value: Any) -> list[Node]:
    """Return one or several nodes as a list; a bare text is the name, or address, of one."""
    values: Iterable[Any] = value if isinstance(value, list) else [value]
    return [found for found in map(node, values) if found]


def node(value: Any) -> Node:
    """Return a node, of several the first; empty where there is none."""
    if isinstance(value, list):
        return node(value[0]) if value else {}
    if isinstance(value, str):
        is_address = value.startswith(("http://", "https://"))
        return {"url": value} if is_address else {"name": value}
    return value if isinstance(value, dict) else {}


def words(value: Any) -> str:
    """Return a text, or the name or address of a node; of several the first."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("url") or value.get("name") or value.get("@id")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return " ".join(str(value).split())


def types(value: Any) -> list[str]:
    """Return the types of a node, with or without the vocabulary before them."""
    values = value if isinstance(value, list) else [value]
    return [str(one).rpartition("/")[2].rpartition(":")[2] for one in values if one]
