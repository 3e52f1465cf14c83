"""Reviews by others with the words of a claim."""

import pytest

from factcheck.actions.following import keep_reviews, open_feed
from factcheck.external.alike import reviews_like
from factcheck.external.rating import Scale
from factcheck.external.review import read_review
from tests.factcheck.external.reviews import review
from tests.factories import publisher
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

CLAIM = "The harbour of Porto moved 17,000 tons of grain in May"


def keep(*claims: str) -> None:
    by, scale = publisher(), Scale()
    feed = open_feed(by=by, name="feed")
    reviews = [read_review(review(n, claimReviewed=words), scale) for n, words in enumerate(claims)]
    keep_reviews(by=by, feed=feed, reviews=reviews)


def like(text: str) -> list[str]:
    with sql_sent() as sent:
        found = [one.claim_reviewed for one in reviews_like(text)]
    assert len(sent) == 1
    return found


def test_the_likest_come_first_and_others_not_at_all() -> None:
    keep(
        "The airport of Faro was closed in May",
        "In May, Porto's harbour moved 17,000 tons of wheat",
        CLAIM,
        "Nobody in Lisbon says how many tons of grain the mills bought",
    )
    assert like(CLAIM) == [CLAIM, "In May, Porto's harbour moved 17,000 tons of wheat"]


def test_accents_and_case_do_not_count() -> None:
    keep("La AFIRMACIÓN es de Núñez, según Ávila")
    assert len(like("la afirmacion es de nunez, segun avila")) == 1


@pytest.mark.parametrize(
    "text", ["harbour", "", "🙂", "' & !(", "a\0b", "x" * 5_000, "it " * 3_000]
)
def test_a_text_of_hardly_a_word_is_like_nothing(text: str) -> None:
    keep(CLAIM)
    assert like(text) == []


def test_only_so_many_are_shown() -> None:
    keep(*(f"{CLAIM} of the year {n}" for n in range(2000, 2009)))
    assert len(like(CLAIM)) == 3
