"""Pages that claims rest on, in every state, and the list that shows them."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from lxml import html

from factcheck.models import Claim
from sources.models import Link
from tests.factories import (
    evidence,
)

LINKS = "/admin/sources/link/"
NOW = timezone.now()
DAY = timedelta(days=1)
DEAD: dict[str, Any] = {"health": "dead", "outcome": "gone", "status": 404, "hard_failures": 4}
COPY: dict[str, Any] = {
    "archived_url": "https://archive.example.org/1",
    "archived_at": NOW - 90 * DAY,
}


def page(of: Claim, *, address: str = "", since: int = 3, **columns: Any) -> Link:
    """Let a claim rest on one more page in this state, which began ``since`` days ago."""
    address = address or f"https://news.example.org/{of.pk}/{of.evidence.count()}"
    link = evidence(of, address=address, is_load_bearing=False).link
    assert link is not None
    began = {"failing_since": NOW - since * DAY} if columns.get("health") != "alive" else {}
    Link.objects.filter(pk=link.pk).update(**began | columns)
    link.refresh_from_db()
    return link


def listed(client: Client, **asked: Any) -> list[str]:
    response = client.get(LINKS, asked)
    assert response.status_code == 200
    rows = html.fromstring(response.content.decode()).xpath("//*[@id='result_list']/tbody/tr")
    return [row.xpath(".//th")[0].text_content() for row in rows]


def numbers(client: Client, **asked: Any) -> dict[str, str]:
    response = client.get(LINKS, asked)
    chosen = html.fromstring(response.content.decode()).xpath("//nav[@class='tabs']//a")
    return {
        a.get("href").partition("tab=")[2].partition("&")[0]: a.xpath(
            "string(span[@class='number'])"
        )
        for a in chosen
    }
