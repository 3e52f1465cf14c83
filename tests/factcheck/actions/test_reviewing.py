import pytest
from django.db import DatabaseError, transaction

from factcheck import actions
from factcheck.discrepancy import discrepancies
from factcheck.document import sha256_of
from factcheck.models import Contribution, Evidence
from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal
from sources.actions import mark_seen
from sources.models import Link
from tests.factories import (
    claim,
    editor,
    evidence,
    judged_claim,
    person,
    publish,
    published_claim,
    publisher,
    rating,
    reporter,
)

pytestmark = pytest.mark.django_db


def submitted(draft=None):
    draft = draft or judged_claim()
    verdict = actions.submit(by=reporter(), claim=draft)
    return draft, verdict.document_sha256


def test_submit_lists_everything_that_is_missing():
    with pytest.raises(NotReady) as refusal:
        actions.submit(by=reporter(), claim=claim())
    assert len(refusal.value.reasons) == 3  # rating, reason, evidence


def test_submit_needs_load_bearing_evidence():
    draft = claim()
    evidence(draft, is_load_bearing=False)
    actions.judge(by=reporter(), claim=draft, rating=rating(), reason="Because.")
    with pytest.raises(NotReady, match="load-bearing"):
        actions.submit(by=reporter(), claim=draft)


def test_submit_freezes_and_hashes_the_document():
    draft, sha256 = submitted()
    draft.verdict.refresh_from_db()
    assert sha256_of(draft.verdict.document) == sha256
    assert draft.verdict.document["claim"]["statement"] == draft.statement


def test_an_opinion_gets_no_verdict():
    draft = judged_claim(checkability="opinion")
    with pytest.raises(NotReady, match="opinion"):
        actions.submit(by=reporter(), claim=draft)


def test_nobody_approves_what_they_edited_whatever_their_role():
    chief = publisher()
    draft = judged_claim(by=chief)
    verdict = actions.submit(by=reporter(), claim=draft)
    with pytest.raises(NotAllowed, match="colleague"):
        actions.approve(by=chief, claim=draft, sha256=verdict.document_sha256)


def test_nobody_approves_what_they_submitted():
    draft = judged_claim()
    chief = publisher()
    verdict = actions.submit(by=chief, claim=draft)
    with pytest.raises(NotAllowed, match="colleague"):
        actions.approve(by=chief, claim=draft, sha256=verdict.document_sha256)


def test_a_superuser_is_no_exception_to_four_eyes():
    chief = person("publisher", is_superuser=True)
    draft = judged_claim(by=chief)
    verdict = actions.submit(by=reporter(), claim=draft)
    with pytest.raises(NotAllowed):
        actions.approve(by=chief, claim=draft, sha256=verdict.document_sha256)


def test_who_edited_an_earlier_version_may_approve_the_next():
    ana = editor()
    draft = judged_claim(by=ana)
    publish(draft)
    actions.correct(
        by=publisher(), claim=draft, kind="correction", cause="editor_error", was_wrong="A typo."
    )
    actions.judge(by=reporter(), claim=draft, reason="Put right.")
    _draft, sha256 = submitted(draft)
    actions.approve(by=ana, claim=draft, sha256=sha256)


def test_who_wrote_the_correction_does_not_approve_it():
    published, ana = published_claim(), publisher()
    actions.correct(
        by=ana, claim=published, kind="correction", cause="editor_error", was_wrong="A typo."
    )
    actions.judge(by=reporter(), claim=published, reason="Put right.")
    _draft, sha256 = submitted(published)
    with pytest.raises(NotAllowed, match="colleague"):
        actions.approve(by=ana, claim=published, sha256=sha256)


def test_who_wrote_what_readers_are_told_of_a_discrepancy_does_not_approve_it():
    draft, ana = judged_claim(figures={"grain-moved": "17,000 tons"}), editor()
    (found,) = discrepancies(draft.appearances.all())
    actions.settle_discrepancy(
        by=ana, claim=draft, key=found.key, decision="confirmed", reason="Nobody else counts."
    )
    _draft, sha256 = submitted(draft)
    with pytest.raises(NotAllowed, match="colleague"):
        actions.approve(by=ana, claim=draft, sha256=sha256)


def test_a_discrepancy_readers_never_see_is_dismissed_by_whoever_approves():
    draft, ana = judged_claim(figures={"grain-moved": "17,000 tons"}), editor()
    (found,) = discrepancies(draft.appearances.all())
    actions.settle_discrepancy(
        by=ana, claim=draft, key=found.key, decision="dismissed", reason="Nobody else counts."
    )
    _draft, sha256 = submitted(draft)
    assert actions.approve(by=ana, claim=draft, sha256=sha256).state == "approved"


def test_who_edited_a_draft_cannot_be_forgotten():
    draft = judged_claim()
    rows = Contribution.objects.filter(claim=draft)
    for act in (lambda: rows.update(revision=0), rows.delete):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            act()


def test_approve_refuses_another_hash_than_the_one_in_review():
    draft, _sha256 = submitted()
    with pytest.raises(Conflict, match="not the one you looked at"):
        actions.approve(by=editor(), claim=draft, sha256="0" * 64)


def test_a_reporter_may_not_approve():
    draft, sha256 = submitted()
    with pytest.raises(NotAllowed, match="reporter"):
        actions.approve(by=reporter(), claim=draft, sha256=sha256)


@pytest.mark.parametrize("health", ["new", "suspect", "dead", "unverifiable", "quarantined"])
def test_approve_refuses_load_bearing_pages_that_cannot_be_relied_on(health):
    draft, sha256 = submitted()
    Link.objects.filter(evidence__claim=draft).update(health=health)
    with pytest.raises(NotReady, match="Harbour statistics"):
        actions.approve(by=editor(), claim=draft, sha256=sha256)


def test_a_page_an_editor_vouched_for_is_enough():
    draft, sha256 = submitted()
    Link.objects.filter(evidence__claim=draft).update(health="unverifiable")
    mark_seen(by=editor(), link=Evidence.objects.get(claim=draft).link, note="I saw it.")
    actions.approve(by=editor(), claim=draft, sha256=sha256)


def test_request_changes_needs_words_and_sends_the_draft_back():
    draft, _sha256 = submitted()
    with pytest.raises(Refusal, match="what should change"):
        actions.request_changes(by=editor(), claim=draft, text="  ")
    actions.request_changes(by=editor(), claim=draft, text="Name the table.", field="reason")
    draft.verdict.refresh_from_db()
    assert draft.verdict.state == "draft"
    assert draft.comments.get().field == "reason"
