"""ClaimReview as others publish it."""

import json
from typing import Any

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checkers.example.org/harbour",
    "claimReviewed": "The harbour moved more than 17,000 tons of grain in May",
    "author": {"@type": "Organization", "name": "The Checkers"},
    "reviewRating": {"@type": "Rating", "alternateName": "Half true", "ratingValue": "3"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ana Ruiz"},
        "datePublished": "2019-06-03T00:00:00+02:00",
        "firstAppearance": {
            "@type": "NewsArticle",
            "headline": "Harbour speaks",
            "url": "https://press.example.org/harbour",
        },
    },
    "inLanguage": "en",
}

FEED: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "DataFeed",
    "dataFeedElement": [
        {"@type": "DataFeedItem", "item": [REVIEW]},
        {
            "@type": ["DataFeedItem"],
            "item": {
                "@type": "https://schema.org/ClaimReview",
                "url": "https://checkers.example.org/airport",
                "claimReviewed": "The airport was closed",
                "itemReviewed": {"author": [{"name": "Ana Ruiz"}, {"name": "The Council"}]},
            },
        },
    ],
}


def page(*blocks: object) -> bytes:
    """Return a page with these blocks of JSON-LD; texts stand as they are."""
    scripts = "".join(
        f'<script type="application/ld+json">{b if isinstance(b, str) else json.dumps(b)}</script>'
        for b in blocks
    )
    return f"<!doctype html><html><head>{scripts}</head><body><p>Words.</p></body></html>".encode()
