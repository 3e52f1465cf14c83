"""The vocabulary holds the words of what was published, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import tasks
from factcheck.indexing import Findable
from factcheck.models import Audience, PublishedWord
from factcheck.spelling import mistakes
from factcheck.vocabulary import fold, learn, slips_of
from tests.factories import claim, judged_claim, publish, published_claim
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def words(configuration: str = "english") -> set[str]:
    known = PublishedWord.objects.filter(configuration=configuration)
    return set(known.values_list("word", flat=True))


def test_words_are_learnt_when_they_are_published_and_not_before() -> None:
    draft = judged_claim(statement="The aerodrome was closed")
    claim(statement="The lighthouse was closed")
    assert words() == set()
    publish(draft)
    assert {"aerodrome", "closed", "port", "table"} <= words()  # reason and explanation too
    assert {"ana", "ruiz"} <= words("name")
    assert "lighthouse" not in words()


def test_words_are_kept_as_they_are_written_and_compared_without_accents() -> None:
    learn([Findable(1, Audience.READERS, "es", "La CANCIÓN de los años 17 y 9.000")])
    assert words("spanish") == {"canción", "los", "años"}
    assert PublishedWord.objects.get(word="canción").folded == "cancion"


def test_learning_is_one_query_and_learning_again_changes_nothing() -> None:
    row = Findable(1, Audience.READERS, "en", "The harbour was closed", names="Ana Ruiz")
    learn([row])
    before = list(PublishedWord.objects.order_by("pk").values())
    with sql_sent() as sent:
        learn([row])
    assert len(sent) == 1
    assert list(PublishedWord.objects.order_by("pk").values()) == before


def test_a_word_is_counted_by_the_claims_that_have_it_in_any_form() -> None:
    published_claim(statement="The harbour was closed")
    published_claim(statement="Two harbours were closed")
    claim(statement="A draft on the harbour")
    tasks.recount_words()
    counts = dict(PublishedWord.objects.values_list("word", "entries"))
    assert (counts["harbour"], counts["harbours"], counts["two"]) == (2, 2, 1)
    assert (counts["ana"], counts["authority"]) == (2, 0)  # the text of verdicts is not counted


letters = st.text("abcdé東м", min_size=2, max_size=9)


@given(letters, letters)
def test_words_that_differ_by_one_mistake_have_a_slip_in_common(one: str, other: str) -> None:
    one, other = fold(one), fold(other)
    if mistakes(one, other) <= 1:
        assert slips_of(one, 1) & slips_of(other, 1)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("harbour", "harbour", 0),
        ("harbor", "harbour", 1),
        ("harbuor", "harbour", 1),
        ("harvour", "harbour", 1),
        ("hharbour", "harbour", 1),
        ("arbuor", "harbour", 2),
        ("", "abc", 3),
        ("abc", "", 3),
    ],
)
def test_mistakes_are_letters_left_out_added_changed_or_swapped(
    one: str, other: str, expected: int
) -> None:
    assert mistakes(one, other) == mistakes(other, one) == expected
