"""Acts that readers will see warn of what became of the pages, and refuse nothing for it."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from factcheck import actions
from factcheck.doubts import doubts_of
from factcheck.models import Claim, Evidence
from newsroom.accounts.models import User
from sources.models import Link
from tests.factcheck.admin.newsrooms import break_words
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import (
    approve,
    editor,
    evidence,
    judged_claim,
    published_claim,
    publisher,
    reporter,
)
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

HEADING = "To be known first"


def article_of(claim: Claim) -> Link:
    link = claim.appearances.get().source.link
    assert link is not None
    return link


def break_page(link: Link, health: str = "dead", **columns: Any) -> None:
    since = timezone.now() - timedelta(days=3)
    Link.objects.filter(pk=link.pk).update(health=health, failing_since=since, **columns)


def act_page(claim: Claim, act: str, by: User) -> str:
    url = reverse("admin:factcheck_claim_act", args=[claim.pk, act])
    return desk_of(by).get(url).content.decode()


def sentences(claim: Claim) -> list[str]:
    return [doubt.sentence for doubt in doubts_of(claim.verdict)]


def test_publishing_warns_of_a_dead_article_and_publishes_all_the_same() -> None:
    claim = judged_claim()
    approve(claim)
    break_page(article_of(claim))
    boss = publisher()
    since = timezone.now() - timedelta(days=3)
    for act in ("publish", "schedule"):
        page = act_page(claim, act, boss)
        text = text_of(page.encode())
        assert HEADING in text
        assert f"where it was said ({article_of(claim).url}): gone since {since:%-d %B %Y}." in text
        assert reverse("admin:sources_link_change", args=[article_of(claim).pk]) in page
    url = reverse("admin:factcheck_claim_act", args=[claim.pk, "publish"])
    client = desk_of(boss)
    client.post(url, answers(client, url, "act-form"))
    claim.verdict.refresh_from_db()
    assert claim.verdict.state == "published"


def test_review_and_approval_warn_of_edited_words_and_say_how_they_read_now() -> None:
    writer = reporter()
    claim = judged_claim(by=writer)
    break_words(claim, is_confirmed=False)
    assert HEADING in act_page(claim, "submit", writer)
    actions.submit(by=writer, claim=claim)
    text = text_of(act_page(claim, "approve", editor()).encode())
    assert "the words “moved more than 17,000 tons of grain in May” are edited on the page" in text
    assert "(seen once, confirming). They read: “moved less”." in text


def test_the_claims_page_tells_the_same_apart_from_what_is_missing() -> None:
    claim = judged_claim()
    url = reverse("admin:factcheck_claim_change", args=[claim.pk])
    assert HEADING not in text_of(desk_of(editor()).get(url).content)
    break_page(article_of(claim), "suspect")
    text = text_of(desk_of(editor()).get(url).content)
    assert "failing, confirming since" in text.partition(HEADING)[2]
    assert "nothing is missing" in text


def test_evidence_that_carries_nothing_is_warned_of_too() -> None:
    claim = judged_claim()
    extra = evidence(
        claim, address="https://other.example.org/", title="More", is_load_bearing=False
    )
    break_page(extra.link, archived_url="https://archive.example.org/1")
    (told,) = sentences(claim)
    assert told.startswith("The evidence “More” (https://other.example.org/): gone since")
    assert told.endswith("There is an archived copy.")


def test_what_refuses_the_approval_is_said_once_and_as_a_refusal() -> None:
    writer = reporter()
    claim = judged_claim(by=writer)
    actions.submit(by=writer, claim=claim)
    carries = claim.evidence.get().link
    assert carries is not None
    break_page(carries)
    text = text_of(act_page(claim, "approve", editor()).encode())
    assert text.count(carries.url) == 2  # the refusal and the document
    assert HEADING not in text


def test_edited_words_are_told_also_of_a_page_that_refuses_the_approval() -> None:
    writer = reporter()
    claim = judged_claim(by=writer)
    page = article_of(claim)
    evidence(claim, by=writer, address=page.url, title="The article")
    break_words(claim)
    actions.submit(by=writer, claim=claim)
    break_page(page, "unverifiable")
    claim.verdict.refresh_from_db()
    (told,) = sentences(claim)
    assert "are edited on the page" in told


def test_a_changed_text_is_told_where_no_cited_words_say_it() -> None:
    claim = judged_claim()
    Link.objects.filter(pk=article_of(claim).pk).update(
        content="drifted", drifting_since=timezone.now(), drift_confirmed_at=timezone.now()
    )
    (told,) = sentences(claim)
    assert "its text changed since" in told
    assert "(confirmed)" in told
    break_words(claim)
    (told,) = sentences(claim)
    assert "its text changed" not in told


def test_pages_that_work_or_that_an_editor_saw_are_no_reason_to_hesitate() -> None:
    claim = judged_claim()
    assert sentences(claim) == []
    break_page(article_of(claim), "unverifiable")
    assert len(sentences(claim)) == 1
    Link.objects.update(seen_until=timezone.now() + timedelta(days=1))
    assert sentences(claim) == []


def test_what_is_published_already_warns_by_its_re_review_and_not_here() -> None:
    claim = published_claim()
    break_page(article_of(claim))
    url = reverse("admin:factcheck_claim_change", args=[claim.pk])
    assert HEADING not in text_of(desk_of(editor()).get(url).content)


def test_the_warnings_cost_two_queries_however_many_there_are() -> None:
    claim = judged_claim()
    for number in range(4):
        evidence(claim, address=f"https://other.example.org/{number}")
    Link.objects.update(health="dead")
    assert Evidence.objects.count() == 5
    with sql_sent() as sent:
        assert len(sentences(claim)) == 6
    assert len(sent) <= 3  # one more for the verdict
