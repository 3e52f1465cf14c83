"""Publication documents, written straight from a draft in the shape of ``factcheck.document``."""

from typing import Any

from factcheck.document import SCHEMA, Document, canonical
from tests.benchmarks.populate.articles import in_document
from tests.benchmarks.populate.drafts import Appearance, Draft, Item

__all__ = ["canonical", "document"]


def document(
    draft: Draft,
    *,
    version: int,
    rating: Document,
    explanation: str,
    corrections: list[Document],
) -> Document:
    """Return what ``factcheck.document.build`` would of the same rows."""
    return {
        "schema": SCHEMA,
        "id": draft.public_id,
        "slug": draft.slug,
        "version": version,
        "language": draft.language,
        "claim": {
            "statement": draft.said_as.words,
            "summary": draft.said_as.summary,
            "said": in_document(draft.said),
            "place": draft.place,
            "context_note": "",
            "topics": [{"slug": slug, "name": name} for _, name, slug in draft.topics],
        },
        "claimants": _claimants(draft),
        "rating": rating,
        "reason": draft.reason,
        "explanation": explanation,
        "confidence": draft.confidence,
        "open_questions": "",
        "right_of_reply": {
            "asked_whom": draft.asked_whom,
            "asked_on": draft.asked_on,
            "answer": draft.answer,
        },
        "appearances": [_appearance(row) for row in draft.appearances],
        "independent_origins": _independent_origins(draft),
        "discrepancies": [],
        "evidence": [_evidence(item) for item in draft.evidence],
        "corrections": corrections,
        "rests_on": {
            "links": sorted([page.public_id for page in draft.pages()]),
            "passages": sorted([passage.public_id for passage in draft.passages()]),
        },
    }


def _claimants(draft: Draft) -> list[Document]:
    return [
        {
            "slug": row.speaker.slug,
            "name": row.speaker.name,
            "kind": row.speaker.kind,
            "description": row.speaker.description,
            "part": row.part,
            "title_held": row.title_held,
            "wikidata_id": row.speaker.wikidata_id,
            "same_as": row.speaker.same_as,
            "also_known_as": row.speaker.aliases,
        }
        for row in draft.parts
    ]


def _appearance(row: Appearance) -> Document:
    return {
        "n": row.id % 4 + 1,
        "kind": row.kind,
        "is_first": row.is_first,
        "upstream": row.upstream.id % 4 + 1 if row.upstream else None,
        "attribution": row.attribution,
        "source": row.passage.article.in_document(),
        "quote": row.passage.quote,
        "figures": [row.figure] if row.figure else [],
    }


def _evidence(item: Item) -> Document:
    if item.withheld_reason:
        return {"is_withheld": True, "withheld_reason": item.withheld_reason}
    return {
        "is_withheld": False,
        "title": item.title,
        "publisher": item.publisher,
        "kind": item.kind,
        "stance": item.stance,
        "shows": item.shows,
        "is_load_bearing": item.is_load_bearing,
        "url": item.page.url,
        "link": item.page.public_id,
        "upload": None,
        "archived_url": item.page.archived_url,
        "quote": item.passage.quote if item.passage else None,
    }


def _independent_origins(draft: Draft) -> int:
    origins: set[Any] = set()
    for row in draft.appearances:
        article = (row.upstream or row).passage.article
        origins.add((article.original or article).id)
    return len(origins)
