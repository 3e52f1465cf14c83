"""What feeds are about, what they cost, and when they are new."""

from datetime import timedelta
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone

from factcheck import actions
from factcheck.models import Change, Check, Claimant, Topic
from tests.factcheck.feeds.reader import FEEDS, FORMS, address, content, entries, harbours
from tests.factcheck.views.reader import correct, withdraw
from tests.factories import published_claim, publisher
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def test_a_feed_costs_three_queries_at_most_and_one_when_it_is_known(client: Client) -> None:
    for _ in range(3):
        correct(published_claim(topics=[harbours()]))
    for feed, form in product(FEEDS, FORMS):
        _costs_little(client, address(feed, form))


def _costs_little(client: Client, path: str) -> None:
    with sql_sent() as sent:
        answer = client.get(path)
    assert len(sent) <= 3
    with sql_sent() as sent:
        known = client.get(path, headers={"if-none-match": answer.headers["ETag"]})
    assert len(sent) == 1
    assert known.status_code == 304
    assert known.content == b""
    assert known.headers["ETag"] == answer.headers["ETag"]


EVENTS = {
    "published": lambda _claim: published_claim(statement="Another harbour", topics=[harbours()]),
    "corrected": correct,
    "withdrawn": withdraw,
}


@pytest.mark.parametrize("event", EVENTS)
def test_whoever_has_a_feed_gets_the_new_one_after_every_public_change(
    client: Client, event: str
) -> None:
    claim = published_claim(topics=[harbours()])
    published_claim(statement="A harbour that stays", topics=[harbours()])
    before = {feed: client.get(address(feed, "rss")).headers for feed in FEEDS}
    EVENTS[event](claim)
    for feed in FEEDS:
        known = {
            "if-none-match": before[feed]["ETag"],
            "if-modified-since": before[feed]["Last-Modified"],
        }
        assert client.get(address(feed, "rss"), headers=known).status_code == 200
        # The time alone proves nothing: two changes may fall into one second.
        del known["if-none-match"]
        assert client.get(address(feed, "rss"), headers=known).status_code == 200


def test_a_renamed_topic_is_a_new_feed(client: Client) -> None:
    published_claim(topics=[harbours()])
    tag = client.get("/feeds/topics/harbours.rss").headers["ETag"]
    Topic.objects.update(name="Ports")
    answer = client.get("/feeds/topics/harbours.rss", headers={"if-none-match": tag})
    assert "Ports" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=harbour", 2),
        ("q=harbour&rating=mostly-true", 2),
        ("q=harbour&rating=false", 0),
        ("q=harbour&topic=harbours", 1),
        ("q=harbour&language=en", 2),
        ("q=harbour&language=es", 0),
        (f"q=harbour&year={timezone.now().year}", 2),
        ("q=harbour&year=1999", 0),
        ("q=harbour&year=0000", 0),
        ("q=harbour&year=20%D9%A0%D9%A0", 0),
        ("q=nowhere", 0),
        ("", 0),
        ("topic=harbours", 0),
    ],
)
def test_the_feed_of_a_search_tells_what_its_page_finds(
    client: Client, asked: str, found: int
) -> None:
    published_claim(topics=[harbours()])
    published_claim()
    told = entries(client, f"/feeds/search.rss?{asked}")
    assert len(told) == found


def test_the_feed_of_somebody_who_was_merged_is_the_other_s(client: Client) -> None:
    published_claim()
    main = Claimant.objects.create(name="A. Ruiz", slug="a-ruiz")
    actions.merge_claimants(
        by=publisher(), stays=main, goes=[Claimant.objects.get(slug="ana-ruiz")]
    )
    answer = client.get("/es/feeds/claimants/ana-ruiz.json")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        "/es/feeds/claimants/a-ruiz.json",
    )
    assert "Ana Ruiz – " in content(client, "/feeds/claimants/a-ruiz.rss").decode()


def test_the_changes_are_what_the_etag_goes_by(client: Client) -> None:
    """A change of evidence is a change too; a look at a page is none."""
    published_claim()
    tag = client.get("/feeds/all.rss").headers["ETag"]
    Check.objects.update(last_looked_at=timezone.now() - timedelta(days=1))
    assert client.get("/feeds/all.rss").headers["ETag"] == tag
    check = Check.objects.get()
    Change.objects.create(
        sequence=99, kind="evidence_changed", check_record=check, publication=check.publication
    )
    assert client.get("/feeds/all.rss").headers["ETag"] != tag
