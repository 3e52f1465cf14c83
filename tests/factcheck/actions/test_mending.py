"""What claims rest on is mended: what is published stays, and comes back as a correction."""

from datetime import timedelta

import pytest
from django.utils import timezone

from factcheck import actions
from factcheck.leaning import claims_leaning_on, is_leaned_on, leaning_on
from factcheck.models import Check, Correction
from newsroom.audit.trail import events_of
from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal
from sources.models import Link, Passage
from sources.proposing import current_copy
from tests.factories import (
    PRESS_TEXT,
    WORDS,
    editor,
    evidence,
    judged_claim,
    link,
    publish,
    published_claim,
    publisher,
    reporter,
    transition,
)
from tests.sources.admin.links import copy, look
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

NEW = "https://port.example.org/new"
TOLD = "The port moved its tables; the evidence links to their new place."
NOW = timezone.now()


def page_of(claim):
    return Link.objects.get(evidence__claim=claim)


def article_of(claim):
    return Link.objects.get(source__appearances__claim=claim)


def replace(link, *, by=None, address=NEW, told=TOLD):
    return actions.replace_address(by=by or publisher(), link=link, address=address, told=told)


def test_drafts_rest_on_the_new_address_and_their_review_ends():
    claim = judged_claim()
    actions.submit(by=reporter(), claim=claim)
    old = page_of(claim)
    look(old, 1)
    mended = replace(old, by=editor(), told="")
    claim.verdict.refresh_from_db()
    assert (mended.drafts, mended.corrections) == ([claim], [])
    assert claim.verdict.state == "draft"
    assert page_of(claim).url == NEW
    assert page_of(claim).cadence == "draft"
    assert old.looks.count() == 1
    assert NEW in events_of(old).get(verb="replace address").note


def test_a_published_claim_comes_back_as_a_correction_and_stays_as_readers_see_it():
    claim = published_claim()
    check = Check.objects.get(claim=claim)
    frozen = check.publication.document
    old = page_of(claim)
    mended = replace(old)
    claim.verdict.refresh_from_db()
    check.refresh_from_db()
    assert mended.corrections == [claim]
    assert claim.verdict.state == "draft"
    assert check.publication.document == frozen
    assert list(check.links.filter(pk=old.pk)) == [old]
    correction = Correction.objects.get(claim=claim)
    assert (correction.kind, correction.was_wrong) == ("evidence_replaced", TOLD)
    Link.objects.filter(url=NEW).update(health="alive")
    publish(claim)
    check.refresh_from_db()
    assert [row["url"] for row in check.publication.document["evidence"]] == [NEW]
    assert not check.links.filter(pk=old.pk).exists()


def test_after_a_cancelled_correction_the_page_readers_are_led_to_is_listed_again():
    claim = published_claim()
    old = page_of(claim)
    Link.objects.filter(pk=old.pk).update(health="dead", failing_since=NOW)
    old.refresh_from_db()
    replace(old)
    listed = Link.objects.filter(is_leaned_on())
    assert old not in listed.all()
    actions.cancel_correction(by=publisher(), claim=claim)
    assert old in listed.all()
    assert claims_leaning_on(old) == [claim]
    assert leaning_on([old])[old.pk].number == 1
    assert replace(old).corrections == [claim]
    assert old not in listed.all()


def test_an_editor_leaves_published_claims_to_a_publisher():
    claim = published_claim()
    with pytest.raises(NotAllowed, match="1 published check rests on it"):
        replace(page_of(claim), by=editor())
    claim.verdict.refresh_from_db()
    assert claim.verdict.state == "published"
    assert page_of(claim).url != NEW


def test_readers_are_told_something_where_a_published_check_rests_on_the_page():
    with pytest.raises(Refusal, match="Say what readers are told"):
        replace(page_of(published_claim()), told=" ")


def test_an_article_moves_with_its_words_and_the_evidence_that_rests_on_them():
    claim = judged_claim()
    passage = claim.appearances.get().passage
    old = article_of(claim)
    quoted = evidence(claim, address=old.url, is_load_bearing=False)
    quoted.passage = passage
    quoted.save()
    replace(old, address="https://press.example.org/moved")
    quoted.refresh_from_db()
    assert article_of(claim).url == quoted.link.url == "https://press.example.org/moved"
    assert quoted.passage == passage


@pytest.mark.parametrize("address", ["javascript:alert(1)", "", "same"])
def test_an_address_that_is_none_or_the_same_is_refused(address):
    claim = judged_claim()
    old = page_of(claim)
    with pytest.raises(Refusal):
        replace(old, address=old.url if address == "same" else address)
    assert page_of(claim) == old


def test_a_page_nothing_rests_on_is_not_replaced():
    with pytest.raises(NotReady, match="Nothing rests"):
        replace(link())


def test_evidence_that_has_both_addresses_is_left_to_a_person():
    claim = judged_claim()
    old = page_of(claim)
    evidence(claim, address=NEW)
    with pytest.raises(Conflict, match="both addresses"):
        replace(old)


def test_a_reporter_replaces_and_accepts_nothing():
    claim = judged_claim()
    with pytest.raises(NotAllowed):
        replace(page_of(claim), by=reporter())
    with pytest.raises(NotAllowed):
        accept(claim, by=reporter())
    with pytest.raises(NotAllowed):
        actions.use_archive(by=reporter(), link=page_of(claim))


def test_a_claim_that_was_withdrawn_is_not_opened_and_keeps_its_address():
    claim = published_claim()
    actions.withdraw(by=publisher(), claim=claim, reason="Forged.")
    page = page_of(claim)
    with pytest.raises(NotReady, match="Nothing rests on this page"):
        replace(page, told="")
    assert claim.evidence.get().link == page
    claim.verdict.refresh_from_db()
    assert claim.verdict.state == "withdrawn"


def test_readers_are_led_to_the_copy_of_a_changed_page_once_an_editor_says_so():
    claim = published_claim()
    page = page_of(claim)
    Link.objects.filter(pk=page.pk).update(
        content="drifted",
        drifting_since=NOW,
        drift_confirmed_at=NOW,
        archived_url="https://archive.example.org/1",
        archived_at=NOW - timedelta(days=9),
    )
    transition(page, "content", "drifted", rule="main-text-drifted")
    actions.open_reviews()
    assert copies_shown(claim) == {""}
    with sql_sent() as sent:
        actions.use_archive(by=editor(), link=page)
    assert locked_first(sent) == "factcheck_check"
    assert copies_shown(claim) == {"", "https://archive.example.org/1"}
    kinds = [change.kind for change in Check.objects.get(claim=claim).changes.all()]
    assert kinds.count("evidence_changed") == 2


def locked_first(sent):
    """Name whichever is locked first: the check, as publishing does, or the page under it."""
    tables = ("factcheck_check", "sources_link")
    locking = (sql for sql in sent if " FOR " in sql)
    return next(name for sql in locking for name in tables if sql.endswith(f'OF "{name}"'))


def copies_shown(claim):
    state = Check.objects.get(claim=claim).evidence_state
    return {row["archived_url"] for row in state["links"]}


AFTER = PRESS_TEXT.replace("17,000", "12,000")
NEW_WORDS = WORDS.replace("17,000", "12,000")


def edited_page(claim):
    """Let the article say something else by now, and keep a copy of that."""
    passage, page = claim.appearances.get().passage, article_of(claim)
    copy(page, AFTER, text_sha256="b")
    look(page, 0, text_sha256="b")
    Link.objects.filter(pk=page.pk).update(
        health="alive", content="drifted", drift_rule="passage-changed", drifting_since=NOW,
        drift_confirmed_at=NOW,
    )  # fmt: skip
    Passage.objects.filter(pk=passage.pk).update(
        state="edited", changed_since=NOW, confirmed_at=NOW, now_reads=NEW_WORDS
    )
    return page, passage


def accept(claim, *, by=None, told=TOLD):
    page, passage = edited_page(claim)
    return actions.accept_new_text(
        by=by or publisher(),
        link=page,
        copy=current_copy(page),
        words={passage.pk: NEW_WORDS},
        told=told,
    )


def test_a_draft_cites_the_words_as_they_read_now():
    claim = judged_claim()
    mended = accept(claim, by=editor(), told="")
    assert mended.drafts == [claim]
    assert claim.appearances.get().passage.exact == NEW_WORDS


def test_a_published_claim_cites_them_with_its_next_version():
    claim = published_claim()
    check = Check.objects.get(claim=claim)
    frozen = check.publication.document
    assert accept(claim).corrections == [claim]
    check.refresh_from_db()
    assert check.publication.document == frozen
    assert [passage.exact for passage in check.passages.all()] == [WORDS]
    publish(claim)
    check.refresh_from_db()
    (said,) = check.publication.document["appearances"]
    assert said["quote"]["exact"] == NEW_WORDS
    assert check.evidence_health == "good"


def test_an_editor_does_not_accept_words_under_published_claims():
    with pytest.raises(NotAllowed, match="comes back as a correction"):
        accept(published_claim(), by=editor())


def test_readers_hear_that_a_page_is_accepted_that_no_words_are_cited_from():
    claim = published_claim()
    page = page_of(claim)
    copy(page, "The table, with a new head.", text_sha256="b")
    Link.objects.filter(pk=page.pk).update(
        content="drifted", drifting_since=NOW, drift_confirmed_at=NOW
    )
    transition(page, "content", "drifted", rule="main-text-drifted")
    actions.open_reviews()
    check = Check.objects.get(claim=claim)
    assert check.evidence_health == "changed"
    with sql_sent() as sent:
        actions.accept_new_text(by=editor(), link=page, copy=current_copy(page), words={})
    assert locked_first(sent) == "factcheck_check"
    check.refresh_from_db()
    assert check.evidence_health == "good"
    assert check.under_review_since is not None
