"""The order in which an article's sentences are suggested, and what is suggested never."""

import time

import pytest

from factcheck.suggesting import rank
from sources.reading.quote import sentences

CHECKED = (
    "According to the Port Authority, the harbour moved 17,000 tons of grain in May.",
    "The authority has cut its staff from 900 to 340 people since 2015, Rosa Vidal told Reuters.",
)
ENGLISH = f"""The harbour and its grain

By Ana Ruiz

Cranes at the northern pier seen from the lighthouse on a quiet evening (Port Agency)

What will become of the old harbour? I believe that nobody wants to see it closed.

{CHECKED[0]} "We will build a wonderful new pier," said the mayor of Callao, Juan Soto.

{CHECKED[1]} Please let us know what you think.

Let us hope for better days.

Related articles

12 ports that changed the world in 2018

Leave a reply
"""

COMPROBADAS = (
    "Según la Autoridad Portuaria, el puerto movió 17.000 toneladas de grano en mayo.",
    "La autoridad redujo su plantilla de 900 a 340 personas desde 2015, afirmó Rosa Vidal.",
)
SPANISH = f"""El puerto y su grano

Por Ana Ruiz

Grúas del muelle norte vistas desde el faro en una tarde tranquila (Agencia Puerto)

¿Qué será del viejo puerto? Creo que nadie quiere verlo cerrado.

{COMPROBADAS[0]} «Construiremos un muelle maravilloso», dijo el alcalde del Callao, Juan Soto.

{COMPROBADAS[1]} Por favor, díganos qué piensa usted.

Esperemos días mejores.

Artículos relacionados

12 puertos que cambiaron el mundo en 2018

Deja un comentario
"""


def ranked(text: str, language: str = "en") -> list[str]:
    return [text[one.start : one.end] for one in rank(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "best"), [(ENGLISH, "en", CHECKED), (SPANISH, "es", COMPROBADAS)]
)
def test_what_can_be_checked_comes_first_in_english_and_spanish(text, language, best):
    assert set(ranked(text, language)[:2]) == set(best)


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (SPANISH, "es")])
def test_what_stands_beside_the_story_is_never_suggested(text, language):
    found = " ".join(ranked(text, language))
    for words in (
        "Cranes",
        "12 ",
        "reply",
        "comentario",
        "The harbour and",
        "El puerto y su",
        "Por ",
    ):
        assert words not in found


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (SPANISH, "es")], ids=["English", "Spanish"]
)
def test_questions_and_requests_are_not_suggested(text, language):
    found = " ".join(ranked(text, language))
    assert "?" not in found
    assert "Please" not in found
    assert "Por favor" not in found


def test_numbers_and_places_are_those_of_the_sentences():
    spans = sentences(ENGLISH)
    for one in rank(ENGLISH):
        assert spans[one.number - 1] == (one.start, one.end)
    assert rank(ENGLISH, "en", spans) == rank(ENGLISH)


def test_a_sentence_said_again_is_suggested_once():
    said = "Rostec cut its staff in Venezuela to 40 people in 2019."
    assert ranked(f"{said}\n\nThat was on Monday.\n\n{said}") == [said]


def test_words_quoted_of_a_sentence_beside_are_suggested_where_they_stand_whole():
    whole = "The company has withdrawn most of its 900 people from Lima."
    text = f"The mayor said that they had withdrawn “most of its 900 people” from there.\n\n{whole}"
    assert ranked(text) == [whole]


def test_two_quotations_of_the_same_words_do_not_put_each_other_away():
    text = (
        "The mayor said that “most of the 900 people” had left Lima.\n\n"
        "The minister denied that “most of the 900 people” had left Lima."
    )
    assert len(ranked(text)) == 2


@pytest.mark.parametrize("text", ["", "\n\n", "  ", "Menu", "Home\nNews\nSport"])
def test_a_text_without_a_statement_has_no_suggestions(text):
    assert rank(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "He said 10% of A B C. " * 7_000,
        "“a b c d e f g h " * 9_000,
        "A" * 150_000,
        "A " * 75_000,
        "1" * 150_000,
        "1 " * 75_000,
        "1," * 75_000,
        "$ " * 75_000,
        "January 1 " * 15_000,
        "ed " * 50_000,
        "- - " * 37_500,
        "'" * 150_000,
        "is\u00a0to " * 25_000,
        "A.B." * 37_500,
        "ha " * 50_000,
        "(" * 150_000,
        "\n• x" * 37_500,
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_text_keeps_the_ranking_busy(text, language):
    began = time.process_time()
    rank(text[:60_000], language)
    assert time.process_time() - began < 10  # a pattern that runs wild takes minutes
