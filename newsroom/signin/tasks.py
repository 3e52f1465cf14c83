"""The bells beat rings for signing in."""

from celery import shared_task

from newsroom.jobs import queue
from newsroom.signin import actions
from newsroom.signin.letters import KIND

LETTERS = 2  # a mail server may take ten seconds for each


@shared_task(soft_time_limit=30, time_limit=40)  # below queue.LEASE: nobody else has the job yet
def send_letters() -> int:
    """Send the letters about signing in that wait."""
    return queue.work(limit=LETTERS, kind=KIND)


@shared_task
def forget_sessions() -> int:
    """Remove what has run out, and where it came from."""
    return actions.forget_sessions()
