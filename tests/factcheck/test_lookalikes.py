"""Which claims we have a text looks like."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from factcheck.lookalikes import duplicates_of, lookalikes
from factcheck.models import Claim
from tests.factories import claim, judged_claim

pytestmark = pytest.mark.django_db

ROSTEC = "Rostec left only a few dozen specialists in Venezuela"
POST = "only a few dozen Rostec specialists stay in Venezuela"


def found(text: str, **options: Any) -> list[Claim]:
    return [one.claim for one in lookalikes(text, **options)]


def test_a_claim_in_other_words_is_found_with_what_both_say() -> None:
    made = claim(statement=ROSTEC)
    claim(statement="Rosneft gives away 17,000 dollars")
    (one,) = lookalikes(POST)
    assert one.claim == made
    assert one.match.is_same
    assert set(one.match.shared) == {"Rostec", "Venezuela", "dozen", "specialists"}


@pytest.mark.parametrize("text", ["Venezuela", "the moon landing was faked", "", " \n", "🙂"])
def test_what_says_something_else_is_not_shown(text: str) -> None:
    claim(statement=ROSTEC)
    assert found(text) == []


def test_what_is_known_to_be_another_claim_is_left_out() -> None:
    one, other = claim(statement=ROSTEC), claim(statement=ROSTEC + " today")
    assert set(found(POST)) == {one, other}
    assert found(POST, apart=[one.pk]) == [other]


def test_a_claim_and_its_duplicates_are_one() -> None:
    head = claim(statement="Few of the company's people are still in Caracas")
    copies = [claim(statement=f"{ROSTEC} {word}", same_as=head) for word in ("now", "today")]
    assert found(POST) == [head]
    assert found(POST, apart=[head.pk]) == []
    assert found(POST, apart=[copies[0].pk]) == [head]


def test_several_that_say_a_thing_in_their_own_words_do_not_hide_each_other() -> None:
    tails = ("says a bank", "writes the ministry", "after months of talks", "according to unions")
    made = [claim(statement=f"{ROSTEC}, {tail}") for tail in tails]
    assert not any(one.match.is_same for one in lookalikes(POST))
    assert set(found(POST, limit=9)) == set(made)


@pytest.mark.parametrize("text", ["harbour", "the harbour of", "harbours"])
def test_one_word_in_common_is_not_enough(text: str) -> None:
    claim(statement="The harbour")
    assert found(text) == []


def test_no_more_are_shown_than_asked_for_whatever_is_known_to_differ() -> None:
    made = [claim(statement=f"{ROSTEC} {word}") for word in ("now", "today", "again", "still")]
    assert len(found(POST)) == 3
    assert len(found(POST, apart=[one.pk for one in made[:3]])) == 1


def test_a_claim_is_no_duplicate_of_itself_nor_of_what_it_is_known_to_repeat() -> None:
    made = claim(statement=ROSTEC)
    known = claim(statement=ROSTEC + " again", same_as=made)
    likely = claim(statement="In Venezuela a few dozen specialists of Rostec are left")
    assert [one.claim for one in duplicates_of(made)] == [likely]
    assert [one.claim for one in duplicates_of(known)] == [likely]


def test_a_claim_that_only_shares_a_few_words_is_no_likely_duplicate() -> None:
    made = claim(statement="Nine ships were seen off Caracas in 2019 by fishermen who reported it")
    other = claim(statement="Ten thousand soldiers went by ship in the winter of 2019")
    assert found(made.statement, apart=[made.pk]) == [other]
    assert duplicates_of(made) == []


def test_rows_cost_four_queries_however_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for word in ("now", "today", "again"):
        judged_claim(statement=f"{ROSTEC} {word}")
        with django_assert_num_queries(4):
            for one in lookalikes(POST):
                str(one.claim.verdict.rating)
                [str(who.claimant) for who in one.claim.claim_claimants.all()]


def test_a_text_without_words_costs_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert lookalikes(" ") == []
