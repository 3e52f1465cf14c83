"""A link's page with the claims that rest on it: how to mend them, and where a re-review ends."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from factcheck import actions
from factcheck.models import Claim
from newsroom.accounts.models import User
from sources.models import Link
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import (
    editor,
    evidence,
    judged_claim,
    published_claim,
    publisher,
    reporter,
    transition,
)
from tests.sources.admin.links import page_of

pytestmark = pytest.mark.django_db

NEW = "https://port.example.org/new"


def dead_page(of: Claim) -> Link:
    page = Link.objects.get(evidence__claim=of)
    Link.objects.filter(pk=page.pk).update(health="dead", failing_since=timezone.now())
    transition(page, "health", "dead", before="suspect")
    actions.open_reviews()
    return page


def ways(page: Link, by: User) -> list[str]:
    shown = html.fromstring(desk_of(by).get(page_of(page)).content.decode())
    return [a.text for a in shown.xpath("//p[@class='ways']/a")]


def test_an_open_re_review_is_ended_from_the_pages_screen_by_whoever_may() -> None:
    claim = published_claim(statement="A claim that came back")
    page = dead_page(claim)
    shown = desk_of(publisher()).get(page_of(page)).content
    assert claim.statement in text_of(shown).partition("is under re-review")[2]
    for slug in ("close-review", "correct", "withdraw"):
        assert reverse("admin:factcheck_claim_act", args=[claim.pk, slug]) in shown.decode()
    assert ways(page, publisher()) == ["The verdict stands", "Correct", "Withdraw"]
    assert ways(page, editor()) == ["The verdict stands"]
    assert ways(page, reporter()) == []


def test_a_page_nobody_reviews_offers_no_ending() -> None:
    page = Link.objects.get(evidence__claim=published_claim())
    assert "is under re-review" not in text_of(desk_of(publisher()).get(page_of(page)).content)


def test_the_address_is_replaced_and_what_came_of_it_is_said() -> None:
    claim = judged_claim()
    page = Link.objects.get(evidence__claim=claim)
    url = reverse("admin:sources_link_replace", args=[page.pk])
    text = text_of(desk_of(editor()).post(url, {"address": NEW}, follow=True).content)
    assert f"It rests on {NEW} now. 1 draft was edited." in text
    assert "put another address in its place" in text
    assert claim.evidence.get().link.url == NEW


def test_a_refused_address_is_kept_with_what_readers_are_told() -> None:
    page = Link.objects.get(evidence__claim=published_claim())
    url = reverse("admin:sources_link_replace", args=[page.pk])
    sent = {"address": "javascript:alert(1)", "told": "It moved."}
    shown = desk_of(publisher()).post(url, sent).content.decode()
    assert 'value="javascript:alert(1)"' in shown
    assert ">It moved.</textarea>" in shown


def test_a_page_is_set_aside_and_taken_up_again_on_its_screen() -> None:
    page, client = Link.objects.get(evidence__claim=judged_claim()), desk_of(editor())
    day = timezone.now() + timedelta(days=9)
    url = reverse("admin:sources_link_ignore", args=[page.pk])
    refused = client.post(url, {"until": "2001-02-03", "note": "They are moving."}).content
    assert 'value="2001-02-03"' in refused.decode()
    text = text_of(client.post(url, {"until": f"{day:%Y-%m-%d}"}, follow=True).content)
    assert f"Set aside until the end of {day:%-d %B %Y}." in text
    text = text_of(
        client.post(reverse("admin:sources_link_heed", args=[page.pk]), follow=True).content
    )
    assert "Set aside until the end of" not in text


def test_a_changed_page_leads_to_where_it_is_compared_and_accepted() -> None:
    page = Link.objects.get(evidence__claim=judged_claim())
    url = reverse("admin:sources_link_new_text", args=[page.pk])
    client = desk_of(editor())
    assert url not in client.get(page_of(page)).content.decode()
    Link.objects.filter(pk=page.pk).update(content="drifted")
    assert url in client.get(page_of(page)).content.decode()


def test_the_page_names_the_claims_that_use_it_however_many_claims_there_are() -> None:
    page = Link.objects.get(evidence__claim=judged_claim(statement="First"))
    evidence(judged_claim(statement="Second"), address=page.url)
    text = text_of(desk_of(reporter()).get(page_of(page)).content)
    assert "First" in text
    assert "Second" in text
