"""The three headers that prove a message is ours and when it was sent (Standard Webhooks 1.0)."""

from collections.abc import Iterable
from datetime import datetime

from standardwebhooks import Webhook


def signed(secrets: Iterable[str], message_id: str, at: datetime, body: str) -> dict[str, str]:
    """Return the headers of a message sent ``at`` a moment in UTC: a signature for each secret."""
    signatures = (Webhook(secret).sign(message_id, at, body) for secret in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
