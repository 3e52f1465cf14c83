"""The desk's screens for claims: doors to ``factcheck.actions``, without rules of their own."""

from factcheck.admin import (
    appearance,
    claim,
    claim_import,
    claimant,
    external_review,
    link,
    person,
    rating,
    reader_report,
    records,
    source,
    topic,
    webhook,
)

__all__ = [
    "appearance",
    "claim",
    "claim_import",
    "claimant",
    "external_review",
    "link",
    "person",
    "rating",
    "reader_report",
    "records",
    "source",
    "topic",
    "webhook",
]
