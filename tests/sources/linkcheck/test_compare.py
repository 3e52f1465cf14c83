import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.linkcheck.compare import find_passage, likeness
from sources.linkcheck.result import PassageState, Quote
from sources.linkcheck.words import words_of

TEXT = (
    "The president said on Monday that they had removed most of their people from the island, "
    "after long talks.\nThe company cut its staff there from about 1,000 to a few dozen, the "
    "paper wrote. Earlier reports said that most of their people from the island had stayed. "
    "More than 17,000 dollars in gifts were given to the club."
)
ISLAND = "most of their people from the island"
GIFTS = "More than 17,000 dollars in gifts"


def quoted(exact: str, nth: int = 0, context: int = 32) -> Quote:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(exact, start + 1)
    end = start + len(exact)
    return Quote(
        "7", exact, TEXT[max(start - context, 0) : start], TEXT[end : end + context], start
    )


@pytest.mark.parametrize("nth", [0, 1])
def test_context_tells_the_same_words_apart(nth: int) -> None:
    quote = quoted(ISLAND, nth)
    finding = find_passage("New first line.\n" + TEXT, quote)
    assert finding.state is PassageState.PRESENT
    assert quote.start is not None
    assert finding.start == quote.start + 16
    assert finding.exact_now == ISLAND


@pytest.mark.parametrize(
    ("exact", "now"),
    [
        (GIFTS, "More than 18,000 dollars in gifts"),
        (GIFTS, "More than 71,000 dollars in gifts"),
        (GIFTS, "More than 17 million dollars in gifts"),
        (GIFTS, "Less than 17,000 dollars in gifts"),
        (GIFTS, "More than 17,000 euros in gifts"),
        (GIFTS, "More than 17,000 dollars in gift"),
        ("17,000", "17,500"),
        ("17,000", "17,000,000"),
        ("17,000", "117,000"),
        ("about 1,000", "about 1,000.5"),
        ("1,000 to a few dozen", "1,000 to a few thousand"),
        ("a few dozen", "a few thousand"),
        ("had removed", "had not removed"),
    ],
)
def test_a_changed_number_or_word_is_an_edit(exact: str, now: str) -> None:
    finding = find_passage(TEXT.replace(exact, now, 1), quoted(exact))
    assert finding.state is PassageState.EDITED
    assert finding.exact_now == now


@pytest.mark.parametrize("nth", [0, 1])
def test_an_edit_is_seen_although_the_same_words_stand_elsewhere(nth: int) -> None:
    start = quoted(ISLAND, nth).start
    assert start is not None
    edited = TEXT[:start] + "few" + TEXT[start + len("most") :]
    assert find_passage(edited, quoted(ISLAND, nth)).state is PassageState.EDITED
    assert find_passage(edited, quoted(ISLAND, 1 - nth)).state is PassageState.PRESENT


def test_an_edit_is_seen_although_a_teaser_repeats_the_sentence() -> None:
    teaser = TEXT.partition(",")[0] + " | read more"
    edited = TEXT.replace("most of their", "some of their", 1) + "\n" + teaser
    assert find_passage(edited, quoted(ISLAND)).state is PassageState.EDITED


def test_words_in_another_context_have_moved() -> None:
    text = f"Quite another article says that {ISLAND} is a phrase people use.\nIt ends here."
    finding = find_passage(text, quoted(ISLAND))
    assert finding.state is PassageState.MOVED
    assert finding.exact_now == ISLAND


@pytest.mark.parametrize("text", ["", "Nothing of the kind.", TEXT.replace(GIFTS, "Flowers")])
def test_words_that_are_no_longer_there_are_gone(text: str) -> None:
    finding = find_passage(text, quoted(GIFTS))
    assert (finding.state, finding.start, finding.end) == (PassageState.GONE, None, None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" ", "\u00a0"),
        (" ", "  "),
        ("their ", "their\n"),
        ("people", "peo\u00adple"),
        ("people", "\u200bpeople"),
    ],
)
def test_what_an_eye_cannot_see_is_no_change(old: str, new: str) -> None:
    text = TEXT.replace(old, new)
    finding = find_passage(text, quoted(ISLAND))
    assert finding.state is PassageState.PRESENT
    assert finding.exact_now == text[finding.start : finding.end]
    assert finding.exact_now == ISLAND.replace(old, new)


def test_shapes_of_quotes_and_dashes_are_no_change() -> None:
    quote = Quote("1", "\u201cIt\u2019s over\u201d \u2013 he said\u2026", "Then: ", " And left.")
    assert find_passage('Then: "It\'s over" - he said... And left.', quote).state == "present"


def test_a_passage_without_context_is_found_and_its_edit_too() -> None:
    quote = Quote("1", GIFTS)
    assert find_passage(TEXT, quote).state is PassageState.PRESENT
    assert find_passage(TEXT.replace("17,000", "18,000"), quote).state is PassageState.EDITED


def test_a_quote_cut_inside_a_word_is_found_there() -> None:
    assert find_passage(TEXT, quoted("resident said on Mon")).state is PassageState.PRESENT


def test_an_edited_neighbour_leaves_the_passage_present() -> None:
    text = TEXT.replace("were given to the club", "went to a charity for children")
    assert find_passage(text, quoted(GIFTS)).state is PassageState.PRESENT


@given(st.text(), st.text(min_size=1, max_size=20), st.text())
def test_whatever_was_quoted_is_found_in_place(before: str, exact: str, after: str) -> None:
    text = before + exact + after
    quote = Quote("1", exact, before[-32:], after[:32], len(before))
    finding = find_passage(text, quote)
    if finding.start is not None:
        assert finding.exact_now == text[finding.start : finding.end]
    if words_of(exact).text.isalpha():
        assert finding.state is PassageState.PRESENT


def test_likeness_follows_how_much_has_changed() -> None:
    long = " ".join(f"word{number}" for number in range(200))
    assert likeness(long, long) == 1.0
    assert likeness(long, long.upper()) == 1.0
    assert likeness(long, long.replace("word100 ", "")) > 0.95
    assert 0.4 < likeness(long, long[: len(long) // 3]) < 0.6
    assert likeness(long, "nothing of the kind") == 0.0
    assert likeness("", "") == 1.0
    assert likeness("", long) == 0.0


def test_likeness_reads_scripts_without_spaces() -> None:
    text = "これは日本語の長い文章です。人々は島を離れた。"
    assert 0.5 < likeness(text, text.replace("島", "町")) < 1.0


@given(st.text(), st.text())
def test_likeness_is_the_same_both_ways(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0.0 <= likeness(a, b) <= 1.0
