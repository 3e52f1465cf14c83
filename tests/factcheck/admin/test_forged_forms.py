"""Forms no browser would send: refused or read as they should have been, and never a crash."""

import re

import pytest
from django.urls import reverse

from factcheck.actions.drafting import LONGEST_TEXT
from factcheck.actions.importing import open_import
from factcheck.models import Claim, ClaimImport, Evidence, Verdict
from newsroom.admin.rows import MOST_ROWS
from tests.factcheck.admin.pages import Answers, answers, desk_of, text_of
from tests.factories import judged_claim, published_claim, publisher, reporter

pytestmark = pytest.mark.django_db

DIGITS = "9" * 5000  # more than Python turns into a number


@pytest.fixture
def claim() -> Claim:
    return judged_claim()


def page_of(claim: Claim) -> str:
    return reverse("admin:factcheck_claim_change", args=[claim.pk])


@pytest.mark.parametrize(
    "forged",
    [
        {"verdict-TOTAL_FORMS": "0", "verdict-INITIAL_FORMS": "0"},
        {"verdict-TOTAL_FORMS": "2", "verdict-1-id": "", "verdict-1-reason": "A second one"},
        {"verdict-TOTAL_FORMS": "2", "verdict-INITIAL_FORMS": "2"},
        {"verdict-TOTAL_FORMS": "99999"},
        {"verdict-0-id": DIGITS},
    ],
)
def test_a_claim_has_one_verdict_whatever_a_form_says(claim: Claim, forged: Answers) -> None:
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    response = client.post(page_of(claim), form | forged | {"place": "Lima"})
    assert response.status_code == 302
    assert Verdict.objects.filter(claim=claim).count() == 1


def test_the_verdict_of_another_claim_cannot_be_named(claim: Claim) -> None:
    other = published_claim(statement="Another")
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    forged = {"verdict-0-id": other.verdict.pk, "verdict-0-reason": "Typed for this one"}
    client.post(page_of(claim), form | forged)
    assert "Typed" not in Verdict.objects.get(claim=other).reason
    assert Verdict.objects.get(claim=claim).reason == "Typed for this one"


def test_the_evidence_of_another_claim_is_neither_changed_nor_deleted(claim: Claim) -> None:
    theirs = published_claim(statement="Another").evidence.get()
    client = desk_of(reporter())
    for forged in ({"evidence-0-title": "Changed"}, {"evidence-0-DELETE": "on"}):
        form = answers(client, page_of(claim), "claim_form")
        client.post(page_of(claim), form | forged | {"evidence-0-id": theirs.pk})
    assert Evidence.objects.get(pk=theirs.pk).title == theirs.title


def test_no_more_rows_are_read_than_a_person_fills_in(claim: Claim) -> None:
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    response = client.post(page_of(claim), form | {"evidence-TOTAL_FORMS": "99999"})
    assert response.status_code == 200
    rows = set(re.findall(r'name="(evidence-\d+)-shows"', response.content.decode()))
    assert len(rows) <= MOST_ROWS


@pytest.mark.parametrize("field", ["revision", "compared_revision", "evidence-0-id"])
def test_a_number_of_any_length_is_no_crash(claim: Claim, field: str) -> None:
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    response = client.post(page_of(claim), form | {field: DIGITS, "place": "Lima"})
    assert response.status_code in (200, 302)


def test_a_text_that_would_not_fit_into_a_form_again_is_refused(claim: Claim) -> None:
    client = desk_of(reporter())
    form = answers(client, page_of(claim), "claim_form")
    given = {"verdict-0-explanation": "x" * (LONGEST_TEXT + 1)}
    response = client.post(page_of(claim), form | given)
    assert response.status_code == 200
    assert f"explanation: at most {LONGEST_TEXT} characters" in text_of(response.content)
    assert len(Verdict.objects.get(claim=claim).explanation) < LONGEST_TEXT


def test_no_import_is_made_by_asking_to_save_another_as_new() -> None:
    by, chief = reporter(), publisher()
    batch = open_import(by=by, name="claims.csv", rows=[{"address": "x", "statement": "y"}])
    page = reverse("admin:factcheck_claimimport_change", args=[batch.pk])
    forged = {"_saveasnew": "1", "name": "theirs", "state": "running", "created_by": chief.pk}
    assert desk_of(by).post(page, forged | {"unread": "[]"}).status_code == 403
    assert ClaimImport.objects.get() == batch


@pytest.mark.parametrize(
    "asked",
    [
        "created_at__year=99999999999",
        "created_at__year=0",
        "id__gt=" + DIGITS,
    ],
)
def test_a_list_asked_for_what_no_row_can_be_is_shown_without_it(asked: str) -> None:
    client = desk_of(reporter())
    response = client.get(f"{reverse('admin:factcheck_claim_changelist')}?{asked}", follow=True)
    assert response.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_list_asked_for_by_a_broken_pattern_is_shown_without_it() -> None:
    url = f"{reverse('admin:factcheck_claim_changelist')}?statement__regex=("
    assert desk_of(reporter()).get(url, follow=True).status_code == 200


def test_rows_are_not_reached_by_their_number_alone(claim: Claim) -> None:
    assert desk_of(publisher()).get(f"/admin/r/1/{DIGITS}/").status_code == 404
    assert desk_of(publisher()).get(f"/admin/r/1/{claim.pk}/").status_code == 404
