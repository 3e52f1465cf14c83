"""The claim's page says why it came back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factcheck import actions
from factcheck.models import Claim
from sources.models import Link, Passage
from tests.factcheck.admin.newsrooms import break_words
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factcheck.digest.events import page_of
from tests.factories import editor, published_claim, transition
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

TOLD = "Why it is under re-review"


def screen_of(claim: Claim, act: str = "") -> str:
    name, more = ("act", [act]) if act else ("change", [])
    url = reverse(f"admin:factcheck_claim_{name}", args=[claim.pk, *more])
    return desk_of(editor()).get(url).content.decode()


def words(page: str) -> str:
    return text_of(page.encode())


def test_edited_words_are_named_with_rule_time_and_a_link_to_their_page() -> None:
    claim = published_claim()
    passage = break_words(claim)
    first = timezone.now() - timedelta(days=2)
    Passage.objects.filter(pk=passage.pk).update(changed_since=first)
    change = passage.transitions.get()
    actions.open_reviews()
    for page in (screen_of(claim), screen_of(claim, "close-review")):
        text = words(page).partition(TOLD)[2]
        assert f"cited words: edited on the page, first seen {first:%-d %B %Y, %H:%M}" in text
        assert f"confirmed {change.at:%-d %B %Y, %H:%M}" in text
        assert f"We cite“{passage.exact}”Now reads“moved less”" in text
        assert reverse("admin:sources_link_change", args=[change.link_id]) in page


def test_a_dead_page_is_named_with_the_rule_that_says_so() -> None:
    claim = published_claim()
    page, since = page_of(claim), timezone.now() - timedelta(days=4)
    Link.objects.filter(pk=page.pk).update(health="dead", failing_since=since)
    transition(page, "health", "dead", before="suspect", rule="hard-failures-over-72-hours")
    actions.open_reviews()
    text = words(screen_of(claim)).partition(TOLD)[2]
    assert f"health: gone (was: failing, confirming), first seen {since:%-d %B %Y, %H:%M}" in text
    assert "Three looks over 72 hours say it is gone." in text
    assert page.url in text


def test_what_is_over_by_now_is_said_to_be_over() -> None:
    claim = published_claim()
    passage = break_words(claim)
    actions.open_reviews()
    Passage.objects.filter(pk=passage.pk).update(
        state="present", now_reads="", changed_since=None, last_seen_at=timezone.now()
    )
    Link.objects.update(health="alive")
    assert "By now● still there" in words(screen_of(claim)).partition(TOLD)[2]


def test_words_edited_again_and_again_are_told_once() -> None:
    claim = published_claim()
    for _edit in range(3):
        break_words(claim)
    actions.open_reviews()
    assert claim.reviews.get().causes.count() == 3
    assert words(screen_of(claim)).count("first seen") == 1


def test_a_claim_that_is_not_under_re_review_says_nothing_of_it() -> None:
    claim = published_claim()
    break_words(claim)
    actions.open_reviews()
    actions.close_review(by=editor(), review=claim.reviews.get(), public_note="It stands.")
    assert TOLD not in screen_of(claim)


def test_the_reasons_cost_the_same_however_many_there_are() -> None:
    claim = published_claim()
    client, url = desk_of(editor()), reverse("admin:factcheck_claim_change", args=[claim.pk])

    def cost() -> int:
        actions.open_reviews()
        with sql_sent() as statements:
            assert TOLD in client.get(url).content.decode()
        return len(statements)

    break_words(claim)
    few = cost()
    page = page_of(claim)
    for after in ("dead", "alive", "dead"):
        transition(page, "health", after)
    transition(page, "content", "drifted")
    assert cost() == few
