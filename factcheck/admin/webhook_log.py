"""How a webhook is doing, in words, and what was sent to it."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from factcheck.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint

SHOWN = 50
SHAPES: dict[str, str] = {
    WebhookDelivery.State.WAITING: "◔",
    WebhookDelivery.State.DELIVERED: "✓",
    WebhookDelivery.State.SUPERSEDED: "–",
    WebhookDelivery.State.GIVEN_UP: "✕",
}


def state_of(endpoint: WebhookEndpoint) -> str:
    """Say how an endpoint is doing: it works, fails since when, or why it is off."""
    if endpoint.disabled_because:
        return f"– {_('off')}: {endpoint.get_disabled_because_display()}"
    if endpoint.failing_since:
        since = date_format(timezone.localtime(endpoint.failing_since), "DATETIME_FORMAT")
        return "✕ " + _("failing since %s") % since
    if endpoint.last_delivered_at:
        return f"✓ {_('works')}"
    return f"◔ {_('nothing sent yet')}"


def log_of(endpoint: WebhookEndpoint, before: str) -> dict[str, Any]:
    """Gather up to ``SHOWN`` messages with their attempts, the newest first.

    ``before`` is the last of the page before, or empty.

    Two queries.
    """
    messages = endpoint.deliveries.select_related("change", "check_record__claim")
    if before.isascii() and before.isdigit() and len(before) < 19:
        messages = messages.filter(pk__lt=int(before))
    found = list(messages.prefetch_related("tries")[: SHOWN + 1])
    return {
        "state": state_of(endpoint),
        "rows": [_drawn(message) for message in found[:SHOWN]],
        "next": found[SHOWN - 1].pk if len(found) > SHOWN else None,
    }


def _drawn(message: WebhookDelivery) -> dict[str, Any]:
    tries = [{"attempt": one, "came_of_it": _came_of(one)} for one in message.tries.all()]
    return {"message": message, "mark": SHAPES[message.state], "tries": tries}


def _came_of(attempt: WebhookAttempt) -> str:
    """Say what came of an attempt; problems are stored as they are written in the code."""
    problem = _(attempt.problem) if attempt.problem else ""
    return " ".join(str(part) for part in (attempt.status or "", problem) if part)
