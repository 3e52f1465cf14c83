"""What a message says: which check changed and how, and nothing that has to be kept secret."""

import json
from datetime import UTC, datetime
from typing import Any

from factcheck.models import Change, WebhookDelivery
from newsroom.api.addresses import absolute, api_address


def message_of(delivery: WebhookDelivery) -> dict[str, Any]:
    """Return the message: ``type``, ``timestamp`` (of the event, ISO 8601 in UTC) and ``data``.

    The same for every attempt. Costs queries unless change, check and publication are at hand.
    """
    if delivery.change is None:
        data: dict[str, Any] = {"webhook": str(delivery.endpoint.public_id)}
        return _message(delivery.type, delivery.created_at, data)
    return _message(delivery.type, delivery.change.at, _data(delivery.change))


def body_of(delivery: WebhookDelivery) -> str:
    """Write the message as the JSON that is signed and sent."""
    return json.dumps(message_of(delivery), ensure_ascii=False, separators=(",", ":"))


def _message(kind: str, at: datetime, data: dict[str, Any]) -> dict[str, Any]:
    moment = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return {"type": kind, "timestamp": moment, "data": data}


def _data(change: Change) -> dict[str, Any]:
    check = change.check_record
    is_withdrawn = change.kind == Change.Kind.WITHDRAWN
    return {
        "id": str(check.public_id),
        "slug": check.slug,
        "url": absolute(check.get_absolute_url()),
        "api_url": api_address("check-detail", check.slug),
        "sequence": change.sequence,
        "version": None if is_withdrawn else change.publication.number,
    }
