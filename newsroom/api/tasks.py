"""The bell beat rings for the API."""

from celery import shared_task

from newsroom.api import counting


@shared_task
def forget_windows() -> int:
    """Remove what was counted, once it no longer counts."""
    return counting.forget_windows()
