"""Tags of languages, as people type them."""

import pytest

from newsroom.languages import read_tag


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("", ""),
        (" en ", "en"),
        ("EN", "en"),
        ("es_mx", "es-MX"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("ca-valencia", "ca-valencia"),
        ("es-419", "es-419"),
    ],
)
def test_a_tag_is_written_as_browsers_know_it(typed: str, tag: str) -> None:
    assert read_tag(typed) == tag


@pytest.mark.parametrize("typed", ["English", "español", "en US", "e", "en-", "en--US", "x" * 40])
def test_what_no_browser_knows_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(ValueError, match="es-MX"):
        read_tag(typed)
