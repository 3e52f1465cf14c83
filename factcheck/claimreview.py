"""Publication to schema.org ClaimReview, and its preflight. Plain data in, plain data out.

Follows https://schema.org/ClaimReview and the guidelines of the consumers that are left: Fact
Check Explorer and aggregators. One page, one claim, one ClaimReview. Dates are ISO 8601 at the
precision known and left out when they are not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

Document = dict[str, Any]
Markup = dict[str, Any]

# Somebody without a name is nobody's author.
AUTHOR_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "government": "Organization",
    "outlet": "Organization",
}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """Who publishes the check: we. All addresses are absolute."""

    name: str
    url: str
    publishing_principles: str
    corrections_policy: str


def claim_review(
    document: Document,
    *,
    url: str,
    publisher: Publisher,
    first_published: datetime,
    published: datetime,
    modified: datetime,
) -> Markup:
    """Return the ClaimReview of a publication document.

    ``url`` is the absolute, unredirected address of the verdict page; ``first_published`` that of
    version 1, ``published`` of this version, ``modified`` of the last change readers saw.
    """
    we = {
        "@type": "Organization",
        "name": publisher.name,
        "url": publisher.url,
        "publishingPrinciples": publisher.publishing_principles,
        "correctionsPolicy": publisher.corrections_policy,
    }
    return _without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "@id": url,
            "url": url,
            "claimReviewed": reviewed(document),
            "reviewRating": rating(document),
            "itemReviewed": claim(document),
            "author": we,
            "publisher": we,
            "datePublished": first_published.isoformat(timespec="seconds"),
            "dateModified": modified.isoformat(timespec="seconds"),
            "inLanguage": document["language"],
            "version": document["version"],
            "citation": [_citation(row) for row in document["evidence"] if not row["is_withheld"]],
            "correction": [_correction(row, published) for row in document["corrections"]],
        }
    )


def reviewed(document: Document) -> str:
    """Return ``claimReviewed``: the summary where there is one, else the claim; no rating in it."""
    return str(document["claim"]["summary"] or document["claim"]["statement"])


def rating(document: Document) -> Markup:
    """Return the ``reviewRating``: always a word, and three numbers or none."""
    given = document["rating"]
    markup = {
        "@type": "Rating",
        "alternateName": rating_word(given, document["language"]),
        "ratingExplanation": document["reason"],
    }
    if given["value"] is None:
        return markup
    return markup | {
        "ratingValue": given["value"],
        "bestRating": given["best"],
        "worstRating": given["worst"],
    }


def rating_word(rating: Document, language: str) -> str:
    """Return the word of a document's rating in the document's language, or in English."""
    spanish = language.startswith("es") and rating["label_es"]
    return str(rating["label_es"] if spanish else rating["label"])


def claim(document: Document) -> Markup:
    """Return the ``itemReviewed``: who said it, when, and where it appears."""
    authors = [_author(row) for row in document["claimants"] if _is_author(row)]
    sources = {row["source"]["slug"]: row["source"] for row in document["appearances"]}
    first = next((r["source"] for r in document["appearances"] if r["is_first"]), None)
    others = [source for slug, source in sources.items() if not first or slug != first["slug"]]
    return _without_gaps(
        {
            "@type": "Claim",
            "name": document["claim"]["statement"],
            "author": authors[0] if len(authors) == 1 else authors,
            "datePublished": document["claim"]["said"]["at"],
            "firstAppearance": _work(first) if first else None,
            "appearance": [_work(source) for source in others],
        }
    )


def _is_author(claimant: Document) -> bool:
    return claimant["part"] == "speaker" and claimant["kind"] in AUTHOR_TYPES


def _author(claimant: Document) -> Markup:
    wikidata = claimant["wikidata_id"]
    same_as = [f"https://www.wikidata.org/entity/{wikidata}"] if wikidata else []
    kind = AUTHOR_TYPES[claimant["kind"]]
    return _without_gaps(
        {
            "@type": kind,
            "name": claimant["name"],
            "jobTitle": claimant["title_held"] if kind == "Person" else None,
            "sameAs": [*same_as, *claimant["same_as"]],
        }
    )


def _work(source: Document) -> Markup:
    outlet = source["outlet"]
    return _without_gaps(
        {
            "@type": "CreativeWork",
            "url": source["url"],
            "headline": source["title"],
            "datePublished": source["published"]["at"],
            "inLanguage": source["language"],
            "publisher": {"@type": "Organization", "name": outlet["name"]} if outlet else None,
        }
    )


def _citation(evidence: Document) -> Markup:
    publisher = evidence["publisher"]
    return _without_gaps(
        {
            "@type": "CreativeWork",
            "name": evidence["title"],
            "url": evidence["url"],
            "archivedAt": evidence["archived_url"],
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        }
    )


def _correction(correction: Document, published: datetime) -> Markup:
    """Describe a correction; one without a date of its own led to this very version."""
    texts = (correction["was_wrong"], correction["what_changed"], correction["why"])
    return {
        "@type": "CorrectionComment",
        "text": " ".join(text for text in texts if text),
        "datePublished": correction["published_at"] or published.isoformat(timespec="seconds"),
    }


def _without_gaps(markup: Markup) -> Markup:
    """Leave out what is not known: a property is right or absent."""
    return {key: value for key, value in markup.items() if value not in (None, "", [])}


def preflight(document: Document) -> tuple[str, ...]:
    """List, in sentences, what keeps the document from being a valid ClaimReview.

    Needs no dates of publication, so it can be asked before there are any.
    """
    if not document:
        return (_("There is no document to publish. Send the draft for review first."),)
    return tuple(_problems(document))


def _problems(document: Document) -> Iterable[str]:
    if not reviewed(document).strip():
        yield _("The claim has no words.")
    if not _LANGUAGE_TAG.fullmatch(document["language"] or ""):
        yield _("“%s” is not a language. Write en, es or es-MX.") % document["language"]
    yield from _rating_problems(document)
    if sum(row["is_first"] for row in document["appearances"]) > 1:
        yield _("Two appearances are marked as the first. Only one can be.")
    for row in document["claimants"]:
        if not row["name"].strip():
            yield _("A claimant has no name. Name them, or take them off the claim.")
    for row in document["evidence"]:
        if not row["is_withheld"] and row["url"] and not _WEB_ADDRESS.fullmatch(row["url"]):
            yield _("The evidence “%s” has an address that is not on the web.") % row["title"]


def _rating_problems(document: Document) -> Iterable[str]:
    given = document["rating"]
    if not given or not given["label"].strip():
        yield _("The verdict has no rating in words.")
        return
    if reviewed(document).strip().casefold() == given["label"].casefold():
        yield _("The summary is the rating. Write what was claimed.")
    value, best, worst = given["value"], given["best"], given["worst"]
    if value is None:
        return
    if best is None or worst is None or not worst <= value <= best or worst == best:
        yield _("The number of the rating “%(label)s” is not between worst and best.") % given
