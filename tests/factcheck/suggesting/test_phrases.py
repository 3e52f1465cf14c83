"""Words are found in the tables of a language, and few are remembered."""

import pytest

from factcheck.suggesting.phrases import Seen, _vocabulary, words_in


def kinds(text: str, language: str = "en") -> set[str]:
    return {seen.kind for seen in words_in(text, language)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TAXES", "economy"),
        ("taxpayers", "economy"),
        ("the economy's state", "economy"),
        ("middle-class", "economy"),
        ("according\nto", "speech"),
        ("according\u00a0to", "speech"),
        ("there's no", "denial"),
        ("oil-for-debt", "economy"),
    ],
)
def test_a_word_is_found_however_it_is_written(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"), [("indeed", "past"), ("syntax", "economy"), ("accordingly to", "speech")]
)
def test_what_only_looks_like_a_word_is_none(text, kind):
    assert kind not in kinds(text)


def test_of_one_kind_the_longest_at_a_place_is_found():
    (found,) = (one for one in words_in("percentage points", "en") if one.kind == "scale")
    assert found == Seen("scale", 0, len("percentage points"))


def test_each_language_has_its_words():
    assert "economy" in kinds("los impuestos", "es-MX")
    assert "economy" not in kinds("los impuestos", "en")
    assert not kinds("taxes, impuestos", "fr")


def test_a_word_longer_than_any_in_a_table_is_not_remembered():
    before = _vocabulary("en")._kinds_of.cache_info().currsize
    assert not words_in("tax" + "x" * 100_000, "en")
    assert _vocabulary("en")._kinds_of.cache_info().currsize == before
