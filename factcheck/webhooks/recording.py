"""Write down what an attempt came to, under the lease: the next wait, or the end of it."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from factcheck.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from factcheck.webhooks.answers import GONE, Answer
from factcheck.webhooks.leasing import hold
from factcheck.webhooks.letter import tell_contact
from factcheck.webhooks.schedule import REST, wait_after
from newsroom.audit.trail import record

State, Cause = WebhookDelivery.State, WebhookEndpoint.Cause


@transaction.atomic
def record_attempt(message: WebhookDelivery, token: UUID, answer: Answer) -> bool:
    """Store what came of an attempt; return whether the endpoint may be sent the next message.

    Nothing is stored when the lease was lost: whoever holds it sends the message again.
    """
    endpoint = hold(message.endpoint_id, token)
    if endpoint is None or answer.is_our_fault:
        return False
    message = WebhookDelivery.objects.get(pk=message.pk)  # it may have been overtaken meanwhile
    message.attempts += 1
    message.first_tried_at = message.first_tried_at or timezone.now()
    WebhookAttempt.objects.create(
        delivery=message,
        status=answer.status,
        elapsed_ms=answer.elapsed_ms,
        problem=answer.problem,
        answer=answer.text,
    )
    if answer.is_taken:
        _delivered(endpoint, message)
        return True
    _failed(endpoint, message, answer)
    return endpoint.is_enabled and not answer.is_down


def _delivered(endpoint: WebhookEndpoint, message: WebhookDelivery) -> None:
    message.state = State.DELIVERED
    message.finished_at = message.finished_at or timezone.now()
    message.save(update_fields=["state", "finished_at", "attempts", "first_tried_at"])
    endpoint.failing_since, endpoint.last_delivered_at = None, timezone.now()
    endpoint.save(update_fields=["failing_since", "last_delivered_at"])


def _failed(endpoint: WebhookEndpoint, message: WebhookDelivery, answer: Answer) -> None:
    """Plan the next attempt. The last one gives the message up, or the endpoint as a whole."""
    endpoint.failing_since = endpoint.failing_since or timezone.now()
    endpoint.save(update_fields=["failing_since"])
    wait = wait_after(message.attempts, answer.asked_s)
    if answer.status == GONE:
        _disable(endpoint, Cause.GONE)
    elif wait is None and _nothing_got_through_since(message, endpoint):
        _disable(endpoint, Cause.FAILING)
    elif wait is None and message.state == State.WAITING:
        message.state, message.finished_at = State.GIVEN_UP, timezone.now()
    message.save(update_fields=["state", "finished_at", "attempts", "first_tried_at"])
    again = WebhookDelivery.objects.waiting().filter(pk=message.pk)
    again.update(due_at=Now() + (wait or timedelta(0)))
    if wait is not None and answer.is_down:
        rest = max(min(wait, REST), timedelta(seconds=answer.asked_s or 0))
        WebhookEndpoint.objects.filter(pk=endpoint.pk).update(not_before=Now() + rest)


def _nothing_got_through_since(message: WebhookDelivery, endpoint: WebhookEndpoint) -> bool:
    last = endpoint.last_delivered_at
    return last is None or message.first_tried_at is None or last < message.first_tried_at


def _disable(endpoint: WebhookEndpoint, because: WebhookEndpoint.Cause) -> None:
    """Send nothing more, and say so. What waits goes on waiting for whoever enables it again."""
    if not endpoint.is_enabled:  # somebody did meanwhile
        return
    endpoint.disabled_at, endpoint.disabled_because = timezone.now(), because
    endpoint.save(update_fields=["disabled_at", "disabled_because"])
    record(actor=None, verb="switch off webhook", target=endpoint, note=because)
    tell_contact(endpoint)
