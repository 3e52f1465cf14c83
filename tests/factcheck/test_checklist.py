"""What a verdict still needs: blocking and advised, each with where to do something about it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from factcheck import actions
from factcheck.checklist import advice, before_review, to_do
from factcheck.models import Claim, Evidence
from sources.models import Link
from tests.factcheck.admin.pages import desk_of
from tests.factories import claim, evidence, judged_claim, reporter

pytestmark = pytest.mark.django_db


def advised(made: Claim) -> list[str]:
    return to_do(advice(Claim.objects.select_related("verdict").get(pk=made.pk).verdict))


def test_a_bare_draft_is_told_everything_that_stands_in_its_way() -> None:
    made = claim()
    assert [point.field for point in before_review(made.verdict) if not point.is_met] == [
        "id_verdict-0-rating",
        "id_verdict-0-reason",
        "evidence-group",
    ]


def test_what_is_met_is_told_as_well_and_the_reason_is_counted() -> None:
    made = judged_claim()
    points = before_review(Claim.objects.get(pk=made.pk).verdict)
    assert all(point.is_met for point in points)
    length = len("The port's own table gives 17,200 tons.")
    assert f"The reason in one sentence ({length} of 240 characters)" in [p.what for p in points]


def test_evidence_at_first_hand_is_advised_and_not_required() -> None:
    made = judged_claim()
    said = "Add a primary document, data or an official statement."
    assert said in advised(made)
    assert not to_do(before_review(Claim.objects.get(pk=made.pk).verdict))
    evidence(made, address="https://data.example.org/", kind=Evidence.Kind.DATA)
    assert said not in advised(made)


def test_the_right_of_reply_is_asked_for_step_by_step() -> None:
    made, by = judged_claim(), reporter()
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "Ask the claimant for comment, and note whom, when and how." in advised(made)
    actions.judge(by=by, claim=made, asked_whom="Ana Ruiz")
    assert "Note when and how they were asked." in advised(made)
    actions.judge(by=by, claim=made, asked_on=yesterday, asked_how="email")
    assert "Write down their answer, or a day by which they had none." in advised(made)
    actions.judge(by=by, claim=made, answer_by=yesterday + timedelta(days=8))
    assert [one for one in advised(made) if one.startswith("An answer is awaited until")]
    actions.judge(by=by, claim=made, answer_by=yesterday)
    assert not [one for one in advised(made) if "answer" in one]


def test_every_point_leads_to_something_on_the_page() -> None:
    made = claim()
    url = reverse("admin:factcheck_claim_change", args=[made.pk])
    page = html.fromstring(desk_of(reporter()).get(url).content.decode())
    leads = [a.get("href")[1:] for a in page.iter("a") if "Go there" in a.text_content()]
    assert len(leads) > 5
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    assert set(leads) <= ids


def test_a_dead_page_that_carries_the_verdict_shows_before_it_is_sent() -> None:
    made = judged_claim()
    Link.objects.filter(evidence__claim=made).update(health=Link.Health.DEAD)
    url = reverse("admin:factcheck_claim_change", args=[made.pk])
    page = " ".join(desk_of(reporter()).get(url).content.decode().split())
    assert "Before it can be approved: something is missing" in page
    assert "Before it can be sent for review: nothing is missing" in page
