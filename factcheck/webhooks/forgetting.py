"""Remove what was sent long ago."""

from datetime import timedelta

from django.db.models.functions import Now

from factcheck.models import WebhookDelivery

KEPT = timedelta(days=30)
AT_ONCE = 5_000
"""Messages that are removed in one transaction: each takes its attempts along."""


def forget_messages() -> int:
    """Remove messages and their attempts ``KEPT`` after they came to be; return how many rows.

    What waits for an endpoint that is switched off stays: it is told when it is switched on.
    """
    old = WebhookDelivery.objects.filter(created_at__lt=Now() - KEPT)
    old = old.exclude(state=WebhookDelivery.State.WAITING)
    removed = 0
    while lot := list(old.order_by("created_at").values_list("pk", flat=True)[:AT_ONCE]):
        removed += WebhookDelivery.objects.filter(pk__in=lot).delete()[0]
    return removed
