from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck import actions
from factcheck.models import Change, Check, Review
from newsroom.refusals import NotAllowed, NotReady, Refusal
from sources.models import Link, Passage
from tests.factories import (
    approve,
    editor,
    judged_claim,
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
    assert [c.kind for c in Change.objects.all()] == [
        "published",
        "evidence_changed",
        "review_changed",
    ]


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


def test_nothing_new_costs_one_query(django_assert_num_queries):
    published_claim()
    actions.open_reviews()
    with django_assert_num_queries(3):  # the transaction's begin and end among them
        assert actions.open_reviews() == 0


def test_words_that_changed_after_the_text_was_frozen_send_the_new_check_back():
    draft = judged_claim()
    sha256 = approve(draft)
    alarm = edit_on_page(draft)
    assert actions.open_reviews() == 1  # there was no check yet
    actions.publish(by=publisher(), claim=draft, sha256=sha256)
    review = Review.objects.open().get()
    assert (review.claim, list(review.causes.all())) == (draft, [alarm])
    assert Check.objects.get(claim=draft).under_review_since == review.opened_at


def test_words_that_had_changed_before_are_no_news_when_it_is_published():
    draft = judged_claim()
    edit_on_page(draft)
    actions.open_reviews()
    publish(draft)
    assert not Review.objects.exists()
    assert Check.objects.get(claim=draft).evidence_health == "changed"


def test_no_look_is_recorded_between_a_publication_and_what_it_rests_on(transactional_db):
    draft = judged_claim()
    sha256 = approve(draft)
    link = draft.appearances.get().source.link
    Link.objects.filter(pk=link.pk).update(cadence="published")  # for another check
    with transaction.atomic():
        actions.publish(by=publisher(), claim=draft, sha256=sha256)
        assert in_another_connection(lambda: is_locked(link))


def is_locked(row):
    """Say whether somebody else holds the row."""
    try:
        with transaction.atomic():
            type(row).objects.select_for_update(nowait=True).get(pk=row.pk)
    except OperationalError:
        return True
    return False


def in_another_connection(ask):
    def run():
        try:
            return ask()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result(timeout=20)


def locks(queries, *tables):
    """List those of ``tables`` whose rows were locked or written, in that order."""
    found = []
    for query in queries:
        for table in tables:
            beginnings = (f'UPDATE "{table}"', f"INSERT INTO {table} ")
            is_written = query["sql"].strip().startswith(beginnings)
            if is_written or ("FOR UPDATE" in query["sql"] and f'FROM "{table}"' in query["sql"]):
                found.append(table)
    return found


def test_no_check_is_touched_once_changes_are_numbered():
    published = published_claim()
    edit_on_page(published)
    with CaptureQueriesContext(connection) as queries:
        actions.open_reviews()
    order = locks(queries, "factcheck_check", "factcheck_changecounter")
    assert order[-1] == "factcheck_changecounter"


def test_a_review_is_closed_in_the_order_in_which_it_is_opened():
    published = published_claim()
    edit_on_page(published)
    actions.open_reviews()
    with CaptureQueriesContext(connection) as queries:
        actions.close_review(by=editor(), review=Review.objects.get(), public_note="We know.")
    order = locks(queries, "factcheck_check", "factcheck_review")
    assert order[0] == "factcheck_check"


def test_checks_are_taken_in_one_order_whatever_the_order_of_the_alarms():
    first, second = published_claim(), published_claim(statement="Another claim altogether")
    edit_on_page(first)
    edit_on_page(second)
    actions.open_reviews()
    assert [r.claim for r in Review.objects.order_by("pk")] == [first, second]


def test_all_checks_are_locked_at_once_before_any_is_sent_back():
    edit_on_page(published_claim())
    edit_on_page(published_claim(statement="Another claim altogether"))
    with CaptureQueriesContext(connection) as queries:
        actions.open_reviews()
    sent = [query["sql"] for query in queries if '"factcheck_check"' in query["sql"]]
    first = next(sql for sql in sent if "FOR UPDATE" in sql)
    assert " IN (" in first
    assert 'ORDER BY "factcheck_check"."id" ASC FOR UPDATE' in first
