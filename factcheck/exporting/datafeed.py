"""The whole corpus as one schema.org DataFeed of ClaimReview, written check by check.

Shaped as the feeds of Google's Data Commons are: a ``DataFeedItem`` a check, its ClaimReview in
``item``. See https://schema.org/DataFeed.
"""

import json
from typing import BinaryIO

from django.conf import settings

from factcheck.claimreview import Markup, preflight
from factcheck.markup import markup
from factcheck.models import Check


class DataFeed:
    """Writes a feed to a file, an item a line. ``rows`` counts the items."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin the feed."""
        self.file, self.rows = file, 0
        head = {
            "@context": "https://schema.org",
            "@type": "DataFeed",
            "name": settings.SITE_NAME,
            "url": f"{settings.SITE_URL}/",
        }
        self.file.write(_json(head)[:-1] + b',"dataFeedElement":[')

    def add(self, check: Check) -> None:
        """Add a check with its ``publication`` loaded, unless it was withdrawn.

        One that is no valid ClaimReview is left out: some read a feed without mistakes or not
        at all.
        """
        if check.is_withdrawn or preflight(check.publication.document):
            return
        self.file.write((b",\n" if self.rows else b"\n") + _json(item(check)))
        self.rows += 1

    def end(self) -> None:
        """End the feed."""
        self.file.write(b"\n]}\n")


def item(check: Check) -> Markup:
    """Return the ``DataFeedItem`` of a standing check."""
    review = markup(check)
    return {
        "@type": "DataFeedItem",
        "url": review["url"],
        "dateCreated": review["datePublished"],
        "dateModified": review["dateModified"],
        "item": [review],
    }


def _json(given: Markup) -> bytes:
    return json.dumps(given, ensure_ascii=False, separators=(",", ":")).encode()
