"""Anchoring exact words, and cutting a text into sentences, by code points."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.reading.quote import CONTEXT_LENGTH, QuoteError, anchor, sentences

TEXT = (
    "The mayor said that “most of their people” had left 😀 the town.\n\n"
    "On Monday he repeated it: most of their people had gone.\n\n"
    "His counterpart, \u00a0Serguéi Ibáñez, wouldn’t say."
)


def test_anchor_gives_offsets_in_code_points_and_the_words_around() -> None:
    found = anchor(TEXT, "the town")

    assert TEXT[found.start : found.end] == "the town" == found.exact
    assert found.prefix == "ost of their people” had left 😀 "
    assert found.suffix == ".\n\nOn Monday he repeated it: mos"[:CONTEXT_LENGTH]


@pytest.mark.parametrize(
    "hint", [{"prefix": "that “"}, {"suffix": "” had"}, {"start": 21}, {"start": 21, "prefix": "“"}]
)
def test_an_offset_or_the_words_around_tell_two_places_apart(hint: dict[str, str]) -> None:
    assert anchor(TEXT, "most of their people", **hint).start == 21  # type: ignore[arg-type]


def test_words_that_occur_twice_are_refused_with_how_often_and_where() -> None:
    with pytest.raises(QuoteError) as refusal:
        anchor(TEXT, "most of their people")

    assert "occurs 2 times" in str(refusal.value)
    assert "at 21: “" in str(refusal.value)
    assert "repeated it: […] had gone" in str(refusal.value)
    assert refusal.value.places == (21, 91)


def test_overlapping_places_are_counted() -> None:
    with pytest.raises(QuoteError, match="occurs 2 times"):
        anchor("ababa", "aba")


def test_a_long_list_of_places_is_cut_short() -> None:
    with pytest.raises(QuoteError, match=r"occurs 9 times.*and 4 more"):
        anchor("no " * 9, "no")


def test_words_that_stand_everywhere_are_found_by_their_offset_and_by_the_words_around() -> None:
    text = "no " * 1000 + "yes"
    with pytest.raises(QuoteError, match="occurs 200 times or more"):
        anchor(text, "no")
    assert anchor(text, "no", start=2997).start == 2997
    assert anchor(text, "no", suffix=" yes").start == 2997


def test_the_only_place_is_refused_when_the_words_around_it_differ() -> None:
    with pytest.raises(QuoteError, match="does not stand between the words given"):
        anchor(TEXT, "the town", prefix="all over ")


@pytest.mark.parametrize("start", [-1, 0, 20, 22, 9999])
def test_an_offset_that_does_not_hold_the_words_is_refused(start: int) -> None:
    with pytest.raises(QuoteError, match=rf"Offset {start} holds “.*at 21: “"):
        anchor(TEXT, "most of their people", start)


def test_a_right_offset_with_wrong_words_around_is_refused() -> None:
    with pytest.raises(QuoteError, match="does not stand between"):
        anchor(TEXT, "most of their people", 21, suffix=" had gone")


@pytest.mark.parametrize("exact", ["", " \n"])
def test_nothing_selected_is_refused(exact: str) -> None:
    with pytest.raises(QuoteError, match="Select the words first"):
        anchor(TEXT, exact)


def test_words_the_text_does_not_have_are_refused() -> None:
    with pytest.raises(QuoteError, match="does not have the words “nobody left”"):
        anchor(TEXT, "nobody left")


@pytest.mark.parametrize(
    ("exact", "difference"),
    [
        (
            "counterpart,  Serguéi",
            "the text has a no-break space (U+00A0) where the words given have a space (U+0020)",
        ),
        ("counterpart, Serguéi", "the text has a no-break space (U+00A0)"),
        (
            "wouldn't say",
            "“’” (U+2019, right single quotation mark) where the words given have “'” (U+0027",
        ),
        ('that "most', "the text has ““” (U+201C"),
        ("Ibanez", "the text has “á” (U+00E1"),
        (unicodedata.normalize("NFD", "Ibáñez"), "the words given have “a” (U+0061"),
        (
            "the  town",
            "the text has “t” (U+0074, latin small letter t) where the words given have a space",
        ),
        (
            "the\u00ad town",
            "the text has a space (U+0020) where the words given have a soft hyphen (U+00AD)",
        ),
        ("THE TOWN", "at the start the text has “t”"),
        ("the town.\nOn Monday", "the text has a line end where"),
    ],
)
def test_a_near_spelling_is_refused_naming_the_character(exact: str, difference: str) -> None:
    with pytest.raises(QuoteError) as refusal:
        anchor(TEXT, exact)

    assert "not exactly the same" in str(refusal.value)
    assert difference in str(refusal.value)


@given(st.text(min_size=1), st.data())
def test_any_words_of_any_text_are_anchored_where_they_were_selected(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        return

    found = anchor(text, text[start:end], start)

    assert (found.start, found.end) == (start, end)
    assert anchor(text, found.exact, start, found.prefix, found.suffix) == found


@given(st.text(), st.sampled_from(["en", "es-VE", "ru"]))
def test_only_white_space_lies_between_sentences(text: str, language: str) -> None:
    position = 0
    for start, end in sentences(text, language):
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        position = end
    assert not text[position:].strip()


def cut(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


def test_sentences_inside_a_quotation_are_told_apart() -> None:
    assert cut("He asked, “Is it so? Who knows,” and left. “Yes!” she said. Mr. Ek came.") == [
        "He asked, “Is it so?",
        "Who knows,” and left.",
        "“Yes!” she said.",
        "Mr. Ek came.",
    ]


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    assert cut("They asked that “it be resolved.\n\nNobody answered. It rained.") == [
        "They asked that “it be resolved.",
        "Nobody answered.",
        "It rained.",
    ]


def test_headings_stand_alone_and_wrapped_lines_are_joined() -> None:
    assert cut("A heading\nThe mayor left the\ntown. He is\nback.") == [
        "A heading",
        "The mayor left the\ntown.",
        "He is\nback.",
    ]


def test_spanish_is_cut_as_spanish() -> None:
    assert cut("El Sr. Pérez llegó a EE. UU. ayer. «¿De verdad?» dijo.", "es") == [
        "El Sr. Pérez llegó a EE. UU. ayer.",
        "«¿De verdad?» dijo.",
    ]
