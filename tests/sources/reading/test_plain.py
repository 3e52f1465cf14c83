"""Making raw text plain, and saying why it cannot be."""

import pytest

from sources.reading.article import ReadingError
from sources.reading.plain import LONGEST_TEXT, decode, normalise_text

SPANISH = (
    "El señor Muñoz llegó a España el miércoles; dijo que «no habrá más cañones». ¿Por qué? "
    "La población de Córdoba creció según el Ministerio de Economía."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_decoded_from_usual_charsets(encoding: str) -> None:
    assert normalise_text(decode(SPANISH.encode(encoding))) == SPANISH


@pytest.mark.parametrize("raw", [b"caf\xe9", b"\xfd\x80 bytes \x81", bytes(range(128, 256))])
def test_a_charset_that_is_not_sure_is_not_guessed(raw: bytes) -> None:
    with pytest.raises(ReadingError, match=r"cannot be decoded.*Save it as UTF-8"):
        decode(raw)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [(b"%PDF-1.7", "a PDF"), (b"PK\x03\x04", "an office document"), (b"\x89PNG", "a picture")],
)
def test_other_files_are_named(raw: bytes, kind: str) -> None:
    with pytest.raises(ReadingError, match=f"{kind}, not text. Open it, copy its text"):
        decode(raw)


def test_only_the_form_of_accents_and_line_ends_changes() -> None:
    raw = "\ufeffJose\u0301 said:\r\n“it\u00a0is”\r\rÅ\u2028ﬁne\u00ad "

    assert normalise_text(raw) == "José said:\n“it\u00a0is”\n\nÅ\u2028ﬁne\u00ad "


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("", "There is no text to read"),
        ("\ufeff \r\n\u00a0", "There is no text to read"),
        ("a\x00b", "NUL characters"),
        ("\x01\x02\x03 a", "binary file"),
        ("a \ud83d b", "half characters"),
        ("a" * (LONGEST_TEXT + 1), "The text has 2,000,001 characters; at most 2,000,000 are read"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(raw: str, sentence: str) -> None:
    with pytest.raises(ReadingError, match=sentence):
        normalise_text(raw)


def test_the_longest_text_is_accepted() -> None:
    assert len(normalise_text("a" * LONGEST_TEXT)) == LONGEST_TEXT
