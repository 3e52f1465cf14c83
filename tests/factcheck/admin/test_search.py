"""The list of claims, and the suggestions where one is picked, are searched by words."""

import pytest
from django.urls import reverse

from factcheck.models import Claim, Claimant
from tests.factcheck.admin.pages import answers, desk_of
from tests.factories import claim, editor, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

LIST = reverse("admin:factcheck_claim_changelist")
SUGGESTIONS = reverse("admin:autocomplete")
PICKED = {"app_label": "factcheck", "model_name": "claim", "field_name": "same_as"}


def listed(words: str, **asked: str) -> list[Claim]:
    response = desk_of(editor()).get(LIST, {"q": words, **asked})
    return list(response.context["cl"].result_list)


def suggested(words: str) -> list[str]:
    response = desk_of(editor()).get(SUGGESTIONS, PICKED | {"term": words})
    assert response.status_code == 200
    return [row["text"] for row in response.json()["results"]]


def test_accents_do_not_matter() -> None:
    made = claim(statement="Serguéi Lavrov spoke in Caracas")
    claim()
    for words in ("Serguei", "sergueí lavrov", "SERGU", "Serguéi"):
        assert listed(words) == [made]
        assert suggested(words) == [made.statement]


def test_a_claim_is_found_by_its_verdict_and_by_who_said_it() -> None:
    Claimant.objects.create(name="Łukasz Żak", slug="ana-ruiz")
    made = claim()
    assert listed("zak") == [made]


def test_the_best_come_first_unless_a_column_sorts_them() -> None:
    best = claim(statement="The harbour of Rosario was closed by the customs")
    worse = claim(statement="Customs")
    assert listed("harbour customs") == [best, worse]
    assert listed("harbour customs", o="6") == [best, worse]
    assert listed("harbour customs", o="-5") == [worse, best]


def test_an_edit_is_found_by_the_editor_at_once_and_indexed_once() -> None:
    made, client = claim(statement="The harbour was closed"), desk_of(reporter())
    page = reverse("admin:factcheck_claim_change", args=[made.pk])
    form = answers(client, page, "claim_form")
    given = {"statement": "The aerodrome was closed", "verdict-0-reason": "The ledger says so."}
    with sql_sent() as sql:
        assert client.post(page, form | given).status_code == 302
    assert sum("INSERT INTO factcheck_searchentry" in one for one in sql) == 1
    for words in ("aerodrome", "ledger", "aero"):
        assert listed(words) == [made]
    assert listed("harbour closed") == [made]
    assert listed("harbour") == []


@pytest.mark.parametrize("words", ["🙂", "a & | ! <-> (b:*", "'; DROP TABLE x; --", "x" * 5_000])
def test_any_words_are_answered(words: str) -> None:
    claim()
    assert not listed(words)
    assert not suggested(words)


def test_no_words_list_everything() -> None:
    made = claim()
    assert listed(" ") == [made]
    assert suggested("") == [made.statement]


def test_suggestions_cost_the_same_however_many_claims() -> None:
    client, costs = desk_of(editor()), []
    for word in ("", " again", " today"):
        claim(statement=f"The harbour was closed{word}")
        client.get(SUGGESTIONS, PICKED | {"term": "harb"})
        with sql_sent() as sql:
            client.get(SUGGESTIONS, PICKED | {"term": "harb"})
        costs.append(sum("factcheck_" in one for one in sql))
    assert costs[0] <= 4
    assert len(set(costs)) == 1
