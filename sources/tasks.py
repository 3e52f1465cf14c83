"""The bell beat rings for links."""

from celery import shared_task

from sources import checking


@shared_task
def check_due() -> int:
    """Look at the links that are due."""
    return checking.check_due()
