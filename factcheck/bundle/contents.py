"""What is in the zip of a verdict: files by name, as bytes. Plain data in, plain data out.

Of articles there is what pages show too: the quoted words in their sentences, never the whole.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from factcheck.citing import Cited, bibtex, plain
from factcheck.document import Document, canonical

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Published:
    """One version of a check and what belongs to it. Moments are ISO 8601."""

    document: Document
    sha256: str
    submitted_at: str
    approved_at: str
    published_at: str
    page: str
    methodology: str
    markup: Row
    log: Row
    cited: Cited


def files(given: Published) -> dict[str, bytes]:
    """Return every file but the list of hashes, in the order they are packed."""
    document = given.document
    return {
        "README.txt": readme(given).encode(),
        "document.json": canonical(document),
        "quotes.json": _json(quotes(document)),
        "log.json": _json(given.log),
        "method.json": _json(method(given)),
        "corrections.json": _json(document["corrections"]),
        "claimreview.json": _json(given.markup),
        "cite.bib": bibtex(given.cited).encode(),
    }


def quotes(document: Document) -> list[Row]:
    """List the quoted words: where they stand, what is around them, and their hashes.

    ``start`` and ``end`` count code points of the text that ``text.sha256`` names; those of the
    excerpt count from its beginning. Hashes are of UTF-8.
    """
    appearances = [
        (f"appearance {row['n']}", row["source"]["title"], row["source"]["url"], row["quote"])
        for row in document["appearances"]
    ]
    evidence = [
        (f"evidence {n}", row["title"], row["url"], row["quote"])
        for n, row in enumerate(document["evidence"], start=1)
        if not row["is_withheld"]
    ]
    return [
        _quote(quote) | {"of": place, "title": title, "url": url}
        for place, title, url, quote in [*appearances, *evidence]
        if quote
    ]


def _quote(quote: Row) -> Row:
    excerpt = quote["before"] + quote["exact"] + quote["after"]
    start = len(quote["before"])
    kept = ("id", "exact", "prefix", "suffix", "start", "end", "text")
    return {name: quote[name] for name in kept} | {
        "sha256": _hash(quote["exact"]),
        "excerpt": excerpt,
        "excerpt_start": start,
        "excerpt_end": start + len(quote["exact"]),
        "excerpt_sha256": _hash(excerpt),
    }


def method(given: Published) -> Row:
    """Say how the rating came about: what it means, how sure we are, who looked and when."""
    document = given.document
    return {
        "rating": document["rating"],
        "reason": document["reason"],
        "confidence": document["confidence"],
        "independent_origins": document["independent_origins"],
        "right_of_reply": document["right_of_reply"],
        "submitted_at": given.submitted_at,
        "approved_by_a_second_person_at": given.approved_at,
        "published_at": given.published_at,
        "methodology": given.methodology,
    }


def readme(given: Published) -> str:
    """Say what is in the zip and how to check it, in the language of the interface."""
    lines = [
        plain(given.cited),
        given.page,
        "",
        _("What is in here:"),
        "",
        _("document.json: everything this version says. Its SHA-256 is %s.") % given.sha256,
        _("quotes.json: the quoted words, where they stand in the texts, and what is around them."),
        _("log.json: what became of the pages since the check was published, as readers are told."),
        _("method.json: what the rating means, how sure we are, and when two people signed it."),
        _("corrections.json: what was corrected, up to this version."),
        _("claimreview.json: the same check for machines (schema.org/ClaimReview)."),
        _("cite.bib: how to cite this version."),
        "",
        _("To check that nothing is missing or changed: sha256sum -c SHA256SUMS"),
        "",
        _("Whole articles are not in here: they belong to their publishers. To find a quote, look")
        + " "
        + _("in the article for its exact words between prefix and suffix."),
        "",
    ]
    return "\n".join(lines)


def _json(given: Any) -> bytes:
    return json.dumps(given, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
