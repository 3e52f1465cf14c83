import pytest
from django.utils import timezone

from factcheck import actions
from factcheck.models import Change, Check, Review
from newsroom.refusals import NotAllowed, NotReady, Refusal
from sources.models import Link, Passage
from tests.factories import (
    editor,
    publish,
    published_claim,
    publisher,
    reporter,
    transition,
)

pytestmark = pytest.mark.django_db


def passage_of(claim):
    return claim.appearances.get().passage


def edit_on_page(claim, *, is_confirmed=True):
    passage = passage_of(claim)
    Passage.objects.filter(pk=passage.pk).update(
        state="edited",
        now_reads="moved 17 million tons",
        changed_since=timezone.now(),
        confirmed_at=timezone.now() if is_confirmed else None,
    )
    link = claim.appearances.get().source.link
    return transition(link, "passage", "edited", passage=passage, is_confirmed=is_confirmed)


def test_a_confirmed_edit_of_the_cited_words_opens_one_review():
    published = published_claim()
    edit_on_page(published)
    assert actions.open_reviews() == 1
    assert actions.open_reviews() == 0
    check = Check.objects.get(claim=published)
    assert check.under_review_since == Review.objects.get().opened_at
    state = check.evidence_state["passages"][0]
    assert (state["state"], state["now_reads"]) == ("edited", "moved 17 million tons")
    assert check.evidence_health == "changed"


def test_only_claims_that_cite_the_edited_words_come_back():
    published = published_claim()
    link = Link.objects.get(evidence__claim=published)
    transition(link, "content", "drifted", rule="passage-changed")
    actions.open_reviews()
    assert not Review.objects.exists()
    transition(link, "content", "drifted", rule="main-text-drifted")
    actions.open_reviews()
    assert Review.objects.get().claim == published


def test_an_edit_seen_once_tells_readers_nothing():
    published = published_claim()
    before = Check.objects.values().get(claim=published)
    edit_on_page(published, is_confirmed=False)
    assert actions.open_reviews() == 1
    assert not Review.objects.exists()
    assert Check.objects.values().get(claim=published) == before


def test_a_dead_page_opens_a_review_and_announces_the_change():
    published = published_claim()
    link = Link.objects.get(evidence__claim=published)
    Link.objects.filter(pk=link.pk).update(health="dead")
    transition(link, "health", "dead")
    actions.open_reviews()
    assert Review.objects.open().get().claim == published
    check = Check.objects.get(claim=published)
    assert check.evidence_health == "broken"
    assert [c.kind for c in Change.objects.all()] == ["published", "evidence_changed"]


def test_many_alarms_on_one_claim_make_one_review():
    published = published_claim()
    edit_on_page(published)
    transition(Link.objects.get(evidence__claim=published), "health", "dead")
    actions.open_reviews()
    assert Review.objects.get().causes.count() == 2


def test_a_claim_that_rests_on_another_page_is_left_alone():
    published, other = published_claim(), published_claim(statement="Another claim altogether")
    edit_on_page(published)
    actions.open_reviews()
    assert [review.claim for review in Review.objects.all()] == [published]
    assert Check.objects.get(claim=other).under_review_since is None


def test_the_verdict_stands_with_a_note_to_readers():
    published = published_claim()
    edit_on_page(published)
    actions.open_reviews()
    with pytest.raises(Refusal, match="why the verdict stands"):
        actions.close_review(by=editor(), review=Review.objects.get(), public_note="")
    actions.close_review(by=editor(), review=Review.objects.get(), public_note="We kept a copy.")
    check = Check.objects.get(claim=published)
    assert check.under_review_since is None
    assert check.review_note == "We kept a copy."
    with pytest.raises(NotReady, match="has ended"):
        actions.close_review(by=editor(), review=Review.objects.get(), public_note="Again.")


def test_a_reporter_may_not_close_a_review():
    published = published_claim()
    edit_on_page(published)
    actions.open_reviews()
    with pytest.raises(NotAllowed):
        actions.close_review(by=reporter(), review=Review.objects.get(), public_note="Fine.")


def test_a_correction_ends_the_review():
    published = published_claim()
    edit_on_page(published)
    actions.open_reviews()
    actions.correct(
        by=publisher(),
        claim=published,
        kind="correction",
        cause="source_changed",
        was_wrong="The source said so.",
    )
    actions.judge(by=reporter(), claim=published, reason="The source now says otherwise.")
    publish(published)
    assert Review.objects.get().ending == "corrected"
    assert Check.objects.get(claim=published).under_review_since is None


def test_a_withdrawal_ends_the_review():
    published = published_claim()
    edit_on_page(published)
    actions.open_reviews()
    actions.withdraw(by=publisher(), claim=published, reason="Nothing is left of it.")
    assert Review.objects.get().ending == "withdrawn"


def test_a_withdrawn_check_is_not_reviewed_again():
    published = published_claim()
    actions.withdraw(by=publisher(), claim=published, reason="Misheard.")
    edit_on_page(published)
    actions.open_reviews()
    assert not Review.objects.exists()
