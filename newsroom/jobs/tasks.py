"""The bells beat rings for jobs. They carry nothing: the rows say what is to be done."""

from celery import shared_task

from newsroom.jobs import queue


@shared_task(soft_time_limit=30, time_limit=40)  # below queue.LEASE: nobody else has the job yet
def work() -> int:
    """Do the jobs that are due."""
    return queue.work()


@shared_task
def reap() -> int:
    """Give back what silent workers held."""
    return queue.reap()


@shared_task
def forget() -> int:
    """Remove jobs that were done long ago."""
    return queue.forget()


@shared_task
def beat_heart(name: str = "worker") -> None:
    """Prove that messages reach a worker that works."""
    queue.beat_heart(name)
