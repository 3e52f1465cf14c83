"""What is seen in a sentence, in English and in Spanish."""

import pytest

from factcheck.suggesting import Trait
from factcheck.suggesting.traits import signs_of


def words(sentence: str, trait: Trait, language: str = "en") -> str | None:
    """Return the words that show a trait, or None where it is not seen."""
    sign = signs_of(sentence, language).get(trait)
    return sign.words if sign else None


@pytest.mark.parametrize(
    ("sentence", "language", "amount"),
    [
        ("They moved 17,000 tons of grain.", "en", "17,000 tons"),
        ("Contracts are estimated at 10,000 million euros.", "en", "10,000 million"),
        ("Trade grew by 10% this year.", "en", "10%"),
        ("He paid $1.5 million for it.", "en", "$1.5 million"),
        ("They sent three million tons.", "en", "three million"),
        ("The Lima Group has 14 countries.", "en", "14 countries"),
        ("Se estiman en 10.000 millones de euros.", "es", "10.000 millones"),
        ("El paro subió un 12,5 por ciento.", "es", "12,5 por ciento"),
        ("Envió 600 mil toneladas.", "es", "600 mil"),
    ],
)
def test_a_number_with_a_unit_is_an_amount(sentence, language, amount):
    assert words(sentence, Trait.AMOUNT, language) == amount


@pytest.mark.parametrize(
    "sentence",
    [
        "It happened on June 3rd, 2019.",
        "On 3 June they met in Lima.",
        "El 28 de mayo de 2019 se reunieron.",
        "It began in 2017 and went on.",
        "They met at 14:30 in Lima.",
        "Posted on 2019-06-03 by the editor.",
        "On 03/06/2019 they met.",
        "The S-300 stands near Caracas.",
        "The A380 landed.",
    ],
)
def test_dates_hours_and_model_names_are_no_numbers(sentence):
    signs = signs_of(sentence, "es" if "mayo" in sentence else "en")
    assert Trait.NUMBER not in signs
    assert Trait.AMOUNT not in signs


@pytest.mark.parametrize(
    ("sentence", "language", "who"),
    [
        ("The plan failed, said Ana Ruiz.", "en", "Ana Ruiz"),
        ("According to the Wall Street Journal, staff was cut.", "en", "Wall Street Journal"),
        ("On Monday, Rostec denied the report.", "en", "Rostec"),
        ("Yesterday the minister said that it was so.", "en", "said"),
        ("La planta cerró, según Ana Ruiz.", "es", "Ana Ruiz"),
        ("Ayer, Rostec negó la noticia.", "es", "Rostec"),
    ],
)
def test_attributed_speech_names_who_is_nearest(sentence, language, who):
    assert words(sentence, Trait.SPEECH, language) == who


@pytest.mark.parametrize("sentence", ["I said it before.", "As I have often said, it is so."])
def test_what_speakers_say_of_themselves_is_not_attributed(sentence):
    assert words(sentence, Trait.SPEECH) is None


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The ship left Lima.", "Lima"),
        ("Donald Trump was there.", "Donald Trump"),
        ("But Maduro was there.", "Maduro"),
        ("“The Lima Group has met.", "Lima Group"),
        ("Then the Bank of England closed.", "Bank of England"),
        ("El presidente Nicolás Maduro viajó.", "Nicolás Maduro"),
        ("Ships were there.", None),
        ("On Monday it rained, and I said so.", None),
        ("In June it rained.", None),
    ],
)
def test_names_are_runs_of_capitals_the_first_word_aside(sentence, name):
    assert words(sentence, Trait.NAME) == name


@pytest.mark.parametrize(
    ("trait", "sentence", "language"),
    [
        (Trait.PAST, "They removed most of it.", "en"),
        (Trait.PAST, "Retiraron a casi todos.", "es"),
        (Trait.PAST, "Ha retirado a casi todos.", "es"),
        (Trait.COMPARISON, "It has more than before.", "en"),
        (Trait.SUPERLATIVE, "It is the largest in the world.", "en"),
        (Trait.SUPERLATIVE, "Es la mayor del mundo.", "es"),
        (Trait.DENIAL, "They did not leave.", "en"),
        (Trait.STANCE, "She voted against it.", "en"),
        (Trait.STANCE, "Votó en contra de la ley.", "es"),
        (Trait.COURTESY, "Thank you very much.", "en"),
        (Trait.COMPARISON, "Es mayor que antes.", "es"),
        (Trait.CHANGE, "Crime is rising in cities.", "en"),
        (Trait.CHANGE, "La inflación aumenta cada mes.", "es"),
        (Trait.QUOTATION, "He called it “a great loss for us all”.", "en"),
        (Trait.QUOTATION, "Lo llamó «una pérdida para todos».", "es"),
        (Trait.QUESTION, "Is that so?", "en"),
        (Trait.QUESTION, "¿Es así?", "es"),
        (Trait.QUESTION, "“Why did he do it?”", "en"),
        (Trait.OPINION, "I think it is wonderful.", "en"),
        (Trait.OPINION, "Creo que es maravilloso.", "es"),
        (Trait.FIRST_PERSON, "It was I who did it.", "en"),
        (Trait.PROMISE, "We will build it.", "en"),
        (Trait.PROMISE, "Lo construiremos mañana.", "es"),
        (Trait.CONDITION, "If he withdrew, he was done.", "en"),
        (Trait.CONDITION, "Si se fue, había terminado.", "es"),
        (Trait.SHORT, "That is wrong.", "en"),
    ],
)
def test_a_trait_is_seen(trait, sentence, language):
    assert trait in signs_of(sentence, language)


def test_curly_apostrophes_are_read_and_the_words_shown_as_written():
    assert words("I’ve seen it.", Trait.FIRST_PERSON) == "I’ve"


def test_a_language_without_a_table_is_judged_by_figures_and_names():
    signs = signs_of("La ville de Lyon a perdu 12 % de ses habitants.", "fr-CH")
    assert Trait.AMOUNT in signs
    assert Trait.NAME in signs
    assert Trait.PAST not in signs


@pytest.mark.parametrize("language", ["", "en-GB", "xx", "../en", "es/../en", "\0"])
def test_any_tag_of_a_language_is_taken(language):
    assert Trait.AMOUNT in signs_of("It grew by 10%.", language)


@pytest.mark.parametrize("sentence", ["", " ", "…", "\u00a0", "“", "1", "\u202e\U0001f600"])
def test_next_to_nothing_has_next_to_no_traits(sentence):
    assert set(signs_of(sentence)) <= {Trait.SHORT, Trait.NUMBER}
