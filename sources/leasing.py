"""Lease hosts: only the holder may speak to a host, and only the holder's results are stored.

Time is the database's throughout, so workers need no common clock. A lease nobody renews runs
out by itself: a killed worker's hosts are free again after ``LEASE``.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Case, Min, QuerySet, Value, When
from django.db.models.functions import Now

from sources.models import Host, Link

LEASE = timedelta(seconds=30)
RENEW_EVERY = 10.0  # seconds

URGENCY = Case(
    When(requested_at__isnull=False, then=Value(0)),
    When(cadence=Link.Cadence.PUBLISHED, then=Value(1)),
    default=Value(2),
)
"""What an editor asked for goes first, then what published checks rest on."""


def database_now() -> datetime:
    """Return the database's clock (not the transaction's start). Costs a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


IDS_A_HOST = 4
"""So many hosts are considered for each to be leased: workers that begin together see the same."""


@transaction.atomic
def lease(
    candidates: "QuerySet[Host]", limit: int, token: UUID | None = None
) -> tuple[UUID, list[Host]]:
    """Take up to ``limit`` free hosts among ``candidates`` that nobody else is taking.

    They are held under ``token``, a new one when none is given, and taken in their order.
    """
    token = token or uuid4()
    hosts = list(candidates.select_for_update(skip_locked=True, of=("self",))[:limit])
    Host.objects.filter(pk__in=[host.pk for host in hosts]).update(
        lease_token=token, leased_until=Now() + LEASE
    )
    return token, hosts


def lease_most_urgent(links: "QuerySet[Link]", limit: int, token: UUID) -> list[Host]:
    """Take up to ``limit`` free hosts of ``links``, those with the most urgent links first."""
    ids = most_urgent(links, IDS_A_HOST * limit)
    in_turn = Case(*(When(pk=pk, then=turn) for turn, pk in enumerate(ids)))
    hosts = Host.objects.free().filter(pk__in=ids).order_by(in_turn)
    return lease(hosts, limit, token)[1] if ids else []


def most_urgent(links: "QuerySet[Link]", limit: int) -> list[int]:
    """Return the ids of the free hosts whose links are most urgent, then longest overdue."""
    hosts = links.filter(host__in=Host.objects.free()).order_by().values("host_id")
    urgent = hosts.annotate(urgency=Min(URGENCY), since=Min("next_look_at"))
    ordered = urgent.order_by("urgency", "since", "host_id")
    return list(ordered.values_list("host_id", flat=True)[:limit])


def lease_by_key(key: str, token: UUID) -> Host | None:
    """Take one host, made when new; None while it is not free."""
    Host.objects.get_or_create(key=key)
    hosts = lease(Host.objects.free().filter(key=key), 1, token)[1]
    return hosts[0] if hosts else None


def seconds_until_free(key: str) -> float:
    """Say how long a host wants to be left alone; 0.0 when it is only that somebody holds it."""
    asked = Host.objects.filter(key=key).values_list("not_before", flat=True).first()
    return max((asked - database_now()).total_seconds(), 0.0) if asked else 0.0


def renew(token: UUID) -> set[int]:
    """Hold on to what is still ours for another ``LEASE``; return the ids of those hosts."""
    ours = Host.objects.filter(lease_token=token)
    ours.update(leased_until=Now() + LEASE)
    return set(ours.values_list("pk", flat=True))


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


def hand_back_all(token: UUID, **learnt: Any) -> None:
    """Give back whatever is still held under ``token``, however the work ended."""
    Host.objects.filter(lease_token=token).update(lease_token=None, leased_until=None, **learnt)
