"""The bells beat rings for claims."""

from celery import shared_task

from factcheck import actions


@shared_task
def open_reviews() -> int:
    """Turn new transitions into re-reviews."""
    return actions.open_reviews()


@shared_task
def publish_due() -> int:
    """Publish what is scheduled."""
    return actions.publish_due()
