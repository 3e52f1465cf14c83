"""Hand alerts nobody was written to about to jobs: one job a person, one letter a job."""

from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now
from uuid6 import uuid7

from factcheck.digest.audience import audience_of
from newsroom.jobs.queue import enqueue
from sources.models import Alert

MAIL_DIGEST = "factcheck.mail_digest"
COLLECTED_FOR = timedelta(minutes=10)
BATCH = 1000
ONE_AT_A_TIME = 7_201  # this act's number among PostgreSQL's advisory locks


@transaction.atomic
def collect() -> int:
    """Write the jobs for one digest once the oldest new alert is old enough; return how many.

    Alert and jobs change together, so nothing is lost and nobody is told twice, however many
    workers hear the bell. What a look is just changing comes with the next digest. An alert
    that concerns nobody who can be written to is settled all the same: the desk shows it.
    """
    ripe = Alert.objects.unmailed().filter(opened_at__lte=Now() - _paced(COLLECTED_FOR))
    if not ripe.exists() or not _is_alone():
        return 0
    unmailed = Alert.objects.unmailed().select_for_update(skip_locked=True, of=("self",))
    alerts = list(unmailed.select_related("transition").order_by("pk")[:BATCH])
    digest = str(uuid7())
    audience = audience_of(alerts)
    for person, told in audience.items():
        payload = {"digest": digest, "person": person, **told.as_json()}
        enqueue(kind=MAIL_DIGEST, key=f"{digest}:{person}", payload=payload)
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).update(mailed_at=Now())
    return len(audience)


def _is_alone() -> bool:
    """Say whether nobody else collects right now; holds until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0])


def _paced(span: timedelta) -> timedelta:
    return span / settings.LINKCHECK_PACE
