"""Publication to schema.org ClaimReview, and its preflight."""

from typing import Any


def preflight(document: dict[str, Any]) -> tuple[str, ...]:
    """List, in sentences, what keeps the document from being a valid ClaimReview."""
    return ()
