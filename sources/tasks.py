"""The bells beat rings for links."""

from celery import shared_task

from sources import archive_visit, checking


# A batch ends by its own clock, within a minute: only one that hangs comes to these limits.
@shared_task(soft_time_limit=120, time_limit=150)
def check_due() -> int:
    """Look at the links that are due."""
    return checking.check_due()


@shared_task(soft_time_limit=120, time_limit=150)
def check_requested() -> int:
    """Look at the links that editors asked for, whatever else is due."""
    return checking.check_requested()


@shared_task(soft_time_limit=30, time_limit=40)  # below the lease of a job
def visit_archive() -> int:
    """Speak to the web archive about one link."""
    return archive_visit.visit_due()
