"""Lease hosts: only the holder may speak to a host, and only the holder's results are stored.

Time is the database's throughout, so workers need no common clock. A lease nobody renews runs
out by itself: a killed worker's hosts are free again after ``LEASE``.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from sources.models import Host

LEASE = timedelta(seconds=30)
RENEW_EVERY = 10.0  # seconds


def database_now() -> datetime:
    """Return the database's clock (not the transaction's start). Costs a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


@transaction.atomic
def lease(candidates: "QuerySet[Host]", limit: int) -> tuple[UUID, list[Host]]:
    """Take up to ``limit`` free hosts among ``candidates`` that nobody else is taking."""
    token = uuid4()
    hosts = list(
        candidates.select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:limit]
    )
    Host.objects.filter(pk__in=[host.pk for host in hosts]).update(
        lease_token=token, leased_until=Now() + LEASE
    )
    return token, hosts


def renew(token: UUID) -> int:
    """Hold on to what is still ours for another ``LEASE``; return how many hosts that is."""
    return Host.objects.filter(lease_token=token).update(leased_until=Now() + LEASE)


def hold(host: Host, token: UUID) -> bool:
    """Lock the host's row and say whether it is still ours. Call it inside a transaction."""
    held = Host.objects.filter(pk=host.pk, lease_token=token, leased_until__gt=Now())
    return held.select_for_update().exists()


def hand_back(hosts: Sequence[Host], token: UUID, **learnt: Any) -> None:
    """Give hosts back with what was learnt: ``not_before``, ``robots_txt`` and the like.

    A host whose lease was lost in between is left alone.
    """
    ours = Host.objects.filter(pk__in=[host.pk for host in hosts], lease_token=token)
    ours.update(lease_token=None, leased_until=None, **learnt)
