from urllib.parse import unquote

import pytest

from factcheck.text_fragment import link_to_words

PAGE = "https://press.example.org/a"


def fragment(exact: str, prefix: str = "", suffix: str = "", url: str = PAGE) -> str:
    return link_to_words(url, exact, prefix, suffix).removeprefix(url)


def test_a_short_quote_is_given_whole() -> None:
    assert fragment("more than 17,000 tons") == "#:~:text=more%20than%2017%2C000%20tons"


def test_a_long_quote_is_given_by_its_ends() -> None:
    words = " ".join(f"word{number}" for number in range(40))
    assert unquote(fragment(words)) == (
        "#:~:text=word0 word1 word2 word3 word4,word35 word36 word37 word38 word39"
    )


def test_a_quote_over_two_paragraphs_is_given_by_its_ends() -> None:
    exact = "one two three four five\n\nsix seven eight nine ten eleven"
    assert unquote(fragment(exact)) == (
        "#:~:text=one two three four five,seven eight nine ten eleven"
    )


def test_context_tells_equal_words_apart_and_its_cut_word_is_left_out() -> None:
    made = fragment("of grain", prefix="out harbour moved tons ", suffix=" in May, said th")
    assert unquote(made) == "#:~:text=harbour moved tons-,of grain,-in May, said"


def test_context_of_another_paragraph_is_left_out() -> None:
    made = fragment("Grain", prefix="on Monday.\n\n", suffix="\nThe council")
    assert made == "#:~:text=Grain"


@pytest.mark.parametrize(
    ("sign", "escaped"), [("-", "%2D"), (",", "%2C"), ("&", "%26"), ("#", "%23"), ("%", "%25")]
)
def test_signs_with_a_meaning_are_escaped(sign: str, escaped: str) -> None:
    assert fragment(f"a{sign}b") == f"#:~:text=a{escaped}b"


def test_a_page_with_a_fragment_of_its_own_keeps_it() -> None:
    assert fragment("x", url=f"{PAGE}#top") == ":~:text=x"
