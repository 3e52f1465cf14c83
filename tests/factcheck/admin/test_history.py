"""The History of a row: who changed what, when, from what to what."""

import pytest
from django.urls import reverse
from lxml import html

from newsroom.accounts.models import User
from sources.models import Source
from tests.factcheck.admin.pages import answers, desk_of
from tests.factories import claim, judged_claim, person, reporter

pytestmark = pytest.mark.django_db


def history(model: str, pk: int, by: User, app: str = "factcheck") -> str:
    page = reverse(f"admin:{app}_{model}_history", args=[pk])
    shown = html.fromstring(desk_of(by).get(page).content.decode())
    cells = ([cell.text_content().strip() for cell in row.iter("td")] for row in shown.iter("tr"))
    return "\n".join(" ".join(" ".join(row).split()) for row in cells)


def test_an_edit_is_told_field_by_field_with_its_author() -> None:
    made = judged_claim()
    client = desk_of(reporter(first_name="Ana"))
    page = reverse("admin:factcheck_claim_change", args=[made.pk])
    row = made.evidence.get()
    given = {
        "place": "Lima",
        "verdict-0-reason": "It was 17,300 tons.",
        "evidence-0-stance": "refutes",
    }
    assert client.post(page, answers(client, page, "claim_form") | given).status_code == 302
    told = history("claim", made.pk, reporter())
    assert "Ana claim place Lima" in told
    reason = "The port's own table gives 17,200 tons. It was 17,300 tons."
    assert f"Ana verdict reason {reason}" in told
    stance = "Ana evidence stance supports the claim refutes the claim"
    assert stance in told
    assert stance in history("evidence", row.pk, reporter())
    verdict = history("verdict", made.verdict.pk, reporter())
    assert f"Ana verdict reason {reason}" in verdict
    assert "Ana edit draft draft" in verdict
    assert "place" not in verdict


def test_evidence_that_came_or_went_is_told_with_all_it_said() -> None:
    made = judged_claim()
    client = desk_of(reporter(first_name="Ana"))
    page = reverse("admin:factcheck_claim_change", args=[made.pk])
    form = answers(client, page, "claim_form") | {"evidence-0-DELETE": "on"}
    assert client.post(page, form).status_code == 302
    told = history("claim", made.pk, reporter())
    assert "evidence (added)" in told
    gone = told.partition("Ana evidence (removed)")[2]
    assert "title: Harbour statistics; kind: media report; stance: supports the claim" in gone
    assert made.statement not in gone.partition("\n")[0]


def test_an_articles_particulars_are_told_too() -> None:
    made = claim()
    source = Source.objects.get()
    client = desk_of(reporter(first_name="Ana"))
    page = reverse("admin:sources_source_change", args=[source.pk])
    form = answers(client, page, "source_form") | {"byline": "Eva Sol"}
    assert client.post(page, form).status_code == 302
    assert "by-line Eva Sol" in history("source", source.pk, reporter(), app="sources")
    assert made.appearances.get().source == source


def test_the_history_of_a_draft_is_not_for_those_without_a_role() -> None:
    made = judged_claim()
    page = reverse("admin:factcheck_claim_history", args=[made.pk])
    assert desk_of(person("none")).get(page).status_code == 403


def test_what_is_kept_for_the_machine_is_not_told() -> None:
    made = claim().claimants.get()
    made.merged_rows = {"claims": [1, 2]}
    made.save()
    told = history("claimant", made.pk, reporter())
    assert "(made)" in told
    assert "[1, 2]" not in told
