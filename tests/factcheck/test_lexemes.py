"""Words as they are compared."""

import pytest

from factcheck.lexemes import cleaned, configuration_of


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("The U.S. and the U.K.", "The US and the UK"),
        ("U.S.A", "USA"),
        ("at 5 p.m. by J. Smith. He left.", "at 5 pm by J. Smith. He left."),
        ("17,000 and 1.234.567 and 17 000", "17000 and 1234567 and 17000"),
        ("in 2019 500 came, 1.5 million", "in 2019 500 came, 1.5 million"),
        ("1,2345", "1,2345"),
        ("nine-month COVID-19 and/or 2010-2011", "nine month COVID 19 and or 2010 2011"),
        ("#StopTheSteal by @some_one99", "Stop The Steal by some one 99"),
        ("read https://example.org/a-b,now", "read  "),
        ("“Quoted” – it’s…", " Quoted    it's..."),
        ("a\x00b\u200bc\ud800", "a b c "),
        ("ﬁve", "five"),
    ],
)
def test_a_text_is_written_as_its_words_are_compared(written: str, compared: str) -> None:
    assert cleaned(written) == compared


@pytest.mark.parametrize(
    ("language", "configuration"), [("en-GB", "english"), ("ES", "spanish"), ("qu", "simple")]
)
def test_a_language_has_a_configuration(language: str, configuration: str) -> None:
    assert configuration_of(language) == configuration
