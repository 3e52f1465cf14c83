"""Has this been checked before?"""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from factcheck.matching import Match, find, ranked
from factcheck.matching.ranking import BEFORE_COUNTS, FAR, rank
from factcheck.models import Audience, Claim, SearchEntry
from factcheck.posts import Post
from seeds.claim_files import read_claims
from tests.factories import claim, published_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded() -> dict[str, int]:
    """The newsroom's first claims, by name."""
    seeds = read_claims()
    return {seed.name: claim(statement=seed.statement, summary=seed.summary).pk for seed in seeds}


def best(text: str) -> Match:
    return find(text, Audience.DESK)[0]


def statement(match: Match) -> str:
    return Claim.objects.get(pk=match.claim_id).statement


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ("Trump: Russia took most of its people out of Venezuela", ("Russia", "people")),
        ("Rosneft gifts 17,000 dollars", ("Rosneft", "17,000")),
        ("only a few dozen Rostec staff left", ("Rostec", "few dozen")),
        ("Serguei Lavrov Trujillo meeting", ("Lavrov", "Trujillo")),
    ],
)
def test_what_was_checked_is_found_in_other_words(
    seeded: dict[str, int], post: str, words: tuple[str, ...]
) -> None:
    match = best(post)
    assert all(word in statement(match) for word in words)
    assert match.is_same


@pytest.mark.parametrize("post", ["the moon landing was faked", "Venezuela", "", "the of"])
def test_what_was_not_checked_is_not_claimed_to_be(seeded: dict[str, int], post: str) -> None:
    assert not any(match.is_same for match in find(post, Audience.DESK))


def test_the_words_in_common_are_told_as_the_text_writes_them() -> None:
    claim(statement="Rostec left a few dozen specialists in Venezuela", language="en")
    shared = best("#Rostec “specialist” in Venezuela, they said").shared
    assert set(shared) == {"Rostec", "specialist", "Venezuela"}


def test_a_lookalike_of_the_right_claim_does_not_hide_it() -> None:
    words = "Rostec left a few dozen specialists in Venezuela"
    twice = [claim(statement=words), claim(statement=f"{words} again")]
    claim(statement="Another company left Venezuela")
    match = best("Rostec left just a few dozen specialists there")
    assert match.claim_id in [one.pk for one in twice]
    assert match.is_same


def test_a_claim_that_was_checked_many_times_is_still_found_for_sure() -> None:
    words = "Rostec left a few dozen specialists in Venezuela"
    for ending in ("", " again", " in May", " too"):
        claim(statement=words + ending)
    assert best("Rostec left just a few dozen specialists there").is_same


def test_small_words_find_nothing_in_another_language_either() -> None:
    claim(statement="El ministro citó «The Return of the King and the Queen»", language="es")
    claim(statement="The harbour of Alicante was closed", language="en")
    assert not find("the of and", Audience.DESK)
    assert find("the return of the queen", Audience.DESK)[0].shared == ("return", "queen")


def test_an_entry_is_never_found_by_another_audience() -> None:
    made = published_claim(statement="The harbour was closed for forty days")
    SearchEntry.objects.filter(audience=Audience.DESK).delete()
    SearchEntry.objects.filter(claim=made).update(audience=Audience.DESK)  # its postings stay
    assert not find("harbour closed", Audience.READERS)
    assert not ranked("harbour closed", Audience.READERS, 10)


def test_of_equal_claims_the_one_checked_when_the_post_was_written_comes_first() -> None:
    now, then = [claim(statement=f"The harbour of {town} was closed") for town in ("A", "B")]
    SearchEntry.objects.filter(claim=then).update(checked_on=date(2016, 3, 1))
    post = "The harbour was closed"
    assert find(post, Audience.DESK, said_on=date(2016, 2, 25))[0].claim_id == then.pk
    assert best(f"{post} — Ann (@ann) February 25, 2016").claim_id == then.pk
    assert find(post, Audience.DESK, said_on=timezone.now().date())[0].claim_id == now.pk


def test_a_check_is_the_less_near_the_later_it_is_and_seldom_older_than_the_post() -> None:
    claim(statement="The harbour was closed")

    def nearness(days: int | None) -> float | None:
        on = None if days is None else date(2016, 2, 25) + timedelta(days)
        SearchEntry.objects.update(checked_on=on)
        (one,) = rank(Post("harbour closed", said_on=date(2016, 2, 25)), Audience.DESK, 10)
        return one.nearness

    assert nearness(0) == 1
    later = [nearness(days) or 0 for days in (0, 1, 7, 30, FAR - 1)]
    assert later == sorted(set(later), reverse=True)
    assert nearness(-1) == nearness(BEFORE_COUNTS)
    assert nearness(FAR) == nearness(9_000) == nearness(-9_000) == 0
    assert nearness(None) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "a", "the of and", "🙂", "\x00", "\ud800", "'; DROP TABLE x; --"),
        *("a & | ! <-> (b:*", "венесуэла ベネズエラ فنزويلا", "-" * 5_000, "x" * 100_000),
        *("word " * 20_000, "é\u0301" * 3_000, " (@" * 2_000, "1,000" * 3_000),
    ],
)
def test_any_text_is_answered(text: str) -> None:
    claim()
    assert len(find(text, Audience.DESK)) <= 10
    assert len(ranked(text, Audience.DESK, 1_000)) <= 1_000


def test_a_match_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    claim()
    with django_assert_num_queries(1):
        find("Rosneft gifts 17,000 dollars", Audience.DESK)
