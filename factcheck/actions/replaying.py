"""Send partners something on request: a test, a message again, or a stretch of changes."""

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.actions.on_behalf import Acting, note_act, require_for
from factcheck.actions.subscribing import locked
from factcheck.models import Change, WebhookDelivery, WebhookEndpoint
from factcheck.permissions import Verb
from factcheck.webhooks.planning import tell
from newsroom.refusals import NotReady, Refusal

MOST_CHANGES = 10_000


@transaction.atomic
def send_test(*, by: Acting, endpoint: WebhookEndpoint) -> WebhookDelivery:
    """Send a message of the type ``webhook.test``. Raises ``NotReady`` while one is waiting."""
    require_for(by, Verb.REPLAY, endpoint.partner)
    ours = _enabled(endpoint)
    if ours.deliveries.waiting().filter(change=None).exists():
        raise NotReady(_("A test is waiting to be sent already."))
    message = WebhookDelivery.objects.create(endpoint=ours)
    note_act(by, "test webhook", ours)
    return message


@transaction.atomic
def replay_message(*, by: Acting, message: WebhookDelivery) -> WebhookDelivery:
    """Send what a message told once more, as a new message.

    Raises ``NotReady`` for a test, and while one about the same check waits: it is as new, or
    newer.
    """
    require_for(by, Verb.REPLAY, message.endpoint.partner)
    ours = _enabled(message.endpoint)
    if message.change is None:
        raise NotReady(_("This was a test. Send a new one."))
    if ours.deliveries.waiting().filter(check_record=message.check_record_id).exists():
        raise NotReady(_("A message about this check is waiting to be sent already."))
    again = WebhookDelivery.objects.create(
        endpoint=ours, change=message.change, check_record_id=message.check_record_id
    )
    note = f"{message.type}, {message.change_id}"
    note_act(by, "send webhook again", ours, note=note)
    return again


@transaction.atomic
def replay_changes(*, by: Acting, endpoint: WebhookEndpoint, since: int, until: int) -> int:
    """Tell the endpoint again of the changes with numbers ``since`` to ``until``, both included.

    One message a check, the newest of the kinds it wants; none about a check that something newer
    waits for. Returns how many. Raises ``Refusal`` for more than ``MOST_CHANGES``.
    """
    require_for(by, Verb.REPLAY, endpoint.partner)
    if until < since:
        raise Refusal(_("The last number is smaller than the first."))
    if until - since >= MOST_CHANGES:
        raise Refusal(_("At most %(most)s changes at once.") % {"most": f"{MOST_CHANGES:,}"})
    ours = _enabled(endpoint)
    asked = Change.objects.filter(sequence__gte=since, sequence__lte=min(until, ours.told_up_to))
    waits = ours.deliveries.waiting().filter(change__isnull=False).values("check_record")
    written = tell(ours, asked.exclude(check_record__in=waits))
    note = f"{since}–{until}: {written}"
    note_act(by, "send webhooks again", ours, note=note)
    return written


def _enabled(endpoint: WebhookEndpoint) -> WebhookEndpoint:
    ours = locked(endpoint)
    if not ours.is_enabled:
        raise NotReady(_("It is switched off. Switch it on first."))
    return ours
