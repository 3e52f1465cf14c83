"""Claims are found while a word is still being typed."""

import pytest
from pytest_django import DjangoAssertNumQueries

from factcheck.matching import beginning
from factcheck.models import Audience, Claimant
from tests.factories import claim, published_claim

pytestmark = pytest.mark.django_db


def found(text: str, audience: Audience = Audience.DESK) -> list[int]:
    return beginning(text, audience, 10)


@pytest.mark.parametrize("typed", ["har", "HARB", "the har", "Venezué", "  la venez", "(harbo"])
def test_a_word_is_found_by_its_first_letters(typed: str) -> None:
    made = claim(statement="The harbour of Venezuela was closed")
    claim(statement="Nothing of the kind")
    assert found(typed) == [made.pk]


def test_a_name_is_found_by_its_first_letters_whatever_its_accents() -> None:
    Claimant.objects.create(name="Serguéi Lavrov", slug="ana-ruiz")
    made = claim()
    assert found("sergu") == found("Sergué") == [made.pk]


def test_the_newest_come_first_and_once() -> None:
    one, two = claim(statement="Harbours, harbourings"), claim(statement="A harbour")
    assert found("harb") == [two.pk, one.pk]
    assert len(beginning("harb", Audience.DESK, 1)) == 1


def test_each_audience_finds_its_own() -> None:
    claim(statement="A secret harbour")
    published = published_claim(statement="A public harbour")
    assert found("harb", Audience.READERS) == [published.pk]


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "🙂", ":*", "a & !", "'; --", "x" * 100_000, "%"]
)
def test_any_text_is_answered(text: str) -> None:
    claim()
    assert len(found(text)) <= 10


def test_it_costs_a_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        found("harb")
