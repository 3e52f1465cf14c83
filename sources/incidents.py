"""Hosts that fail as a whole: told by what was just seen of them and by their looks before it."""

from datetime import datetime, timedelta

from django.conf import settings

from sources.alerting import close_host_alert, open_host_alert
from sources.linkcheck.incident import LEAST_URLS, LONGEST_FREEZE, freezes, is_incident
from sources.linkcheck.result import Outcome
from sources.linkcheck.waits import JITTER, LATEST
from sources.models import Alert, Host, Link, Look

BEGINS_WITHIN = timedelta(hours=2)
"""A page that begins to fail is looked at again within little more than an hour."""

ENDS_WITHIN = LATEST * (1 + JITTER)
"""In an incident every page that fails is looked at again within a day."""


def is_failing(host: Host, seen: dict[int, Outcome], now: datetime) -> bool:
    """Tell whether a host fails as a whole, from a visit's outcomes by link.

    A visit too short to tell is seen together with what is known from before. Costs a query
    then, and one more while an incident goes on.
    """
    if host.incident_since is None:
        if is_incident(seen.values(), least=1):
            seen = _known(host, now, BEGINS_WITHIN) | seen
        return is_incident(seen.values())
    if len(seen) < LEAST_URLS:
        seen = _known(host, now, ENDS_WITHIN) | seen
    watched = Link.objects.watched().filter(host=host)[:LEAST_URLS].count()
    return is_incident(seen.values(), ongoing=True, least=max(watched, 1))


def is_frozen(host: Host, now: datetime) -> bool:
    """Say whether the failures of a host that fails as a whole count for nothing."""
    return freezes(_since(host, now), now, settings.LINKCHECK_PACE)


def note(host: Host, seen: dict[int, Outcome], now: datetime) -> dict[str, datetime | None]:
    """Open or close the host's alert as it fails or not; return what the host is to remember."""
    was_failing = host.incident_since is not None
    if is_failing(host, seen, now) is was_failing:
        return {}
    if was_failing:
        close_host_alert(host)
        return {"incident_since": None}
    open_host_alert(host, f"{len(seen)} pages were looked at, and nearly all failed.")
    return {"incident_since": _since(host, now)}


def _since(host: Host, now: datetime) -> datetime:
    """Say when the incident began; one that comes back within a week is the one it was."""
    if host.incident_since is not None:
        return host.incident_since
    a_week_ago = now - LONGEST_FREEZE / settings.LINKCHECK_PACE
    of_host = Alert.objects.filter(kind=Alert.Kind.HOST, host=host, ended_at__gt=a_week_ago)
    before = of_host.order_by("opened_at").values_list("opened_at", flat=True).first()
    return before or now


def _known(host: Host, now: datetime, span: timedelta) -> dict[int, Outcome]:
    """Return the last outcome of each link looked at within ``span``."""
    lately = Look.objects.filter(link__host=host, at__gt=now - span / settings.LINKCHECK_PACE)
    rows = lately.order_by("at").values_list("link", "outcome")
    return {link: Outcome(outcome) for link, outcome in rows}
