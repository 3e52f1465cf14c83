"""A form that was refused says at its top what is wrong, and never that it was saved."""

import pytest
from django.urls import reverse
from lxml import html

from factcheck import actions
from factcheck.models import Claim
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import claim, published_claim, publisher, rating, reporter, source
from tests.factories.claims import STATEMENT

pytestmark = pytest.mark.django_db


def page_of(claim: Claim) -> str:
    return reverse("admin:factcheck_claim_change", args=[claim.pk])


def listed(content: bytes) -> dict[str, str]:
    """Return the mistakes that a page lists: what is said by where its link leads."""
    page = html.fromstring(content.decode())
    rows = page.xpath("//*[@class='mistakes']//li")
    ids = {one.get("id") for one in page.iter() if one.get("id")}
    found = {(row.xpath("a/@href") or ["#"])[0][1:]: row.text_content() for row in rows}
    assert found.keys() - {""} <= ids
    return found


def test_each_mistake_is_listed_with_the_way_to_its_field() -> None:
    made = claim()
    client = desk_of(reporter())
    given = {"statement": "", "evidence-0-address": "javascript:alert(1)", "evidence-0-title": "T"}
    form = answers(client, page_of(made), "claim_form") | given
    found = listed(client.post(page_of(made), form).content)
    assert found["id_statement"].startswith("Claim: ")
    assert found["id_evidence-0-address"].startswith("Evidence 1, Address: The address must begin")
    assert "id_evidence-0-shows" in found


def test_a_form_that_was_not_sent_yet_has_no_mistakes() -> None:
    assert not listed(desk_of(reporter()).get(page_of(claim())).content)


def test_what_is_typed_and_not_saved_is_not_told_as_saved() -> None:
    made, scale = claim(), rating()
    client = desk_of(reporter())
    given = {"verdict-0-rating": scale.pk, "verdict-0-reason": "Typed.", "statement": "Typed, too"}
    form = answers(client, page_of(made), "claim_form") | given | {"said": "soon"}
    content = client.post(page_of(made), form).content
    assert "Choose a rating." in text_of(content)
    assert "Give the reason in one sentence." in text_of(content)
    (heading,) = html.fromstring(content.decode()).xpath("//h1")
    assert heading.text_content() == STATEMENT


def test_an_address_of_evidence_needs_no_scheme() -> None:
    made = claim()
    client = desk_of(reporter())
    given = {
        "evidence-0-address": "port.example.org/statistics",
        "evidence-0-title": "Statistics",
        "evidence-0-stance": "supports",
        "evidence-0-shows": "The table.",
    }
    form = answers(client, page_of(made), "claim_form") | given
    assert client.post(page_of(made), form).status_code == 302
    assert made.evidence.get().link.url == "https://port.example.org/statistics"


def test_the_workbench_lists_mistakes_out_of_sight() -> None:
    page = reverse("admin:sources_source_workbench", args=[source("Ships came.").pk])
    client = desk_of(reporter())
    form = answers(client, page, "split-form")
    given = {"statement": "Ships came", "first": "1", "measure_1": "суда", "as_written_1": "two"}
    found = listed(client.post(page, form | given).content)
    assert list(found) == ["id_measure_1"]
    assert "Latin letters" in found["id_measure_1"]


def test_a_measure_is_typed_in_words() -> None:
    page = reverse("admin:sources_source_workbench", args=[source("Two ships came.").pk])
    client = desk_of(reporter())
    form = answers(client, page, "split-form")
    given = {"statement": "Two ships", "first": "1", "measure_1": "Ships, in port"}
    assert client.post(page, form | given | {"as_written_1": "two"}).status_code == 302
    figure = Claim.objects.get().appearances.get().figures.get()
    assert figure.measure == "ships-in-port"
    assert figure.minimum == 2


def test_the_second_signature_is_asked_of_somebody_else() -> None:
    made, chief = published_claim(), publisher()
    actions.withdraw(by=chief, claim=made, reason="It was another port.")
    button = "Countersign the withdrawal"
    assert button not in text_of(desk_of(chief).get(page_of(made)).content)
    assert button in text_of(desk_of(publisher()).get(page_of(made)).content)


def test_a_list_is_called_what_it_is_and_no_choice_is_a_dash() -> None:
    claim()
    page = html.fromstring(desk_of(reporter()).get("/admin/factcheck/claim/").content.decode())
    assert page.xpath("//h1")[0].text_content() == "Claims"
    chosen = [one.text_content().strip() for one in page.xpath("//*[@id='changelist-filter']//a")]
    assert "none" in chosen
    assert not {"-", "–"} & set(chosen)


def test_a_spanish_desk_rates_in_spanish() -> None:
    made, scale = claim(), rating()
    scale.label_es = "Casi cierto"
    scale.save()
    scale.definitions.create(text="Nearly all of it.", text_es="Casi todo.")
    content = text_of(desk_of(reporter(language="es")).get(page_of(made)).content)
    assert "Casi cierto Casi todo." in content
