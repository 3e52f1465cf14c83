"""Links with a past, and where their pages are."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from sources.models import Link, Look, Snapshot
from tests.factories import link


def page_of(address: Link) -> str:
    return reverse("admin:sources_link_change", args=[address.pk])


def look(of: Link, hours_ago: float, outcome: str = "ok", **columns: Any) -> Look:
    columns = {"rule": "answered", "final_url": of.url, "elapsed_ms": 12} | columns
    at = timezone.now() - timedelta(hours=hours_ago)
    return Look.objects.create(link=of, at=at, outcome=outcome, **columns)


def copy(of: Link, text: str, kind: str = "change", **columns: Any) -> Snapshot:
    return Snapshot.objects.create(link=of, kind=kind, text=text, **columns)


def dead_page() -> Link:
    """Make a page that worked and then was not there four times."""
    since = timezone.now() - timedelta(hours=72, minutes=1)
    dead = link(health="dead", failing_since=since, last_ok_at=since, hard_failures=4)
    for hours in (240, 168, 96):
        look(dead, hours)
    for hours in (72, 66, 48, 0):
        look(dead, hours, "gone", rule="gone", status=404, signals={"status": 404})
    return dead
