"""What a score is made of, and the reasons told for it."""

import tomllib
from pathlib import Path

import pytest

from factcheck import suggesting
from factcheck.suggesting import Trait, score, score_all
from factcheck.suggesting.phrases import words_in
from factcheck.suggesting.scoring import REASONS, weigh
from factcheck.suggesting.traits import BY_WORDS

LANGUAGES = Path(suggesting.__file__).parent / "languages"
CHECKED = "According to Rostec, staff fell from 1,000 to 40 people in 2018."


def test_a_score_lies_between_nothing_and_one_and_its_reasons_are_few():
    found = score(CHECKED)
    assert 0 < found.score < 1
    assert 0 < len(found.reasons) <= REASONS


def test_a_number_and_attributed_speech_are_told_with_the_words_that_show_them():
    said = {sign.trait: sign.words for sign in score(CHECKED).reasons}
    assert Trait.AMOUNT in said
    assert said[Trait.SPEECH] == "Rostec"


@pytest.mark.parametrize(
    "worse",
    [
        "Do you know how staff fell from 1,000 to 40 people in 2018?",
        "I think that staff fell from 1,000 to 40 people in 2018.",
        "Staff will fall from 1,000 to 40 people.",
        "Thank you all for coming here today.",
    ],
)
def test_questions_opinions_promises_and_thanks_are_worth_less(worse):
    assert score(worse).score < score(CHECKED).score


def test_a_sentence_among_claims_is_worth_more_than_among_questions():
    plain = "The union spoke of it in Lima."
    scores = {
        near: score_all([near, plain, near])[1].score
        for near in (CHECKED, "Do you think so, my friend?")
    }
    low, high = sorted(scores.values())
    assert scores[CHECKED] == high > score(plain).score > low


def test_nothing_is_scored_as_nothing():
    assert score_all([]) == []


def test_every_trait_has_a_weight_or_is_not_looked_for():
    for trait in Trait:
        assert weigh([trait]) != weigh([]), f"{trait} counts for nothing"


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_kind_of_words_has_a_table_in_each_language(language):
    table = tomllib.loads((LANGUAGES / f"{language}.toml").read_text("utf-8"))
    parts = {"number", "scale", "unit", "oneself"}
    assert set(table) == {*BY_WORDS, Trait.SPEECH, Trait.QUESTION, *parts}


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_of_a_table_is_found(language):
    table = tomllib.loads((LANGUAGES / f"{language}.toml").read_text("utf-8"))
    for kind, part in table.items():
        for words in part["words"]:
            sentence = f"— {words.replace('*', 'x')} —"
            assert kind in {one.kind for one in words_in(sentence, language)}, (kind, words)
