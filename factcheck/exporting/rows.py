"""A check as a row of an export: in full as the API shows it, and flat for spreadsheets."""

from collections.abc import Iterator
from typing import Any

import orjson

from factcheck.api.check import CheckSerializer, served
from factcheck.importing.columns import shielded
from factcheck.models import Check
from newsroom.api.renderers import WrittenRenderer

AT_ONCE = 500

FLAT = (
    "id", "slug", "url", "status", "language", "statement", "summary", "claimants", "said_on",
    "rating", "rating_label", "reason", "topics", "version", "sha256", "first_published_at",
    "updated_at", "evidence_health", "withdrawn_at", "withdrawal_reason",
)  # fmt: skip


def checks() -> Iterator[Check]:
    """Yield every check there ever was, the oldest first. A query for each ``AT_ONCE``."""
    for check in served(Check.objects.order_by("pk")).iterator(chunk_size=AT_ONCE):
        check.publication.document = orjson.loads(check.document_text)  # type: ignore[attr-defined]
        yield check


def shown(check: Check) -> dict[str, Any]:
    """Return a check as the API shows it; a withdrawn one is a tombstone."""
    row: dict[str, Any] = CheckSerializer(check).data
    return row


def line(row: dict[str, Any]) -> bytes:
    """Return the row as a line of JSON, byte for byte what ``/api/v1/checks/<slug>/`` answers."""
    return WrittenRenderer().render(row) + b"\n"


def cells(row: dict[str, Any]) -> list[str]:
    """Return the row's cells in the order of ``FLAT``; none is a formula, whatever is in it."""
    told = _tombstone(row) if row["status"] == "withdrawn" else _standing(row)
    return [shielded(str(told.get(name) or "")) for name in FLAT]


def _tombstone(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"withdrawal_reason": row["reason"], "reason": ""}


def _standing(row: dict[str, Any]) -> dict[str, Any]:
    document = orjson.loads(row["document"].text)
    claim, rating = document["claim"], document["rating"]
    return row | {
        "language": document["language"],
        "statement": claim["statement"],
        "summary": claim["summary"],
        "claimants": "; ".join(one["name"] for one in document["claimants"]),
        "said_on": claim["said"]["at"],
        "rating": rating["key"],
        "rating_label": rating["label"],
        "reason": document["reason"],
        "topics": "; ".join(one["slug"] for one in claim["topics"]),
        "version": row["publication"]["version"],
        "sha256": row["publication"]["sha256"],
        "evidence_health": row["evidence"]["health"],
    }
