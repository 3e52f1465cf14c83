"""Remove what was sent long ago."""

from datetime import timedelta

from django.db.models.functions import Now

from factcheck.models import WebhookDelivery

KEPT = timedelta(days=30)


def forget_messages() -> int:
    """Remove messages and their attempts ``KEPT`` after they came to be; return how many rows.

    What waits for an endpoint that is switched off stays: it is told when it is switched on.
    """
    old = WebhookDelivery.objects.filter(created_at__lt=Now() - KEPT)
    return old.exclude(state=WebhookDelivery.State.WAITING).delete()[0]
