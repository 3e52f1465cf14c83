"""What a newsroom says of itself comes from files it keeps."""

from pathlib import Path

from pytest_django import Settings

from newsroom.checks import unread_texts
from newsroom.own_words import own_words


def test_a_text_is_read_in_the_language_of_the_page_else_in_the_sites(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "funding.md").write_text("By readers")
    (tmp_path / "funding.es.md").write_text("Por los lectores")
    (tmp_path / "contact.md").write_text("Write")
    settings.SITE_TEXTS = str(tmp_path)
    spanish = own_words("es")
    assert (spanish["funding"].text, spanish["funding"].language) == ("Por los lectores", "es")
    assert (spanish["contact"].text, spanish["contact"].language) == ("Write", "en")
    assert spanish["corrections"] is None
    assert own_words("en")["funding"].text == "By readers"


def test_nothing_is_said_where_no_folder_is_named(settings: Settings) -> None:
    settings.SITE_TEXTS = ""
    assert set(own_words("en").values()) == {None}


def test_a_folder_that_is_none_is_refused_with_what_belongs_there(tmp_path: Path) -> None:
    (error,) = unread_texts(str(tmp_path / "nowhere"))
    assert "is not a folder" in error.msg
    assert "funding.md" in error.hint


def test_a_misspelled_text_is_refused_and_others_are_not(tmp_path: Path) -> None:
    for name in ("funding.md", "contact.es.md", "fundng.md", "notes.txt"):
        (tmp_path / name).write_text("x")
    (error,) = unread_texts(str(tmp_path))
    assert "fundng.md" in error.msg
    assert "funding.md" in error.hint
    assert unread_texts("") == []
