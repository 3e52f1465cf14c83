"""Lease endpoints: only the holder sends to one, a message at a time, so none overtakes another.

A lease nobody renews runs out by itself: what a killed worker was sending is sent again, under
the same ``webhook-id``.
"""

from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models.functions import Now

from factcheck.models import WebhookDelivery, WebhookEndpoint
from factcheck.webhooks.planning import plan
from factcheck.webhooks.schedule import REST

LEASE = timedelta(seconds=60)  # longer than `tasks.deliver_webhooks` may take


@transaction.atomic
def lease(limit: int) -> tuple[UUID, list[int]]:
    """Take up to ``limit`` endpoints that have work and nobody holds. Returns their keys."""
    token = uuid4()
    found = WebhookEndpoint.objects.free().with_work().order_by("not_before", "pk")
    taken = [one.pk for one in found.select_for_update(skip_locked=True, of=("self",))[:limit]]
    held = WebhookEndpoint.objects.filter(pk__in=taken)
    held.update(lease_token=token, leased_until=Now() + LEASE)
    return token, taken


def hold(endpoint: int, token: UUID) -> WebhookEndpoint | None:
    """Lock an endpoint that is still ours, or return None. Call it in a transaction."""
    ours = WebhookEndpoint.objects.filter(pk=endpoint, lease_token=token, leased_until__gt=Now())
    return ours.select_for_update().first()


@transaction.atomic
def next_message(endpoint: int, token: UUID) -> WebhookDelivery | None:
    """Return the oldest message that is due, new changes included; None when there is none.

    None as well when the endpoint is not ours any more, or switched off. Renews the lease.
    """
    ours = hold(endpoint, token)
    if ours is None or not ours.is_enabled:
        return None
    WebhookEndpoint.objects.filter(pk=ours.pk).update(leased_until=Now() + LEASE)
    plan(ours)
    due = ours.deliveries.due().order_by("pk")
    message = due.select_related("change__check_record", "change__publication").first()
    if message is not None:
        message.endpoint = ours
    return message


def leave_alone(endpoint: int, token: UUID) -> None:
    """Let an endpoint rest after a mistake of ours: its partner must not hear the same at once."""
    ours = WebhookEndpoint.objects.filter(pk=endpoint, lease_token=token)
    ours.update(not_before=Now() + REST)


def hand_back(token: UUID) -> None:
    """Give back whatever is still held, however the work ended."""
    held = WebhookEndpoint.objects.filter(lease_token=token)
    held.update(lease_token=None, leased_until=None)
