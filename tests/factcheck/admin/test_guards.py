"""What the doors of the desk refuse, asked for through real URLs."""

import pytest
from django.test import Client
from django.urls import reverse

from factcheck import actions
from factcheck.models import Claim, Evidence, Publication
from factcheck.workflow import State
from newsroom.accounts.models import User
from newsroom.refusals import NotReady
from sources.models import Link
from tests.factcheck.admin.newsrooms import measure
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import (
    WORDS,
    approve,
    editor,
    judged_claim,
    person,
    publish,
    published_claim,
    publisher,
    reporter,
)

pytestmark = pytest.mark.django_db


def page_of(claim: Claim) -> str:
    return reverse("admin:factcheck_claim_change", args=[claim.pk])


def act(claim: Claim, slug: str) -> str:
    return reverse("admin:factcheck_claim_act", args=[claim.pk, slug])


def state_of(claim: Claim) -> str:
    claim.verdict.refresh_from_db()
    return claim.verdict.state


def refused(client: Client, claim: Claim, slug: str, **given: str) -> str:
    """Post an act that must be refused; return what the page says."""
    url = act(claim, slug)
    response = client.post(url, answers(client, url, "act-form") | given)
    assert response.status_code == 200
    return text_of(response.content)


def submitted(by: User) -> Claim:
    claim = judged_claim(by=by)
    actions.submit(by=by, claim=claim)
    return claim


def test_nobody_approves_what_they_edited() -> None:
    one = editor()
    claim = submitted(one)
    assert "A colleague has to approve it" in refused(desk_of(one), claim, "approve")
    assert state_of(claim) == State.IN_REVIEW


def test_an_act_of_others_says_so_at_once_and_has_no_button() -> None:
    claim = submitted(reporter())
    theirs = desk_of(reporter()).get(act(claim, "approve"))
    assert "does not allow you to approve" in text_of(theirs.content)
    assert b'value="Approve"' not in theirs.content
    assert b'value="Approve"' in desk_of(editor()).get(act(claim, "approve")).content


@pytest.mark.parametrize("slug", ["approve", "publish"])
def test_a_draft_that_was_never_sent_is_refused_in_words(slug: str) -> None:
    said = refused(desk_of(publisher()), judged_claim(by=reporter()), slug)
    assert "Send the draft for review first" in said
    assert "This field is required" not in said


def test_only_who_may_settle_a_discrepancy_is_offered_it() -> None:
    claim = judged_claim(by=reporter())
    measure(claim, "17,000", name="grain")
    link = act(claim, "settle").encode()
    assert link not in desk_of(reporter()).get(page_of(claim)).content
    assert link in desk_of(editor()).get(page_of(claim)).content


def test_of_a_withdrawn_claim_nothing_is_left_to_settle() -> None:
    claim = judged_claim(by=reporter())
    measure(claim, "17,000", name="grain")
    publish(claim)
    actions.withdraw(by=publisher(), claim=claim, reason="We were misled.")
    chief = desk_of(publisher())
    assert act(claim, "settle").encode() not in chief.get(page_of(claim)).content
    with pytest.raises(NotReady, match="withdrawn"):
        actions.settle_discrepancy(
            by=editor(), claim=claim, key="tons", decision="dismissed", reason="Rounded."
        )


def test_a_published_claim_leads_to_the_page_readers_see() -> None:
    claim = published_claim()
    seen = claim.check_record.get_absolute_url()
    assert f'href="{seen}"'.encode() in desk_of(editor()).get(page_of(claim)).content


def test_a_superuser_without_a_role_approves_nothing() -> None:
    claim = submitted(reporter())
    chief = desk_of(person("none", is_superuser=True))
    assert "does not allow you" in refused(chief, claim, "approve")
    assert state_of(claim) == State.IN_REVIEW


@pytest.mark.parametrize("slug", ["approve", "request-changes", "publish", "withdraw", "correct"])
def test_a_reporter_does_none_of_what_is_the_editors_or_publishers(slug: str) -> None:
    claim = submitted(reporter())
    given = {"text": "No.", "reason": "No.", "was_wrong": "No.", "sha256": "0" * 64}
    given |= {"kind": "correction", "cause": "editor_error"}
    assert "does not allow you" in refused(desk_of(reporter()), claim, slug, **given)
    assert state_of(claim) == State.IN_REVIEW


def test_what_changed_after_the_reviewer_looked_is_not_approved() -> None:
    claim = submitted(reporter())
    text = refused(desk_of(editor()), claim, "approve", sha256="0" * 64)
    assert "is not the one you looked at" in text


def test_publishing_without_approval_is_refused() -> None:
    claim = submitted(reporter())
    text = refused(desk_of(publisher()), claim, "publish")
    assert "Only an approved verdict can be published" in text
    assert not Publication.objects.exists()


def test_sending_an_empty_draft_says_everything_that_is_missing() -> None:
    claim = judged_claim()
    claim.evidence.all().delete()
    claim.verdict.reason = ""
    claim.verdict.save()
    text = refused(desk_of(reporter()), claim, "submit")
    assert "Give the reason in one sentence." in text
    assert "Attach at least one piece of evidence" in text


def test_a_refused_comment_keeps_what_was_typed() -> None:
    claim = submitted(reporter())
    url = act(claim, "request-changes")
    response = desk_of(editor()).post(url, {"text": "   ", "field": "rating"})
    assert "Say what should change." in text_of(response.content)
    assert b'<option value="rating" selected>' in response.content


def test_javascript_is_no_evidence_and_the_form_is_kept() -> None:
    claim = judged_claim()
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    given = {
        "evidence-1-address": "javascript:alert(1)",
        "evidence-1-title": "A title somebody typed",
        "evidence-1-stance": "refutes",
        "evidence-1-shows": "Nothing.",
        "verdict-0-reason": "A reason somebody typed",
    }
    response = client.post(page_of(claim), form | given)
    assert response.status_code == 200
    assert b"A title somebody typed" in response.content
    assert b"A reason somebody typed" in response.content
    assert Evidence.objects.count() == 1
    assert not Link.objects.filter(url__startswith="javascript").exists()


def test_a_claim_of_ten_thousand_characters_is_refused_and_kept() -> None:
    claim = judged_claim()
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    response = client.post(page_of(claim), form | {"statement": "x" * 10_000})
    assert response.status_code == 200
    assert "at most 500 characters" in text_of(response.content)
    assert b"x" * 10_000 in response.content
    claim.refresh_from_db()
    assert len(claim.statement) < 500


def test_the_same_evidence_twice_is_refused_by_a_sentence_and_the_form_is_kept() -> None:
    claim = judged_claim()
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    given = {
        "evidence-1-address": claim.evidence.get().link.url,
        "evidence-1-title": "The same page again",
        "evidence-1-stance": "refutes",
        "evidence-1-shows": "The same.",
    }
    response = client.post(page_of(claim), form | given)
    assert response.status_code == 200
    assert "This address is already evidence for the claim." in text_of(response.content)
    assert b"The same page again" in response.content
    claim.verdict.refresh_from_db()
    assert claim.verdict.revision == int(form["revision"])


def test_saving_without_a_change_takes_no_approval_away() -> None:
    claim = judged_claim()
    approve(claim)
    client = desk_of(reporter())
    response = client.post(page_of(claim), answers(client, page_of(claim), "claim_form"))
    assert response.status_code == 302
    assert state_of(claim) == State.APPROVED


def test_an_edit_after_approval_makes_it_a_draft_again() -> None:
    claim = judged_claim()
    approve(claim)
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    client.post(page_of(claim), form | {"place": "Lima"})
    assert state_of(claim) == State.DRAFT


def test_a_published_claim_has_nothing_to_type_in() -> None:
    claim = published_claim()
    for who in (reporter(), publisher()):
        form = answers(desk_of(who), page_of(claim), "claim_form")
        assert not {"statement", "verdict-0-reason", "evidence-0-title"} & set(form)


def test_a_form_opened_before_publication_is_refused_with_everything_kept() -> None:
    claim = judged_claim()
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    sha256 = approve(claim)
    actions.publish(by=publisher(), claim=claim, sha256=sha256)
    response = client.post(page_of(claim), form | {"verdict-0-reason": "Typed too late"})
    assert response.status_code == 200
    assert "This verdict is published" in text_of(response.content)
    assert b"Typed too late" in response.content


def test_claims_are_neither_added_nor_deleted_by_hand() -> None:
    claim = judged_claim()
    chief = desk_of(person("publisher", is_superuser=True))
    assert chief.get(reverse("admin:factcheck_claim_add")).status_code == 403
    delete = reverse("admin:factcheck_claim_delete", args=[claim.pk])
    assert chief.post(delete, {"post": "yes"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [claim.pk], "post": "yes"}
    chief.post(reverse("admin:factcheck_claim_changelist"), bulk)
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_a_post_without_its_token_is_refused() -> None:
    claim = submitted(reporter())
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor())
    response = strict.post(act(claim, "approve"), {"sha256": claim.verdict.document_sha256})
    assert response.status_code == 403
    assert state_of(claim) == State.IN_REVIEW


def test_withdrawing_alone_and_countersigning_alone_are_two_people() -> None:
    claim = published_claim()
    chief = publisher()
    actions.withdraw(by=chief, claim=claim, reason="Forged.")
    assert "somebody else" in refused(desk_of(chief), claim, "countersign")


def test_closing_a_review_nobody_opened_is_refused_in_words() -> None:
    claim = published_claim()
    text = refused(desk_of(editor()), claim, "close-review", public_note="It stands.")
    assert "no re-review" in text.lower()


def test_evidence_rests_on_words_only_of_a_page_we_have_read() -> None:
    claim = judged_claim()
    page = claim.appearances.get().source.link
    client = desk_of(reporter())
    given = {
        "evidence-1-address": "https://elsewhere.example.org/",
        "evidence-1-title": "A statement",
        "evidence-1-stance": "refutes",
        "evidence-1-shows": "The words.",
        "evidence-1-words": WORDS,
    }
    form = answers(client, page_of(claim), "claim_form")
    response = client.post(page_of(claim), form | given)
    assert "file it as a source first" in text_of(response.content)
    given["evidence-1-address"] = page.url
    assert client.post(page_of(claim), form | given).status_code == 302
    assert Evidence.objects.get(link=page).passage == claim.appearances.get().passage


def test_completion_lists_name_people_only_to_those_who_manage_them() -> None:
    url = reverse("admin:autocomplete")
    given = {"app_label": "factcheck", "model_name": "verdict", "field_name": "assignee"}
    assert desk_of(reporter()).get(url, given).status_code == 403


def test_lists_do_not_tell_passwords_by_filters() -> None:
    url = reverse("admin:factcheck_claim_changelist")
    response = desk_of(reporter()).get(url, {"created_by__password__startswith": "m"})
    assert response.status_code == 400
