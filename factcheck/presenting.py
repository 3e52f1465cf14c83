"""A publication document arranged for reading. Pure functions, no words of the interface.

``state`` is ``Check.evidence_state``: what is publicly known of each link and passage today. For
an old version it is empty, and nothing is said of health.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from factcheck.models import Appearance, Correction, Evidence
from factcheck.text_fragment import link_to_words
from newsroom.dates import FuzzyDate, Precision, parse

Document = dict[str, Any]
State = Mapping[str, Any]

QUOTATION_MARKS = "\"'“”„«»\u2018\u2019\u2039\u203a "
BROKEN = {"edited", "gone"}


def is_verbatim(document: Document) -> bool:
    """Say whether the claim is word for word what a source quotes: only then it is a quotation."""
    statement = _bare(document["claim"]["statement"])
    return any(
        row["kind"] == Appearance.Kind.VERBATIM
        and row["quote"] is not None
        and _bare(row["quote"]["exact"]) == statement
        for row in document["appearances"]
    )


def _bare(words: str) -> str:
    """Strip quotation marks and the full stop; the words themselves stay as they are."""
    return " ".join(words.split()).strip(QUOTATION_MARKS).removesuffix(".").strip(QUOTATION_MARKS)


def appearances(document: Document, state: State) -> list[dict[str, Any]]:
    """Return each appearance with its labels and what became of its page and its words.

    Adds ``name``, ``language``, ``kind_label``, ``health``, ``words``, ``at_words``, ``repeats``.
    """
    healths, passages = _by_id(state)
    by_n = {row["n"]: row for row in document["appearances"]}
    return [
        row
        | {
            "name": name_of(row["source"]),
            "language": row["source"]["language"],
            "kind_label": Appearance.Kind(row["kind"]).label,
            "health": healths.get(row["source"]["link"]),
            "words": _words(row, passages),
            "at_words": _at_words(row["source"]["url"], row["quote"]),
            "repeats": by_n[row["upstream"]]["source"] if row["upstream"] else None,
        }
        for row in document["appearances"]
    ]


def name_of(source: Document) -> str:
    """Name a source for a reader: by its outlet, else by its title."""
    outlet = source["outlet"]
    return str((outlet and outlet["name"]) or source["title"] or source["slug"])


def name_of_evidence(row: Document) -> str:
    """Name a piece of evidence that is not withheld: by who published it, else by its title."""
    return str(row["publisher"] or row["title"])


def evidence(document: Document, state: State) -> list[dict[str, Any]]:
    """Return each piece of evidence with its labels and what became of its page and its words.

    Adds the same names as ``appearances`` does, and ``stance_label``; nothing to withheld ones.
    """
    healths, passages = _by_id(state)
    return [
        row
        if row["is_withheld"]
        else row
        | {
            "name": name_of_evidence(row),
            "language": document["language"],
            "kind_label": Evidence.Kind(row["kind"]).label,
            "stance_label": Evidence.Stance(row["stance"]).label,
            "health": healths.get(row["link"]),
            "words": _words(row, passages),
            "at_words": _at_words(row["url"], row["quote"]),
        }
        for row in document["evidence"]
    ]


def changed_words(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep the appearances and evidence whose words are no longer what was quoted.

    Words that serve as both are told once, as the first of ``rows`` tells them.
    """
    by_quote: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.get("words"):
            by_quote.setdefault(row["quote"]["id"], row)
    return list(by_quote.values())


def _by_id(state: State) -> tuple[dict[str, Any], dict[str, Any]]:
    links = {row["link"]: row for row in state.get("links", [])}
    return links, {row["passage"]: row for row in state.get("passages", [])}


def _words(row: Document, passages: Mapping[str, Any]) -> dict[str, Any] | None:
    known = passages.get(row["quote"]["id"]) if row["quote"] else None
    return known if known and known["state"] in BROKEN else None


def _at_words(url: str | None, quote: Document | None) -> str | None:
    if not url or not quote:
        return None
    return link_to_words(url, quote["exact"], quote["prefix"], quote["suffix"])


def at_odds(document: Document) -> list[dict[str, Any]]:
    """Return the confirmed discrepancies, each figure with the source that gives it."""
    sources = {row["source"]["slug"]: row["source"] for row in document["appearances"]}
    return [
        found
        | {
            "measure": found["measure"].replace("-", " ").replace("_", " "),
            "figures": [
                figure | {"source": sources[figure["source"]]} for figure in found["figures"]
            ],
        }
        for found in document["discrepancies"]
    ]


def count_sources(document: Document) -> int:
    """Count the sources the claim appears in."""
    return len({row["source"]["slug"] for row in document["appearances"]})


def corrections(document: Document, published: datetime) -> list[dict[str, Any]]:
    """Return the corrections, newest first, each with its version, its day and its labels.

    The one without a version of its own led to this very document.
    """
    rows = [
        row
        | {
            "version": row["version"] or document["version"],
            "at": datetime.fromisoformat(row["published_at"]) if row["published_at"] else published,
            "kind_label": Correction.Kind(row["kind"]).label,
            "cause_label": Correction.Cause(row["cause"]).label,
        }
        for row in document["corrections"]
    ]
    return sorted(rows, key=lambda row: row["version"], reverse=True)


def date(given: Document) -> FuzzyDate:
    """Read a date of a document: ``{"at": ISO 8601 or None, "precision", "inferred"}``."""
    return FuzzyDate(_moment(given["at"]), Precision(given["precision"]), given["inferred"])


@lru_cache(maxsize=1_000)
def _moment(at: str | None) -> datetime | None:
    return parse(at or "").value


SHAPES = ("false", "mostly-false", "half-true", "mostly-true", "true")
OFF_THE_LINE = ("misleading", "unproven")


def shape(rating: Document) -> str:
    """Name the glyph and colour of a rating: by its place on the scale, else by its key.

    So a newsroom's own scale gets a family of glyphs too.
    """
    value, best, worst = rating["value"], rating["best"], rating["worst"]
    if value is None or best is None or worst is None or best <= worst:
        return rating["key"] if rating["key"] in OFF_THE_LINE else "unproven"
    return SHAPES[round((value - worst) / (best - worst) * (len(SHAPES) - 1))]
