"""Make messages of public changes: one a check, the newest that an endpoint wants to hear of."""

from collections.abc import Iterable

from django.db.models import Max
from django.db.models.functions import Now

from factcheck.models import Change, WebhookDelivery, WebhookEndpoint

State = WebhookDelivery.State

AT_ONCE = 1_000
"""Changes that are read in one turn; who was switched off for long catches up over several."""


def newest_sequence() -> int:
    """Return the number of the last change there is, 0 before the first. One query."""
    return Change.objects.aggregate(newest=Max("sequence"))["newest"] or 0


def plan(endpoint: WebhookEndpoint) -> None:
    """Write messages for what changed since the endpoint was last told. One to four queries.

    Call it in a transaction that holds the endpoint's row. Numbers follow the order of commits,
    so nothing can come to be before the one we have got to.
    """
    changes = list(Change.objects.filter(sequence__gt=endpoint.told_up_to)[:AT_ONCE])
    if changes:
        tell(endpoint, changes)
        endpoint.told_up_to = changes[-1].sequence
        endpoint.save(update_fields=["told_up_to"])


def tell(endpoint: WebhookEndpoint, changes: Iterable[Change]) -> int:
    """Write messages about changes in their order; what they overtake is not sent any more.

    Call it in a transaction that holds the endpoint's row. Returns how many were written.
    """
    newest = {one.check_record_id: one for one in changes if one.kind in endpoint.kinds}
    if not newest:
        return 0
    overtaken = endpoint.deliveries.waiting().filter(check_record__in=newest)
    overtaken.update(state=State.SUPERSEDED, finished_at=Now())
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(endpoint=endpoint, change=change, check_record_id=check)
        for check, change in sorted(newest.items(), key=lambda item: item[1].sequence)
    )
    return len(newest)
