"""Has this been checked before?"""

import pytest

from factcheck.matching import Match, find
from factcheck.models import Audience, Claim
from seeds.claim_files import read_claims
from tests.factories import claim

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
