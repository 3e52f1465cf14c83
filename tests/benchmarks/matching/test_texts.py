from collections import Counter
from random import Random

from tests.benchmarks.matching.texts import (
    HOSTILE,
    common_words,
    kinds_of_texts,
    mistyped,
    some_words,
)

CLAIM = "Russia has withdrawn most of its military advisers from Venezuela since the summer"


def test_some_words_of_a_claim_are_its_own_in_their_order():
    for seed in range(20):
        words = some_words(CLAIM, Random(seed)).split()
        assert 4 <= len(words) <= 12
        rest = iter(CLAIM.split())
        assert all(word in rest for word in words)
    assert some_words("Russia left", Random(1)) == "Russia left"


def test_a_mistyped_text_has_the_same_letters_in_the_same_words():
    written = [mistyped(CLAIM, Random(seed)) for seed in range(20)]
    assert any(text != CLAIM for text in written)
    for text in written:
        assert [Counter(word) for word in text.split()] == [Counter(w) for w in CLAIM.split()]


def test_the_commonest_words_are_counted_once_a_claim():
    claims = ["vaccine vaccine vaccine", "water kills", "water heals", "Water"]
    assert common_words(claims)[0] == "water"
    assert common_words(claims)[1].startswith("water vaccine")


def test_the_same_seed_asks_the_same_texts():
    kinds = [kinds_of_texts([CLAIM], ["a post"], ["water"], Random(3)) for _ in range(2)]
    assert kinds[0] == kinds[1]
    assert kinds[0].keys() >= {"posts", *HOSTILE}


def test_where_there_are_no_posts_none_are_asked():
    assert "posts" not in kinds_of_texts([CLAIM], [], ["water"], Random(3))
