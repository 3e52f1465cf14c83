from datetime import UTC, datetime

import pytest

from factcheck.cards.contents import card_of, spoken
from factcheck.models import Publication
from tests.factcheck.documents import appearance, claimant, document, quote

WORDS = "The harbour moved more than 17,000 tons of grain in May"


def published(**parts: object) -> Publication:
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    return Publication(number=1, document=document(**parts), published_at=at)


def test_a_card_says_what_the_publication_says() -> None:
    card = card_of(published())
    assert card.claim == WORDS
    assert card.rating == "Mostly true"
    assert card.shape == "mostly-true"
    assert card.claimants == "Ana Ruiz"
    assert card.date == "22 November 2026"
    assert card.newsroom == "Fact desk"


def test_only_verbatim_words_stand_in_quotation_marks() -> None:
    said = [appearance(kind="verbatim", quote=quote(WORDS))]
    assert card_of(published(appearances=said)).claim == f"“{WORDS}”"


def test_whom_the_claimant_cites_is_no_claimant() -> None:
    people = [claimant(), claimant("Ben Okafor", part="cited"), claimant("Eva Wu")]
    assert card_of(published(claimants=people)).claimants == "Ana Ruiz, Eva Wu"
    assert card_of(published(claimants=[])).claimants == ""


def test_a_card_speaks_the_language_of_the_publication_where_the_site_does() -> None:
    spanish = card_of(published(language="es-MX"))
    assert spanish.rating == "Mayormente verdadero"
    assert spanish.date == "22 de noviembre de 2026"
    assert card_of(published(language="sw")).rating == "Mostly true"


@pytest.mark.parametrize(("tag", "language"), [("es", "es"), ("ES-mx", "es"), ("de", "en")])
def test_the_language_is_read_from_the_beginning_of_its_tag(tag: str, language: str) -> None:
    assert spoken({"language": tag}) == language
