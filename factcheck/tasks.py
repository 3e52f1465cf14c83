"""The bells beat rings for claims."""

from celery import shared_task

from factcheck import actions, health


@shared_task
def open_reviews() -> int:
    """Turn new transitions into re-reviews."""
    return actions.open_reviews()


@shared_task
def refresh_last_looked() -> int:
    """Say on checks when their evidence was last looked at."""
    return health.refresh_last_looked()


@shared_task
def publish_due() -> int:
    """Publish what is scheduled."""
    return actions.publish_due()
