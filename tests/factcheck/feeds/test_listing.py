"""Stretches of feeds: each entry once, whatever falls together, from places that hold."""

from datetime import datetime

import pgtrigger
import pytest
from django.test import Client

from factcheck.models import Check, Claim, Correction
from tests.factcheck.feeds.reader import FEEDS, FORMS, SITE, address, content, entries, harbours
from tests.factcheck.views.reader import correct
from tests.factories import judged_claim, publish, published_claim
from tests.support.feeds import leads
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def nine() -> None:
    """Five checks, and corrections of four of them."""
    claims = [published_claim(topics=[harbours()]) for _ in range(5)]
    for claim in claims[:4]:
        correct(claim)


@pytest.mark.parametrize(("feed", "form"), [*zip(FEEDS, [*FORMS, "rss", "json"], strict=True)])
def test_stretches_lead_to_every_entry_once(
    client: Client, monkeypatch: pytest.MonkeyPatch, nine: None, feed: str, form: str
) -> None:
    another = next(one for one in FORMS if one != form)  # the same entries, kept apart
    whole = [entry["id"] for entry in entries(client, address(feed, another))]
    monkeypatch.setattr("factcheck.feeds.listing.stretch.__defaults__", (2,))
    seen: list[str] = []
    path = address(feed, form)
    while path:
        with sql_sent() as sent:
            page = content(client, path)
        assert len(sent) <= 3
        told = entries(client, path)
        assert 1 <= len(told) <= 2
        assert leads(page, form, "self") == f"{SITE}{path}"
        seen += [entry["id"] for entry in told]
        path = leads(page, form, "next").removeprefix(SITE)
    assert seen == whole
    assert len(seen) == {"all": 9, "corrections": 4, "search": 5}.get(feed, 9)


def test_entries_of_one_moment_are_told_once_each(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A correction, and checks that all came at the very same time."""
    claim = published_claim()
    correct(claim)
    at = Correction.objects.get().published_at
    for _ in range(3):
        publish(made := judged_claim())
        _move(made, at)
    whole = [entry["id"] for entry in entries(client, "/feeds/all.rss")]
    monkeypatch.setattr("factcheck.feeds.listing.stretch.__defaults__", (1,))
    seen, path = [], "/feeds/all.json"
    while path:
        page = content(client, path)
        seen += [entry["id"] for entry in entries(client, path)]
        path = leads(page, "json", "next").removeprefix(SITE)
    assert seen == whole
    assert len(seen) == 5


def _move(claim: Claim, at: datetime) -> None:
    with pgtrigger.ignore("factcheck.Check:identity_immutable"):
        Check.objects.filter(claim=claim).update(first_published_at=at)


@pytest.mark.parametrize(
    "before",
    ["", "x", "1", "1-2-3", "1-0-", "-1-0-1", "99999999999999999-0-1", "1" * 30 + "-0-1", "1-0-1x"],
)
def test_a_place_nobody_gave_is_no_feed_and_no_error(client: Client, before: str) -> None:
    published_claim()
    answer = client.get("/feeds/all.rss", {"before": before})
    assert answer.status_code in (200, 404)
    assert answer.status_code == 404 or before == "99999999999999999-0-1"
