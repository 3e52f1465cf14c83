"""The bells beat rings for claims."""

from celery import shared_task

from factcheck import actions, health, indexing, vocabulary, watching
from factcheck.cards import keeping
from factcheck.digest import assignment, collecting
from factcheck.exporting import keeping as exports
from factcheck.importing import job
from factcheck.webhooks import delivering, forgetting, letter
from newsroom.jobs import queue

LETTERS = 3


@shared_task
def open_reviews() -> int:
    """Turn new transitions into re-reviews."""
    return actions.open_reviews()


@shared_task
def refresh_last_looked() -> int:
    """Say on checks when their evidence was last looked at."""
    return health.refresh_last_looked()


@shared_task
def offer_archived() -> int:
    """Offer readers archived copies that were found after their pages had died."""
    return health.offer_archived()


@shared_task
def adjust_cadences() -> int:
    """Watch pages as closely as what leans on them asks for."""
    return watching.adjust_cadences()


@shared_task
def publish_due() -> int:
    """Publish what is scheduled."""
    return actions.publish_due()


@shared_task
def forget_contacts() -> int:
    """Forget how to reach readers whose reports are long past."""
    return actions.forget_contacts()


@shared_task(soft_time_limit=300, time_limit=330)  # many words take a while
def recount_words() -> int:
    """Count anew how common words are, where there are many more or fewer claims than before."""
    if recounted := indexing.recount_where_needed():
        vocabulary.count_words()
    return recounted


@shared_task(acks_late=False, soft_time_limit=6 * 3600, time_limit=6 * 3600 + 60)
def export_where_needed() -> int:
    """Make a new export for partners, a day after the last or once something was withdrawn.

    Its message is taken before it begins: a million checks take longer than the broker hides one.
    """
    return exports.export_where_needed()


@shared_task
def collect_alerts() -> int:
    """Hand alerts to one letter a person."""
    return collecting.collect()


@shared_task(soft_time_limit=30, time_limit=40)  # below queue.LEASE: nobody else has the job yet
def draw_cards() -> int:
    """Draw the cards of what was published."""
    return queue.work(kind=keeping.KIND)


@shared_task(soft_time_limit=30, time_limit=40)  # below queue.LEASE: nobody else has the job yet
def import_claims() -> int:
    """Do one turn of what is being imported, or fetch what is to be."""
    return queue.work(limit=1, kind=job.FETCH) or queue.work(limit=1, kind=job.ROWS)


@shared_task(soft_time_limit=30, time_limit=40)  # below queue.LEASE: nobody else has the job yet
def send_letters() -> int:
    """Send the letters that wait, a few at a time: a mail server may take its time."""
    sent = queue.work(limit=LETTERS, kind=assignment.MAIL_ASSIGNMENT)
    sent += queue.work(limit=LETTERS - sent, kind=letter.MAIL_WEBHOOK)
    return sent + queue.work(limit=LETTERS - sent, kind=collecting.MAIL_DIGEST)


@shared_task(soft_time_limit=40, time_limit=50)  # below leasing.LEASE: nobody else sends to them
def deliver_webhooks() -> int:
    """Send partners what is due."""
    return delivering.deliver_due()


@shared_task
def forget_webhooks() -> int:
    """Remove what was sent to partners long ago."""
    return forgetting.forget_messages()
