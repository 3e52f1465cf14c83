"""Any two versions of a claim beside each other, through the real URL."""

import pytest
from django.urls import reverse
from lxml import html

from factcheck import actions
from factcheck.models import Claim
from newsroom.accounts.models import User
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import (
    editor,
    evidence,
    judged_claim,
    person,
    publish,
    publisher,
    rating,
    reporter,
)
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

# The history tells revisions by the time of their transactions: each edit has one of its own.
one_by_one = pytest.mark.django_db(transaction=True)


def compared(claim: Claim, by: User, **asked: str) -> html.HtmlElement:
    page = reverse("admin:factcheck_claim_versions", args=[claim.pk])
    response = desk_of(by).get(page, asked)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def words(page: html.HtmlElement, tag: str) -> list[str]:
    return [found.text_content() for found in page.iter(tag)]


def fates(page: html.HtmlElement) -> list[str]:
    return [" ".join(h3.text_content().split()) for h3 in page.iter("h3")]


def test_a_draft_is_compared_with_what_was_published_in_words() -> None:
    claim = judged_claim()
    publish(claim)
    actions.correct(
        by=publisher(), claim=claim, kind="correction", cause="editor_error", was_wrong="A number."
    )
    actions.judge(by=reporter(), claim=claim, reason="The port's own table gives 17,300 tons.")
    page = compared(claim, reporter())
    assert words(page, "del") == ["17,200"]
    assert "17,300" in words(page, "ins")
    assert "+ added correction" in fates(page)


@one_by_one
def test_any_revision_of_the_draft_is_compared_with_any_other() -> None:
    claim = judged_claim()
    labels = [rating().label, rating("false").label]
    first = actions.judge(by=reporter(), claim=claim, reason="First words").revision
    second = actions.judge(by=reporter(), claim=claim, rating=rating("false")).revision
    actions.judge(by=reporter(), claim=claim, reason="Third words")
    page = compared(claim, reporter(), before=f"r{first}", after=f"r{second}")
    text = text_of(html.tostring(page))
    assert words(page, "del") + words(page, "ins") == labels
    assert "Third words" not in text
    page = compared(claim, reporter(), before=f"r{second}", after="now")
    assert (words(page, "del"), words(page, "ins")) == (["First"], ["Third"])


@one_by_one
def test_evidence_is_told_as_added_removed_and_changed() -> None:
    claim = judged_claim()
    kept, gone = evidence(claim, address="https://a.example.org/", title="Kept"), evidence(
        claim, address="https://b.example.org/", title="Gone"
    )  # fmt: skip
    claim.verdict.refresh_from_db()
    before = claim.verdict.revision
    client = desk_of(reporter())
    url = reverse("admin:factcheck_claim_change", args=[claim.pk])
    form = answers(client, url, "claim_form")
    rows = {form[f"evidence-{n}-id"]: n for n in range(3)}
    form |= {
        f"evidence-{rows[str(kept.pk)]}-stance": "refutes",
        f"evidence-{rows[str(gone.pk)]}-DELETE": "on",
        "evidence-3-address": "https://c.example.org/",
        "evidence-3-title": "New",
        "evidence-3-stance": "context",
        "evidence-3-shows": "More.",
    }
    assert client.post(url, form).status_code == 302
    actions.judge(by=reporter(), claim=claim, reason="Later words")
    page = compared(claim, reporter(), before=f"r{before}", after=f"r{before + 1}")
    assert sorted(fates(page)) == ["+ added New", "\u2212 removed Gone", "≠ changed Kept"]
    assert "supports" in words(page, "del")
    assert "refutes" in words(page, "ins")


def test_a_version_that_is_not_the_claims_is_not_shown() -> None:
    claim = judged_claim()
    page = compared(claim, reporter(), before="v7", after="r99x")
    chosen = [option.get("value") for option in page.iter("option") if option.get("selected")]
    assert chosen[1] == "now"
    assert chosen[0] in {option.get("value") for option in page.iter("option")}


def test_edits_of_one_transaction_are_one_version() -> None:
    claim = judged_claim()
    page = compared(claim, reporter())
    assert [option.get("value") for option in page.iter("option")] == ["now", "now"]
    assert "Both say the same." in text_of(html.tostring(page))


@one_by_one
def test_comparing_costs_the_same_however_much_was_edited() -> None:
    claim = judged_claim()
    by = editor()

    def cost() -> int:
        with sql_sent() as sent:
            compared(claim, by, before="r1", after="r2")
        return len(sent)

    cost()
    before = cost()
    for number in range(4):
        evidence(claim, address=f"https://port.example.org/more/{number}")
    assert cost() == before <= 35


def test_nobody_without_a_role_compares_drafts() -> None:
    claim = judged_claim()
    page = reverse("admin:factcheck_claim_versions", args=[claim.pk])
    assert desk_of(person("none")).get(page).status_code == 403
