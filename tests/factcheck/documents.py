"""A publication document to test pure functions with, and ways to change it."""

import copy
from typing import Any

Document = dict[str, Any]


def date(at: str | None = None, precision: str = "day", *, inferred: bool = False) -> Document:
    return {"at": at, "precision": precision if at else "unknown", "inferred": inferred}


def source(slug: str = "harbour-speaks", **columns: Any) -> Document:
    return {
        "slug": slug,
        "title": "Harbour speaks",
        "byline": "",
        "kind": "article",
        "language": "en",
        "published": date("2026-06-03"),
        "outlet": {"name": "The Press", "slug": "the-press", "domain": "press.example.org"},
        "url": f"https://press.example.org/{slug}",
        "link": f"link-of-{slug}",
        "republished_from": None,
    } | columns


def quote(exact: str = "more than 17,000 tons", **columns: Any) -> Document:
    return {
        "id": "passage-1",
        "exact": exact,
        "prefix": "",
        "suffix": "",
        "before": "",
        "after": "",
    } | columns


def appearance(n: int = 1, **columns: Any) -> Document:
    return {
        "n": n,
        "kind": "paraphrase",
        "is_first": n == 1,
        "upstream": None,
        "attribution": "",
        "source": source(),
        "quote": quote(),
        "figures": [],
    } | columns


def claimant(name: str = "Ana Ruiz", **columns: Any) -> Document:
    return {
        "slug": name.lower().replace(" ", "-"),
        "name": name,
        "kind": "person",
        "description": "",
        "part": "speaker",
        "title_held": "",
        "wikidata_id": "",
        "same_as": [],
    } | columns


def evidence(**columns: Any) -> Document:
    return {
        "is_withheld": False,
        "title": "Harbour statistics",
        "publisher": "The port",
        "kind": "data",
        "stance": "supports",
        "shows": "The monthly table.",
        "is_load_bearing": True,
        "url": "https://port.example.org/table",
        "link": "link-of-table",
        "upload": None,
        "archived_url": "",
        "quote": None,
    } | columns


def correction(**columns: Any) -> Document:
    return {
        "kind": "correction",
        "cause": "new_evidence",
        "was_wrong": "The month was wrong.",
        "what_changed": "It is May.",
        "why": "",
        "version": None,
        "published_at": None,
    } | columns


DOCUMENT: Document = {
    "slug": "harbour-grain",
    "version": 1,
    "language": "en",
    "claim": {
        "statement": "The harbour moved more than 17,000 tons of grain in May",
        "summary": "",
        "said": date("2026-06"),
    },
    "claimants": [claimant()],
    "rating": {
        "key": "mostly-true",
        "label": "Mostly true",
        "label_es": "Mayormente verdadero",
        "value": 4,
        "best": 5,
        "worst": 1,
    },
    "reason": "The table gives 17,200 tons.",
    "appearances": [appearance()],
    "discrepancies": [],
    "evidence": [evidence()],
    "corrections": [],
}


def document(**parts: Any) -> Document:
    """Return a document of its own; a dict given for a part is laid over what is there."""
    made = copy.deepcopy(DOCUMENT)
    for name, part in parts.items():
        made[name] = made[name] | part if isinstance(part, dict) else part
    return made
