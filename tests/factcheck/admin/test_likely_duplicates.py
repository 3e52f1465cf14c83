"""A claim's page lists what may say the same."""

import pytest
from django.urls import reverse
from lxml import html

from tests.factcheck.admin.pages import desk_of
from tests.factories import STATEMENT, claim, judged_claim, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def test_a_claims_page_lists_what_may_say_the_same() -> None:
    made = claim()
    other = claim(statement="In May the harbour moved 17,000 tons of grain")
    page = reverse("admin:factcheck_claim_change", args=[made.pk])
    (section,) = html.fromstring(desk_of(reporter()).get(page).content.decode()).xpath(
        "//section[@aria-labelledby='lookalikes-heading']"
    )
    words = " ".join(section.text_content().split())
    assert other.statement in words
    assert made.statement not in words
    assert "No rating yet" in words
    assert not section.xpath(".//button")


def test_a_known_duplicate_is_not_listed_and_neither_is_what_is_alone() -> None:
    made = claim()
    claim(statement="In May the harbour moved 17,000 tons of grain", same_as=made)
    page = reverse("admin:factcheck_claim_change", args=[made.pk])
    assert b"lookalikes-heading" not in desk_of(reporter()).get(page).content


def test_a_claims_page_costs_the_same_however_many_duplicates() -> None:
    made, client = claim(), desk_of(reporter())
    page = reverse("admin:factcheck_claim_change", args=[made.pk])
    costs = []
    for word in ("", " again", " today"):
        judged_claim(statement=STATEMENT + word)
        client.get(page)
        with sql_sent() as sql:
            client.get(page)
        costs.append(len(sql))
    assert len(set(costs)) == 1
