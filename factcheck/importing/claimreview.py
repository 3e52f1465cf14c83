"""ClaimReview (https://schema.org/ClaimReview) as others publish it, read into rows.

It stands in a page, in a file of its own, or in a DataFeed of many. What a review concludes is
not our verdict: it is kept as a note on the claim.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import lxml.html
from django.utils.translation import gettext as _
from lxml import etree

from factcheck.importing.columns import SEPARATOR, row_of
from newsroom.refusals import Refusal

_SCRIPTS = "//script[translate(@type, 'ADJLNOP', 'adjlnop')='application/ld+json']"
_KINDS = {"Organization": "organisation", "GovernmentOrganization": "government"}
_DEEPEST = 60

Node = dict[str, Any]


def reviews_in_page(page: bytes) -> list[Any]:
    """Return the JSON-LD of a page, block by block; a block that is no JSON is passed over.

    Raises ``Refusal`` when there is none.
    """
    try:
        tree = lxml.html.document_fromstring(page)
    except (etree.ParserError, ValueError) as error:
        raise Refusal(_("The page cannot be read.")) from error
    blocks = []
    for script in tree.xpath(_SCRIPTS):
        try:
            blocks.append(json.loads(script.text_content(), strict=False))
        except (ValueError, RecursionError):
            continue
    if not list(_reviews(blocks)):
        raise Refusal(_("There is no ClaimReview in this page."))
    return blocks


def rows_of_reviews(given: Any) -> list[dict[str, str]]:
    """Return a row for each ClaimReview anywhere in JSON; none where there is none."""
    return [_row(review) for review in _reviews(given)]


def _reviews(given: Any, depth: int = 0) -> Iterator[Node]:
    """Walk down to the reviews: feeds, graphs and lists of lists are all the same here."""
    if depth > _DEEPEST:
        return
    if isinstance(given, list):
        for one in given:
            yield from _reviews(one, depth + 1)
    elif isinstance(given, dict):
        if "ClaimReview" in _names(given.get("@type")):
            yield given
            return
        for one in given.values():
            if isinstance(one, (dict, list)):
                yield from _reviews(one, depth + 1)


def _row(review: Node) -> dict[str, str]:
    item = _node(review.get("itemReviewed"))
    where = _where(item)
    authors = [one for one in _nodes(item.get("author")) if _text(one.get("name"))]
    kinds = {_KINDS.get(kind, "") for one in authors for kind in _names(one.get("@type"))}
    return row_of(
        {
            "address": _text(where.get("url")) or _text(review.get("url")),
            "statement": _text(review.get("claimReviewed")) or _text(item.get("name")),
            "claimant": f"{SEPARATOR} ".join(_text(one.get("name")) for one in authors),
            "claimant_kind": next((kind for kind in kinds if kind), ""),
            "said": _day(item.get("datePublished")),
            "language": _text(review.get("inLanguage")),
            "source_title": _text(where.get("headline")) or _text(where.get("name")),
            "context": _conclusion(review),
        }
    )


def _where(item: Node) -> Node:
    """Return the first work the claim is known to stand in, as a node with a ``url``."""
    for name in ("firstAppearance", "appearance"):
        for work in _nodes(item.get(name)):
            if _text(work.get("url")):
                return work
    return {}


def _conclusion(review: Node) -> str:
    """Say who checked it, where, and with which word."""
    author = next((_text(one.get("name")) for one in _nodes(review.get("author"))), "")
    rating = _node(review.get("reviewRating"))
    word = _text(rating.get("alternateName")) or _text(rating.get("ratingValue"))
    said = _("Checked by %(who)s: “%(word)s”.") % {
        "who": author or _("others"),
        "word": word or "?",
    }
    return " ".join(part for part in (said, _text(review.get("url"))) if part)


def _day(value: Any) -> str:
    """Return the day of a moment: feeds give midnights of all time zones for days."""
    return _text(value)[:10]


def _nodes(value: Any) -> list[Node]:
    """Return one or several nodes as a list; a bare text is the name, or address, of one."""
    values: Iterable[Any] = value if isinstance(value, list) else [value]
    return [node for node in map(_node, values) if node]


def _node(value: Any) -> Node:
    if isinstance(value, list):
        return _node(value[0]) if value else {}
    if isinstance(value, str):
        is_address = value.startswith(("http://", "https://"))
        return {"url": value} if is_address else {"name": value}
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    """Return a text, or the name or address of a node; of several the first."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("url") or value.get("name") or value.get("@id")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return " ".join(str(value).split())


def _names(value: Any) -> list[str]:
    """Return the types of a node, with or without the vocabulary before them."""
    values = value if isinstance(value, list) else [value]
    return [str(one).rpartition("/")[2].rpartition(":")[2] for one in values if one]
