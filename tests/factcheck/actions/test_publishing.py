from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from factcheck import actions
from factcheck.models import Change, Check, Correction, Publication, Verdict
from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal
from sources.models import Link
from tests.factories import (
    approve,
    editor,
    judged_claim,
    publish,
    published_claim,
    publisher,
    rating,
    reporter,
)

pytestmark = pytest.mark.django_db


def correction_of(claim, **words):
    return actions.correct(
        by=publisher(),
        claim=claim,
        **{"kind": "correction", "cause": "editor_error", "was_wrong": "The figure."} | words,
    )


def test_publish_makes_the_claim_public():
    draft = judged_claim()
    publication = publish(draft)
    check = Check.objects.get(claim=draft)
    assert check.publication == publication
    assert (publication.number, check.slug) == (1, draft.slug)
    assert [c.kind for c in Change.objects.all()] == ["published"]


def test_publish_refuses_what_nobody_approved():
    draft = judged_claim()
    verdict = actions.submit(by=reporter(), claim=draft)
    with pytest.raises(NotReady, match="in review"):
        actions.publish(by=publisher(), claim=draft, sha256=verdict.document_sha256)


def test_publish_refuses_a_hash_that_was_not_approved():
    draft = judged_claim()
    approve(draft)
    with pytest.raises(Conflict):
        actions.publish(by=publisher(), claim=draft, sha256="f" * 64)


def test_publishing_twice_makes_one_version():
    draft = judged_claim()
    sha256 = approve(draft)
    actions.publish(by=publisher(), claim=draft, sha256=sha256)
    with pytest.raises(Conflict, match="already"):
        actions.publish(by=publisher(), claim=draft, sha256=sha256)
    assert Publication.objects.count() == 1


def test_an_editor_may_not_publish():
    draft = judged_claim()
    sha256 = approve(draft)
    with pytest.raises(NotAllowed):
        actions.publish(by=editor(), claim=draft, sha256=sha256)


def test_what_a_publication_rests_on_is_watched_as_published():
    published = published_claim()
    links = Link.objects.filter(checks__claim=published)
    assert links.count() == 2  # the article and the evidence
    assert set(links.values_list("cadence", flat=True)) == {"published"}


@pytest.mark.parametrize("act", ["update", "delete"])
def test_publications_refuse_change_in_the_database(act):
    publication = publish(judged_claim())
    rows = Publication.objects.filter(pk=publication.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(number=7) if act == "update" else rows.delete()


def test_a_correction_is_the_next_version_and_says_what_was_wrong():
    published = published_claim()
    correction_of(published)
    actions.judge(by=reporter(), claim=published, reason="Put right.")
    second = publish(published)
    check = Check.objects.get(claim=published)
    assert (second.number, check.publication) == (2, second)
    assert Correction.objects.get(claim=published).publication == second
    assert second.document["corrections"][0]["was_wrong"] == "The figure."
    assert [c.kind for c in Change.objects.all()] == ["published", "corrected"]


def test_the_check_stays_public_while_a_correction_is_being_written():
    published = published_claim()
    first = Check.objects.get(claim=published).publication
    correction_of(published)
    actions.judge(by=reporter(), claim=published, reason="Being rewritten.")
    assert Check.objects.standing().get(claim=published).publication == first


def test_a_cancelled_correction_leaves_everything_as_it_was():
    published = published_claim()
    correction_of(published)
    actions.cancel_correction(by=publisher(), claim=published)
    published.verdict.refresh_from_db()
    assert published.verdict.state == "published"
    assert not Correction.objects.exists()


def test_a_change_of_rating_cannot_be_minor():
    published = published_claim()
    correction_of(published, kind="minor")
    actions.judge(by=reporter(), claim=published, rating=rating("false"))
    with pytest.raises(NotReady, match="minor"):
        actions.submit(by=reporter(), claim=published)


def test_withdraw_leaves_a_notice_and_a_retraction():
    published = published_claim()
    actions.withdraw(by=publisher(), claim=published, reason="The speaker was misheard.")
    check = Check.objects.get(claim=published)
    assert check.is_withdrawn
    assert not Check.objects.standing().exists()
    assert Correction.objects.get(claim=published).kind == "retraction"
    assert Change.objects.last().kind == "withdrawn"


def test_withdraw_needs_a_reason_and_something_public():
    with pytest.raises(Refusal, match="reason"):
        actions.withdraw(by=publisher(), claim=published_claim(), reason=" ")
    with pytest.raises(NotReady, match="nothing to withdraw"):
        actions.withdraw(by=publisher(), claim=judged_claim(), reason="Because.")


def test_the_second_signature_is_somebody_elses():
    published = published_claim()
    chief = publisher()
    check = actions.withdraw(by=chief, claim=published, reason="Misheard.")
    with pytest.raises(NotAllowed, match="somebody else"):
        actions.countersign_withdrawal(by=chief, check=check)
    ana = editor()
    assert actions.countersign_withdrawal(by=ana, check=check).countersigned_by == ana


def test_scheduled_verdicts_are_published_when_their_time_has_come():
    draft = judged_claim()
    sha256 = approve(draft)
    at = timezone.now() + timedelta(hours=1)
    actions.schedule(by=publisher(), claim=draft, at=at, sha256=sha256)
    assert actions.publish_due() == 0
    Verdict.objects.filter(claim=draft).update(scheduled_for=timezone.now() - timedelta(seconds=1))
    assert actions.publish_due() == 1
    assert actions.publish_due() == 0
    assert Check.objects.standing().filter(claim=draft).exists()


def test_one_verdict_that_cannot_be_published_holds_up_no_other():
    drafts = [judged_claim(), judged_claim(statement="Another claim altogether")]
    for draft in drafts:
        at = timezone.now() + timedelta(hours=1)
        actions.schedule(by=publisher(), claim=draft, at=at, sha256=approve(draft))
    Verdict.objects.update(scheduled_for=timezone.now() - timedelta(seconds=1))
    Verdict.objects.filter(claim=drafts[-1]).update(document={})
    assert actions.publish_due() == 1
    assert Check.objects.get().claim == drafts[0]


def test_schedule_refuses_the_past():
    draft = judged_claim()
    sha256 = approve(draft)
    with pytest.raises(Refusal, match="future"):
        actions.schedule(by=publisher(), claim=draft, at=timezone.now(), sha256=sha256)


def test_an_edit_voids_the_schedule():
    draft = judged_claim()
    sha256 = approve(draft)
    at = timezone.now() + timedelta(hours=1)
    actions.schedule(by=publisher(), claim=draft, at=at, sha256=sha256)
    actions.judge(by=reporter(), claim=draft, reason="Changed my mind.")
    with time_machine.travel(at + timedelta(hours=1), tick=False):
        assert actions.publish_due() == 0


def test_schedule_refuses_a_time_no_calendar_will_have() -> None:
    claim = judged_claim()
    sha256 = approve(claim)
    end = datetime(9999, 12, 31, 23, 59, tzinfo=ZoneInfo("America/Lima"))
    with pytest.raises(Refusal, match="at most a year ahead"):
        actions.schedule(by=publisher(), claim=claim, at=end, sha256=sha256)
