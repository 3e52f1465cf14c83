"""ClaimReview (https://schema.org/ClaimReview) as others publish it, read into rows of claims.

It stands in a page, in a file of its own, or in a DataFeed of many. What a review concludes is
not our verdict: it is kept as a note on the claim.
"""

from typing import Any

from django.utils.translation import gettext as _

from factcheck.importing.columns import SEPARATOR, row_of
from factcheck.importing.jsonld import Node, node, nodes, reviews_among, types, words

_KINDS = {"Organization": "organisation", "GovernmentOrganization": "government"}


def rows_of_reviews(given: Any) -> list[dict[str, str]]:
    """Return a row for each ClaimReview anywhere in JSON; none where there is none."""
    return [_row(review) for review in reviews_among(given)]


def _row(review: Node) -> dict[str, str]:
    item = node(review.get("itemReviewed"))
    where = _where(item)
    authors = [one for one in nodes(item.get("author")) if words(one.get("name"))]
    kinds = {_KINDS.get(kind, "") for one in authors for kind in types(one.get("@type"))}
    return row_of(
        {
            "address": words(where.get("url")) or words(review.get("url")),
            "statement": words(review.get("claimReviewed")) or words(item.get("name")),
            "claimant": f"{SEPARATOR} ".join(words(one.get("name")) for one in authors),
            "claimant_kind": next((kind for kind in kinds if kind), ""),
            "said": _day(item.get("datePublished")),
            "language": words(review.get("inLanguage")),
            "source_title": words(where.get("headline")) or words(where.get("name")),
            "context": _conclusion(review),
        }
    )


def _where(item: Node) -> Node:
    """Return the first work the claim is known to stand in, as a node with a ``url``."""
    for name in ("firstAppearance", "appearance"):
        for work in nodes(item.get(name)):
            if words(work.get("url")):
                return work
    return {}


def _conclusion(review: Node) -> str:
    """Say who checked it, where, and with which word."""
    author = next((words(one.get("name")) for one in nodes(review.get("author"))), "")
    rating = node(review.get("reviewRating"))
    word = words(rating.get("alternateName")) or words(rating.get("ratingValue"))
    said = _("Checked by %(who)s: “%(word)s”.") % {
        "who": author or _("others"),
        "word": word or "?",
    }
    return " ".join(part for part in (said, words(review.get("url"))) if part)


def _day(value: Any) -> str:
    """Return the day of a moment: feeds give midnights of all time zones for days."""
    return words(value)[:10]
