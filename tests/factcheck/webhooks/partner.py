"""A partner who is told of changes, and the time that passes between attempts."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from factcheck import actions
from factcheck.actions import Webhook
from factcheck.models import Change, Check, WebhookDelivery, WebhookEndpoint
from factcheck.outbox import announce
from factcheck.webhooks.delivering import deliver_due
from tests.factories import partner, published_claim, publisher
from tests.support.receiver import Receiver

Kind = Change.Kind


def open_to(receiver: Receiver, path: str = "/hook", **said: Any) -> WebhookEndpoint:
    """Let a receiver be told of changes, and know its secret."""
    webhook = Webhook(url=receiver.url(path), **said)
    endpoint, secret = actions.add_webhook(by=publisher(), partner=partner(), webhook=webhook)
    receiver.secrets.append(secret)
    return endpoint


def a_check() -> Check:
    """Publish a check, which is a change."""
    return Check.objects.get(claim=published_claim())


def changed(check: Check, kind: Change.Kind = Kind.EVIDENCE_CHANGED) -> int:
    """Announce a change and return its number."""
    return announce(check, kind).sequence


def pass_by(time: timedelta) -> None:
    """Let time pass for whatever waits."""
    for rows, names in (
        (WebhookDelivery.objects, ("due_at", "first_tried_at", "created_at")),
        (WebhookEndpoint.objects, ("not_before", "failing_since", "last_delivered_at")),
    ):
        rows.update(**{name: F(name) - time for name in names})


def try_again() -> timedelta:
    """Wait until the next message is due, send it, and say how long that took."""
    wait = max(_next_due() - timezone.now(), timedelta(0)) + timedelta(minutes=1)
    pass_by(wait)
    deliver_due()
    return wait


def _next_due() -> datetime:
    due = WebhookDelivery.objects.waiting().earliest("due_at")
    return max(due.due_at, due.endpoint.not_before)
