"""The feeds as machines get them: what they tell, and what they never tell."""

from itertools import product

import pytest
import time_machine
from django.test import Client
from lxml import etree

from factcheck import actions
from factcheck.models import Check, Correction
from tests.factcheck.feeds.reader import (
    FEEDS,
    FORMS,
    SITE,
    address,
    content,
    entries,
    harbours,
    titles,
)
from tests.factcheck.stages import STAGES
from tests.factcheck.views.reader import correct, withdraw
from tests.factories import STATEMENT, judged_claim, published_claim, publisher, reporter
from tests.support.feeds import ATOM, TOMBSTONE, leads

pytestmark = pytest.mark.django_db

TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}


@pytest.mark.parametrize("feed", FEEDS)
def test_every_feed_is_valid_and_leads_to_its_checks(client: Client, feed: str) -> None:
    claim = published_claim(topics=[harbours()])
    correct(claim)
    for prefix, form in product(("", "/es"), FORMS):
        told = entries(client, prefix + address(feed, form))
        assert told
        assert {entry["url"] for entry in told} == {f"{SITE}{prefix}/checks/{claim.slug}/"}
        assert {entry["language"] for entry in told} == {"en"}
        answer = client.get(prefix + address(feed, form))
        assert answer.headers["Content-Type"] == TYPES[form]
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert not answer.cookies


def test_a_feed_with_nothing_in_it_is_valid_or_not_there(client: Client) -> None:
    harbours()
    for feed, form in product(FEEDS, FORMS):
        if "/" in feed:
            assert client.get(address(feed, form)).status_code == 404
        else:
            assert entries(client, address(feed, form)) == []


@pytest.mark.parametrize("form", FORMS)
def test_an_entry_says_the_rating_before_the_claim_and_why_and_has_the_whole_text(
    client: Client, form: str
) -> None:
    published_claim()
    (entry,) = entries(client, f"/feeds/all.{form}")
    assert entry["title"] == f"Mostly true: {STATEMENT}"
    assert "<strong>Mostly true.</strong> The port" in entry["html"]
    assert "The table of the <strong>port authority</strong> says" in entry["html"]


def test_an_entry_keeps_its_id_in_every_language_and_form_and_through_corrections(
    client: Client,
) -> None:
    claim = published_claim()
    (before,) = (entry["id"] for entry in entries(client, "/feeds/all.rss"))
    correct(claim)
    assert before == Check.objects.get().public_id.urn
    for prefix in ("", "/es"):
        for form in FORMS:
            ids = [entry["id"] for entry in entries(client, f"{prefix}/feeds/all.{form}")]
            assert ids == [Correction.objects.get().public_id.urn, before]


def test_a_correction_is_an_entry_and_makes_its_check_s_entry_newer(client: Client) -> None:
    with time_machine.travel("2026-05-01T12:00:00Z", tick=False):
        claim = published_claim()
    first = etree.fromstring(content(client, "/feeds/all.atom"))
    correct(claim)
    second = etree.fromstring(content(client, "/feeds/all.atom"))
    old, new = (
        {one.findtext(f"{ATOM}id"): one.findtext(f"{ATOM}updated") for one in feed}
        for feed in (first, second)
    )
    check = Check.objects.get().public_id.urn
    assert new[check] > old[check]
    assert titles(client, "/feeds/corrections.json") == [f"Correction: {STATEMENT}"]
    (entry,) = entries(client, "/feeds/corrections.json")
    assert "<p>We had the wrong month.</p>" in entry["html"]
    assert "<p>It now says May.</p>" in entry["html"]


@pytest.mark.parametrize("stage", STAGES)
def test_what_was_never_published_is_in_no_feed(client: Client, stage: str) -> None:
    draft = judged_claim(topics=[harbours()])
    STAGES[stage](draft)
    for form in FORMS:
        for feed in ("all", "corrections", "search"):
            assert entries(client, address(feed, form)) == []
        for hidden, missing in (
            ("topics/harbours", "topics/nowhere"),
            ("claimants/ana-ruiz", "claimants/nobody"),
        ):
            for headers in ({}, {"if-none-match": "*"}):
                one = client.get(f"/feeds/{hidden}.{form}", headers=headers)
                other = client.get(f"/feeds/{missing}.{form}", headers=headers)
                assert one.status_code == other.status_code == 404
                assert one.content == other.content
                assert one.headers == other.headers


def test_a_correction_that_waits_is_in_no_feed(client: Client) -> None:
    claim = published_claim()
    before = client.get("/feeds/all.atom")
    actions.correct(
        by=publisher(), claim=claim, kind="correction", cause="editor_error", was_wrong="Pending."
    )
    actions.judge(by=reporter(), claim=claim, reason="A new reason.")
    assert client.get("/feeds/all.atom").content == before.content
    assert entries(client, "/feeds/corrections.atom") == []


@pytest.mark.parametrize("form", FORMS)
def test_of_a_withdrawn_check_feeds_tell_the_notice_and_nothing_else(
    client: Client, form: str
) -> None:
    claim = published_claim(topics=[harbours()])
    correct(claim)
    another = published_claim(statement="The council met in June", topics=[harbours()])
    withdraw(claim)
    for feed in ("all", "corrections"):
        gone, *others = entries(client, address(feed, form))
        assert gone["title"] == "A check was withdrawn"
        assert gone["url"] == f"{SITE}/checks/{claim.slug}/"
        assert "<p>We quoted the wrong person.</p>" in gone["html"]
        assert [entry["url"] for entry in others] == (
            [f"{SITE}/checks/{another.slug}/"] if feed == "all" else []
        )
    for feed in FEEDS:
        text = content(client, address(feed, form)).decode()
        for words in ("17,000 tons", "wrong month", "The table for May"):
            assert words not in text.replace("/checks/" + claim.slug, "")
    for feed in ("topics/harbours", "claimants/ana-ruiz"):
        assert titles(client, address(feed, form)) == ["Mostly true: The council met in June"]


def test_atom_says_which_entry_is_to_be_forgotten(client: Client) -> None:
    claim = published_claim()
    withdraw(claim)
    check = Check.objects.get()
    feed = etree.fromstring(content(client, "/feeds/all.atom"))
    (stone,) = feed.iter(TOMBSTONE)
    assert stone.get("ref") == check.public_id.urn
    assert stone.get("when") == check.withdrawn_at.replace(microsecond=0).isoformat()


def test_an_entry_is_in_the_language_of_its_publication_whatever_its_feed_speaks(
    client: Client,
) -> None:
    correct(published_claim())
    correct(spanish := published_claim(statement="El puerto", language="es-MX"))
    for prefix in ("", "/es"):
        told = {
            entry["title"]: entry["language"]
            for entry in entries(client, f"{prefix}/feeds/all.rss")
        }
        assert told == {
            "Corrección: El puerto": "es-MX",
            "Mayormente verdadero: El puerto": "es-MX",
            f"Correction: {STATEMENT}": "en",
            f"Mostly true: {STATEMENT}": "en",
        }
    withdraw(spanish)
    assert titles(client, "/feeds/corrections.rss")[0] == "Se retiró una verificación"


def test_feeds_say_whose_and_in_which_language_they_are(client: Client) -> None:
    published_claim()
    feed = etree.fromstring(content(client, "/es/feeds/all.atom"))
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "es"
    assert feed.findtext(f"{ATOM}author/{ATOM}uri") == f"{SITE}/es/"
    assert leads(content(client, "/es/feeds/all.atom"), "atom", "alternate") == f"{SITE}/es/"
