"""The right of reply: in the document, on the page readers see, and in documents frozen before."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck import actions
from factcheck.document import build
from factcheck.models import Check, Claim
from factcheck.reply import completed
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import judged_claim, publish, reporter

pytestmark = pytest.mark.django_db

ASKED: dict[str, Any] = {
    "asked_whom": "the harbour office",
    "asked_on": date(2019, 6, 3),
    "asked_how": "email",
}


def public(claim: Claim) -> str:
    publish(claim)
    return text_of(Client().get(Check.objects.get(claim=claim).get_absolute_url()).content)


def test_readers_are_told_how_somebody_was_asked_and_that_there_was_no_answer() -> None:
    claim = judged_claim()
    actions.judge(by=reporter(), claim=claim, **ASKED, answer_by=date(2019, 6, 10))
    text = public(claim)
    assert "We asked the harbour office for comment on 3 June 2019." in text
    assert "They were asked by e-mail. We asked for an answer by 10 June 2019." in text
    assert "There was no answer when this version was published." in text


def test_an_answer_stands_in_place_of_the_day_it_was_wanted_by() -> None:
    claim = judged_claim()
    given: dict[str, Any] = {"answer_by": date(2019, 6, 10), "answer": "The table is right."}
    actions.judge(by=reporter(), claim=claim, **ASKED, **given)
    text = public(claim)
    assert "The table is right." in text
    assert "for an answer by" not in text


def test_a_document_that_says_nothing_of_it_is_as_it_always_was() -> None:
    claim = judged_claim()
    assert build(claim)["right_of_reply"] == {"asked_whom": "", "asked_on": None, "answer": ""}
    old = {"asked_whom": "the harbour office", "asked_on": "2019-06-03", "answer": ""}
    assert completed(old) == old | {"asked_how": "", "answer_by": "", "how": ""}


def test_it_is_entered_on_the_claims_page_and_shown_in_the_preview() -> None:
    claim = judged_claim()
    client = desk_of(reporter())
    page = reverse("admin:factcheck_claim_change", args=[claim.pk])
    given = {
        "verdict-0-asked_whom": "the harbour office",
        "verdict-0-asked_on": "2019-06-03",
        "verdict-0-asked_how": "telephone",
        "verdict-0-answer_by": "2019-06-10",
    }
    response = client.post(page, answers(client, page, "claim_form") | given)
    assert response.status_code == 302, text_of(response.content)
    preview = client.get(reverse("admin:factcheck_claim_preview", args=[claim.pk]))
    assert (
        "the harbour office, 3 June 2019, by telephone: no answer (asked for by 10 June 2019)"
        in text_of(preview.content)
    )
