from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck import actions
from factcheck.models import Claim, RatingDefinition
from tests.factories import (
    STATEMENT,
    judged_claim,
    publish,
    published_claim,
    publisher,
    rating,
    reporter,
)

pytestmark = pytest.mark.django_db


def corrected(**particulars: str) -> Claim:
    claim = published_claim(**particulars)
    actions.correct(
        by=publisher(),
        claim=claim,
        kind="correction",
        cause="new_evidence",
        was_wrong="We had the wrong month.",
    )
    actions.judge(by=reporter(), claim=claim, reason="Now with the right month.")
    publish(claim)
    return claim


def log(client: Client) -> str:
    return client.get("/corrections/").content.decode()


def test_the_log_shows_corrections_with_their_claim(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = corrected()
    corrected(statement="Another claim")
    with django_assert_num_queries(1):
        page = log(client)
    assert "We had the wrong month." in page
    assert STATEMENT in page
    assert f'href="/checks/{claim.slug}/"' in page


def test_a_correction_that_waits_is_not_in_the_log(client: Client) -> None:
    actions.correct(
        by=publisher(),
        claim=published_claim(),
        kind="correction",
        cause="editor_error",
        was_wrong="Still being looked into.",
    )
    assert "Still being looked into" not in log(client)
    assert "Nothing had to be corrected yet." in log(client)


def test_of_a_withdrawn_check_the_log_keeps_the_withdrawal_alone(client: Client) -> None:
    claim = corrected()
    actions.withdraw(by=publisher(), claim=claim, reason="We quoted the wrong person.")
    page = log(client)
    assert "We quoted the wrong person." in page
    assert "A check was withdrawn" in page
    assert "the wrong month" not in page
    assert STATEMENT not in page


def test_methodology_keeps_every_definition_with_its_date(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    false = rating("false")
    for year in (2024, 2026):
        RatingDefinition.objects.create(
            rating=false,
            text=f"What false meant in {year}.",
            text_es=f"Lo que falso significaba en {year}.",
            valid_from=datetime(year, 3, 1, tzinfo=UTC),
        )
    with django_assert_num_queries(2):
        page = client.get("/methodology/").content.decode()
    assert 'id="rating-false"' in page
    assert page.index("meant in 2026") < page.index("meant in 2024")
    assert "Since 1 March 2024." in page
    assert "significaba en 2024" in client.get("/es/methodology/").content.decode()


def test_every_rating_a_page_links_to_is_defined(client: Client) -> None:
    publish(judged_claim())
    assert 'id="rating-mostly-true"' in client.get("/methodology/").content.decode()
