"""Words that were found are marked as they are written, in whatever form."""

import pytest

from factcheck.marking import Piece, marked
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


def shown(text: str, asked: str, language: str = "en") -> str:
    (pieces,) = marked([(language, text)], asked)
    assert "".join(piece.text for piece in pieces) == text
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("language", "text", "asked", "expected"),
    [
        ("en", "Two harbours, one port.", "harbour", "Two [harbours], one port."),
        ("en", "“Harbours” he said", "harbour", "“[Harbours]” he said"),
        ("en", "The harbour’s gate", "harbours", "The [harbour’s] gate"),
        ("en", "The harbour closed early", "closing harbours", "The [harbour closed] early"),
        ("en", "About 17,000 tons in May", "17000", "About [17,000] tons in May"),
        ("en", "About 17 000 tons in May", "17,000", "About [17 000] tons in May"),
        ("en", "It was 17.5 %, not 17", "17.5", "It was [17.5] %, not 17"),
        ("en", "The U.S. sent ships", "us ships", "The [U.S.] sent [ships]"),
        ("en", "See #HarbourStrike now", "strike", "See [#HarbourStrike] now"),
        ("en", "A nine-month strike", "months", "A nine-[month] strike"),
        ("en", "The cat and the dog", "the and", "The cat and the dog"),
        ("es", "La canción de los niños", "cancion nino", "La [canción] de los [niños]"),
        ("es", "LAS CANCIONES", "canción", "LAS [CANCIONES]"),
        ("ru", "Кремль отозвал «специалистов»", "специалисты", "Кремль отозвал «[специалистов]»"),
        ("el", "Στην Ελλάδα", "ελλαδα", "Στην [Ελλάδα]"),
        ("ar", "أغلق الميناء", "الميناء", "أغلق [الميناء]"),
        ("ja", "東京 大阪", "大阪", "東京 [大阪]"),
        ("hi", "बंदरगाह बंद था", "बंदरगाह", "[बंदरगाह] बंद था"),
        ("xx", "Plain <b>harbour</b> & co", "harbour", "Plain <b>[harbour]</b> & co"),
        ("en", "", "harbour", ""),
        ("en", "Harbour", "", "Harbour"),
    ],
)
def test_a_word_is_marked_in_whole_as_it_is_written(
    language: str, text: str, asked: str, expected: str
) -> None:
    assert shown(text, asked, language) == expected


def test_a_word_of_another_language_is_another_word() -> None:
    pieces = marked([("en", "It closed"), ("es", "It closed")], "closing")
    assert pieces == [[Piece("It "), Piece("closed", is_found=True)], [Piece("It closed")]]


def test_any_number_of_texts_takes_one_query() -> None:
    with sql_sent() as asked:
        marked([("en", "A harbour"), ("es", "Un puerto")] * 20, "harbour puerto")
    assert len(asked) == 1
