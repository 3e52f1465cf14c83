from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from sources.leasing import LEASE, database_now, lease
from sources.linkcheck.result import LookResult, Outcome
from sources.models import Host, Link
from sources.recording import Seen, record_looks
from tests.factories import link
from tests.support.queries import sql_sent


class HeldHost:
    """A host under lease, with links to record looks at."""

    def __init__(self, links: int = 1) -> None:
        """Make the host and its links."""
        host = f"https://host-{uuid4().hex}.example.org"
        self.links = [
            link(f"{host}/{number}", cadence=Link.Cadence.DRAFT, next_look_at=database_now())
            for number in range(links)
        ]
        self.planned_at: datetime | None = None
        self.token, (self.host,) = lease(Host.objects.filter(links=self.links[0]), 1)

    def record(self, *results: LookResult, **how: bool) -> bool:
        """Record one result for each link, in their order."""
        pairs = zip(self.links, results, strict=False)
        planned_at = self.planned_at or database_now()
        seen = [Seen(page.pk, result, database_now(), planned_at) for page, result in pairs]
        with sql_sent() as self.sent:
            stored = record_looks(host=self.host, token=self.token, seen=seen, **how)
        for page in self.links:
            page.refresh_from_db()
        return stored

    def lose(self) -> None:
        """Let the lease run out."""
        Host.objects.filter(pk=self.host.pk).update(leased_until=database_now() - LEASE)


def page(text: str | None = "The harbour moved 17,000 tons.", **found: Any) -> LookResult:
    """Find a page with this text."""
    columns: dict[str, Any] = {
        "body": str(text).encode(),
        "text": text,
        "text_sha256": str(hash(text)),
        "extractor": "test 1",
        "status": 200,
        "likeness": 1.0,
    }
    url = "https://host.example.org/"
    return LookResult(url, Outcome.OK, "answered", url, **columns | found)


def failure(outcome: Outcome, status: int | None = None) -> LookResult:
    """Find no page."""
    url = "https://host.example.org/"
    return LookResult(url, outcome, outcome.value, url, status=status)


@pytest.fixture
def held() -> HeldHost:
    return HeldHost()
