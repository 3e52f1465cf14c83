"""Readers' reports are settled by a person, with a note, once."""

import pytest

from factcheck import actions
from factcheck.models import Check, ReaderReport, Review
from newsroom.audit.trail import events_of
from newsroom.refusals import NotAllowed, NotReady, Refusal
from tests.factories import editor, published_claim, publisher, reporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(db):
    """What a reader said of a check."""
    check = published_claim().check_record
    return ReaderReport.objects.create(check_record=check, message="The table says 12,000.")


@pytest.mark.parametrize("outcome", ["acted_on", "dismissed"])
def test_a_report_is_settled_with_who_did_it_and_what_came_of_it(report, outcome):
    ana = editor()
    actions.settle_report(by=ana, report=report, outcome=outcome, note="We wrote back.")
    report.refresh_from_db()
    assert (report.outcome, report.note) == (outcome, "We wrote back.")
    assert report.settled_by == ana
    assert report.settled_at is not None
    assert [event.verb for event in events_of(report)] == ["settle report"]


def test_a_report_is_settled_once_and_with_a_note(report):
    with pytest.raises(Refusal, match="Say what came of it"):
        actions.settle_report(by=editor(), report=report, outcome="acted_on", note=" ")
    with pytest.raises(Refusal, match="answered or as closed"):
        actions.settle_report(by=editor(), report=report, outcome="open", note="Hm.")
    actions.settle_report(by=editor(), report=report, outcome="dismissed", note="A joke.")
    with pytest.raises(NotReady, match="settled already"):
        actions.settle_report(by=editor(), report=report, outcome="acted_on", note="No joke.")


def test_reporters_do_not_answer_readers(report):
    with pytest.raises(NotAllowed):
        actions.settle_report(by=reporter(), report=report, outcome="acted_on", note="Yes.")
    with pytest.raises(NotAllowed):
        actions.review_reported(by=reporter(), report=report, note="Yes.")


def test_a_report_opens_a_re_review_that_ends_like_any_other(report):
    ana = editor()
    review = actions.review_reported(by=ana, report=report, note="The reader may be right.")
    report.refresh_from_db()
    check = Check.objects.get(pk=report.check_record_id)
    assert (report.review, report.outcome) == (review, "acted_on")
    assert check.under_review_since == review.opened_at
    opened = events_of(check.claim).get(verb="open re-review")
    assert (opened.actor, opened.note) == (ana, "The reader may be right.")
    actions.close_review(by=ana, review=review, public_note="We counted again.")
    assert Check.objects.get(pk=check.pk).under_review_since is None


def test_a_second_report_is_a_second_reason_of_the_same_re_review(report):
    other = ReaderReport.objects.create(check_record=report.check_record, message="I agree.")
    for one in (report, other):
        actions.review_reported(by=editor(), report=one, note="Look again.")
    assert list(Review.objects.get().reports.order_by("pk")) == [report, other]


def test_a_withdrawn_check_is_not_looked_at_again(report):
    actions.withdraw(by=publisher(), claim=report.check_record.claim, reason="Forged.")
    with pytest.raises(NotReady, match="withdrawn"):
        actions.review_reported(by=editor(), report=report, note="Look again.")
    report.refresh_from_db()
    assert report.outcome == "open"
