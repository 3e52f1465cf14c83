"""Look at links: lease their hosts, run the engine, record what it found.

A bell carries no payload. Whoever hears it leases hosts with due links, visits many at once and
each of them politely, records host by host and hands the hosts back; while time lasts, further
hosts take the places of those that are done. A worker that dies in between loses nothing but its
leases.
"""

import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from ipaddress import IPv6Network

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Now

from sources.batch import Batch
from sources.holding import BETWEEN_STARTS
from sources.linkcheck.network import NetworkPolicy
from sources.linkcheck.result import LookResult
from sources.models import Link

OnLook = Callable[[Link, LookResult], None]


def check_due(on_look: OnLook | None = None) -> int:
    """Look at links that are due; return how many looks were recorded."""
    return _check(Link.objects.due(), on_look)


def check_requested() -> int:
    """Look at links somebody asked for, and nothing else; return how many looks were recorded."""
    return _check(Link.objects.requested())


def check_links(links: Iterable[Link], on_look: OnLook | None = None) -> int:
    """Look at these links now, as far as their hosts are free; return how many were.

    A host that was spoken to a moment ago is waited for until its next turn.
    """
    wanted = Link.objects.filter(pk__in=[link.pk for link in links])
    next_turn = Now() + timedelta(seconds=BETWEEN_STARTS)
    if wanted.filter(host__not_before__range=(Now(), next_turn)).exists():
        time.sleep(BETWEEN_STARTS)
    return _check(wanted, on_look, once=True)


def _check(links: "QuerySet[Link]", on_look: OnLook | None = None, *, once: bool = False) -> int:
    batch = Batch(links, network_policy(), user_agent(), on_look=on_look, once=once)
    try:
        return async_to_sync(batch.run)() if batch.lease() else 0
    finally:
        batch.end()


def network_policy() -> NetworkPolicy:
    """Return where looks may go: the public web, and what the settings name besides."""
    return NetworkPolicy(
        allowed_networks=tuple(settings.LINKCHECK_ALLOWED_NETWORKS),
        allowed_ports=frozenset({80, 443, *settings.LINKCHECK_ALLOWED_PORTS}),
        nat64_prefixes=tuple(
            IPv6Network(prefix.strip()) for prefix in settings.LINKCHECK_NAT64_PREFIXES
        ),
    )


def user_agent(part: str = "linkcheck") -> str:
    """Name ourselves and the ``part`` of us that asks, with an address where we can be found."""
    name = settings.SITE_NAME.replace(" ", "")
    return f"{name}-{part}/1.0 (+{settings.SITE_URL}/methodology/)"
