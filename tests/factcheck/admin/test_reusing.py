"""Evidence of one claim of an article, used for another by one button."""

import pytest
from django.urls import reverse
from lxml import html

from factcheck import actions
from factcheck.actions.drafting import Selection
from factcheck.models import Claim
from newsroom.refusals import NotReady
from tests.factcheck.admin.pages import answers, desk_of, filled_in, text_of
from tests.factories import WORDS, evidence, judged_claim, reporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def siblings() -> tuple[Claim, Claim]:
    """Two claims of one article; the first has evidence of its own, the second none."""
    one = judged_claim(statement="The first claim")
    text = one.appearances.get().source.latest_text
    other = actions.split_claim(
        by=reporter(), statement="The second claim", selection=Selection(text=text, exact=WORDS)
    )
    return one, other


def page_of(claim: Claim) -> str:
    return reverse("admin:factcheck_claim_change", args=[claim.pk])


def test_one_button_saves_the_page_and_adds_the_evidence(siblings: tuple[Claim, Claim]) -> None:
    one, other = siblings
    client = desk_of(reporter())
    content = client.get(page_of(other)).content
    offered = html.fromstring(content.decode()).xpath("//button[@name='_reuse']")
    assert [button.get("value") for button in offered] == [str(one.evidence.get().pk)]
    assert offered[0].get("form") == "claim_form"
    form = filled_in(content, "claim_form") | {"place": "Lima", "_reuse": offered[0].get("value")}
    assert client.post(page_of(other), form).status_code == 302
    made = other.evidence.get()
    assert made.link == one.evidence.get().link
    assert made.shows == "The monthly table."
    assert not made.is_load_bearing
    other.refresh_from_db()
    assert other.place == "Lima"
    assert "_reuse" not in client.get(page_of(other)).content.decode()


def test_evidence_of_a_stranger_is_refused_and_nothing_is_saved(
    siblings: tuple[Claim, Claim],
) -> None:
    _one, other = siblings
    stranger = evidence(judged_claim(statement="Elsewhere"), address="https://x.example.org/")
    client = desk_of(reporter())
    form = answers(client, page_of(other), "claim_form")
    response = client.post(page_of(other), form | {"place": "Lima", "_reuse": str(stranger.pk)})
    assert response.status_code == 200
    assert "is not of another claim of the article" in text_of(response.content)
    other.refresh_from_db()
    assert other.place == ""
    assert not other.evidence.exists()


def test_what_is_reused_makes_an_editor_of_whoever_did(siblings: tuple[Claim, Claim]) -> None:
    one, other = siblings
    by = reporter()
    actions.reuse_evidence(by=by, claim=other, evidence=one.evidence.get().pk)
    assert other.contributions.first().person == by
    with pytest.raises(NotReady):
        actions.reuse_evidence(by=by, claim=other, evidence=one.evidence.get().pk)
