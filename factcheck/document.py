"""The publication document: everything readers will see of a claim, as plain JSON.

Built from the database when the author submits (``build``), hashed in its canonical form
(``sha256_of``), and from then on only read. Pages, API, feeds and ClaimReview are made of it.
Dates are ISO 8601 at the precision known, or null. Identifiers are public ids and slugs.
"""

import hashlib
import json
from typing import Any

from django.db.models import Max, Min, Prefetch

from factcheck import reply
from factcheck.discrepancy import discrepancies, independent_origins
from factcheck.models import (
    Appearance,
    Claim,
    Claimant,
    Correction,
    DiscrepancyDecision,
    Evidence,
    Figure,
    Rating,
)
from newsroom.dates import FuzzyDate
from sources.models import Passage, Source
from sources.reading.quote import sentences

Document = dict[str, Any]

SCHEMA = 1
CONTEXT = 400  # code points of the article shown on each side of a quote, at most


def canonical(document: Document) -> bytes:
    """Serialise a document so that equal documents are equal bytes (sorted keys, no spaces)."""
    return json.dumps(
        document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def sha256_of(document: Document) -> str:
    """Return the hex SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(document)).hexdigest()


def build(claim: Claim) -> Document:
    """Build the document of the claim as it stands now. Costs about ten queries."""
    claim = _loaded(claim)
    verdict = claim.verdict
    appearances = list(claim.appearances.all())
    evidence = list(claim.evidence.all())
    shown = [row for row in evidence if not row.is_withheld]
    newest = claim.publications.aggregate(newest=Max("number"))["newest"] or 0
    return {
        "schema": SCHEMA,
        "id": str(claim.public_id),
        "slug": claim.slug,
        "version": newest + 1,
        "language": claim.language,
        "claim": {
            "statement": claim.statement,
            "summary": claim.summary,
            "said": _date(claim.said),
            "place": claim.place,
            "context_note": claim.context_note,
            "topics": [{"slug": t.slug, "name": t.name} for t in claim.topics.all()],
        },
        "claimants": _claimants(claim),
        "rating": _rating(verdict.rating),
        "reason": verdict.reason,
        "explanation": verdict.explanation,
        "confidence": verdict.confidence,
        "open_questions": verdict.open_questions,
        "right_of_reply": reply.described(verdict),
        "appearances": _appearances(appearances),
        "independent_origins": independent_origins(appearances),
        "discrepancies": _confirmed_discrepancies(claim, appearances),
        "evidence": [_evidence(row) for row in evidence],
        "corrections": [_correction(row, newest + 1) for row in claim.corrections.order_by("pk")],
        "rests_on": {
            "links": _links(appearances, shown),
            "passages": _passages(appearances, shown),
        },
    }


def _loaded(claim: Claim) -> Claim:
    passages = Passage.objects.select_related("text")
    appearances = Appearance.objects.select_related(
        "source__outlet", "source__link", "source__republished_from"
    ).prefetch_related(Prefetch("passage", passages), "figures")
    evidence = Evidence.objects.select_related("link", "upload").prefetch_related(
        Prefetch("passage", passages)
    )
    return (
        Claim.objects.select_related("verdict__rating")
        .prefetch_related(
            Prefetch("appearances", appearances.order_by("-is_first", "pk")),
            Prefetch("evidence", evidence.order_by("position", "pk")),
            Prefetch("claim_claimants__claimant__merged_from", Claimant.objects.order_by("pk")),
            "topics",
            "verdict__rating__definitions",
        )
        .get(pk=claim.pk)
    )


def _date(date: FuzzyDate) -> dict[str, Any]:
    return {"at": date.iso(), "precision": date.precision.value, "inferred": date.inferred}


def _claimants(claim: Claim) -> list[dict[str, Any]]:
    return [
        {
            "slug": row.claimant.slug,
            "name": row.claimant.name,
            "kind": row.claimant.kind,
            "description": row.claimant.description,
            "part": row.part,
            "title_held": row.title_held,
            "wikidata_id": row.claimant.wikidata_id,
            "same_as": row.claimant.same_as,
            "also_known_as": row.claimant.public_aliases(),
        }
        for row in claim.claim_claimants.all()
    ]


def _rating(rating: Rating | None) -> dict[str, Any] | None:
    if rating is None:
        return None
    definition = rating.definition
    bounds = Rating.objects.aggregate(best=Max("value"), worst=Min("value"))
    return {
        "key": rating.key,
        "label": rating.label,
        "label_es": rating.label_es,
        "value": rating.value,
        "best": bounds["best"],
        "worst": bounds["worst"],
        "definition": definition.text if definition else "",
        "definition_es": definition.text_es if definition else "",
        "defined_on": definition.valid_from.date().isoformat() if definition else None,
    }


def _source(source: Source) -> dict[str, Any]:
    outlet = source.outlet
    return {
        "slug": source.slug,
        "title": source.title,
        "byline": source.byline,
        "kind": source.kind,
        "language": source.language,
        "published": _date(source.published),
        "outlet": {"name": outlet.name, "slug": outlet.slug, "domain": outlet.domain}
        if outlet
        else None,
        "url": source.link.url if source.link else None,
        "link": str(source.link.public_id) if source.link else None,
        "republished_from": source.republished_from.title if source.republished_from else None,
    }


def _quote(passage: Passage | None) -> dict[str, Any] | None:
    """Describe words by W3C TextQuoteSelector and TextPositionSelector, with their context."""
    if passage is None:
        return None
    text = passage.text.text
    before, after = context_of(text, passage.start, passage.end)
    return {
        "id": str(passage.public_id),
        "exact": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "start": passage.start,
        "end": passage.end,
        "text": {"number": passage.text.number, "sha256": passage.text.sha256},
        "before": before,
        "after": after,
    }


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Return up to ``CONTEXT`` code points before and after, cut at the ends of sentences.

    Only the paragraph counts. The sentence a quote stands in is always whole.
    """
    from_ = text.rfind("\n", 0, start) + 1
    to = text.find("\n", end)
    to = len(text) if to < 0 else to
    spans = [(from_ + a, from_ + b) for a, b in sentences(text[from_:to])]
    starts = [a for a, _ in spans if a <= start and start - a <= CONTEXT]
    ends = [b for _, b in spans if b >= end and b - end <= CONTEXT]
    first = min(starts, default=max((a for a, _ in spans if a <= start), default=from_))
    last = max(ends, default=min((b for _, b in spans if b >= end), default=to))
    return text[first:start], text[end:last]


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "measure": figure.measure,
        "minimum": None if figure.minimum is None else format(figure.minimum.normalize(), "f"),
        "maximum": None if figure.maximum is None else format(figure.maximum.normalize(), "f"),
        "qualifier": figure.qualifier,
        "unit": figure.unit,
        "as_of": figure.as_of,
        "as_written": figure.as_written,
    }


def _appearances(rows: list[Appearance]) -> list[dict[str, Any]]:
    """List the appearances by number; ``upstream`` is the number of the one it repeats."""
    numbers = {row.pk: n for n, row in enumerate(rows, start=1)}
    return [
        {
            "n": numbers[row.pk],
            "kind": row.kind,
            "is_first": row.is_first,
            "upstream": numbers.get(row.upstream_id or 0),
            "attribution": row.attribution,
            "source": _source(row.source),
            "quote": _quote(row.passage),
            "figures": [_figure(figure) for figure in row.figures.all()],
        }
        for row in rows
    ]


def _evidence(row: Evidence) -> dict[str, Any]:
    if row.is_withheld:
        return {"is_withheld": True, "withheld_reason": row.withheld_reason}
    return {
        "is_withheld": False,
        "title": row.title,
        "publisher": row.publisher,
        "kind": row.kind,
        "stance": row.stance,
        "shows": row.shows,
        "is_load_bearing": row.is_load_bearing,
        "url": row.link.url if row.link else None,
        "link": str(row.link.public_id) if row.link else None,
        "upload": str(row.upload.public_id) if row.upload else None,
        "archived_url": row.link.archived_url if row.link else "",
        "quote": _quote(row.passage),
    }


def _correction(row: Correction, coming: int) -> dict[str, Any]:
    """Describe a correction; one that is pending belongs to the ``coming`` version."""
    return {
        "id": str(row.public_id),
        "kind": row.kind,
        "cause": row.cause,
        "was_wrong": row.was_wrong,
        "what_changed": row.what_changed,
        "why": row.why,
        "version": row.publication.number if row.publication else coming,
        "published_at": row.published_at.isoformat() if row.published_at else None,
    }


def _confirmed_discrepancies(claim: Claim, appearances: list[Appearance]) -> list[dict[str, Any]]:
    confirmed = dict(
        claim.discrepancy_decisions.filter(
            decision=DiscrepancyDecision.Decision.CONFIRMED
        ).values_list("key", "reason")
    )
    names = {row.pk: row.source for row in appearances}
    return [
        {
            "measure": found.measure,
            "kind": found.kind,
            "note": confirmed[found.key],
            "figures": [
                _figure(figure) | {"source": names[figure.appearance_id].slug}
                for figure in found.figures
            ],
        }
        for found in discrepancies(appearances)
        if found.key in confirmed
    ]


def _links(appearances: list[Appearance], evidence: list[Evidence]) -> list[str]:
    links = [row.source.link for row in appearances] + [row.link for row in evidence]
    return sorted({str(link.public_id) for link in links if link})


def _passages(appearances: list[Appearance], evidence: list[Evidence]) -> list[str]:
    passages = [row.passage for row in appearances] + [row.passage for row in evidence]
    return sorted({str(passage.public_id) for passage in passages if passage})
