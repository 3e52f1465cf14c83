"""Reviews by others, made up, in the shapes they come in."""

import json
from pathlib import Path
from typing import Any

from tests.factcheck.importing.reviews import REVIEW

JSON = dict[str, Any]


def review(number: int = 1, **changes: Any) -> JSON:
    """Return one of many reviews; ``None`` leaves a part out."""
    made = REVIEW | {
        "url": f"https://checkers.example.org/{number}",
        "identifier": f"checkers-{number}",
        "claimReviewed": f"The harbour of Porto moved {number} tons of grain in May",
        "name": f"No, the harbour did not move {number} tons",
        "datePublished": "2019-06-10",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "False",
            "ratingValue": 1,
            "bestRating": 5,
            "worstRating": 1,
        },
    }
    return {name: value for name, value in (made | changes).items() if value is not None}


def rated(word: str = "", value: Any = None, best: Any = None, worst: Any = None) -> JSON:
    """Return a rating; what is None is not there."""
    parts = {"alternateName": word or None, "ratingValue": value}
    parts |= {"bestRating": best, "worstRating": worst}
    return {"@type": "Rating"} | {name: part for name, part in parts.items() if part is not None}


def feed(*reviews: Any) -> JSON:
    """Return a DataFeed with an item for each."""
    items = [{"@type": "DataFeedItem", "dateModified": "2020", "item": [one]} for one in reviews]
    return {"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": items}


def written(path: Path, given: Any) -> Path:
    """Write a file of JSON; bytes as they are."""
    path.write_bytes(given if isinstance(given, bytes) else json.dumps(given).encode())
    return path
