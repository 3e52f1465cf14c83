import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.linkcheck.compare import find_passage, likeness, likeness_of_page
from sources.linkcheck.page import Extracted
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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("More than", "more than"),
        ("17,000 dollars", "17\u202f000 dollars"),
        ("dollars in gifts were", "dollars, in “gifts”, were"),
        ("dollars in gifts", "dollars — in gifts —"),
        ("in gifts", "\nin\ngifts"),
    ],
)
def test_case_punctuation_and_typography_are_no_edit(old: str, new: str) -> None:
    finding = find_passage(TEXT.replace(old, new), quoted(GIFTS))
    assert (finding.state, finding.changes) == (PassageState.PRESENT, ())


@pytest.mark.parametrize(
    ("now", "changes"),
    [
        ("More than 18,000 dollars in gifts", (("17,000", "18,000"),)),
        ("More than 1.7000 dollars in gifts", (("17,000", "1.7000"),)),
        ("More than -17,000 dollars in gifts", (("", "-"),)),
        ("More than 17,000% dollars in gifts", (("", "%"),)),
        ("Not more than 17,000 dollars in gifts", ()),
        ("More than 17,000 dollars not in gifts", (("", "not"),)),
    ],
)
def test_a_finding_tells_what_was_changed(now: str, changes: tuple[tuple[str, str], ...]) -> None:
    finding = find_passage(TEXT.replace(GIFTS, now), quoted(GIFTS))
    assert finding.changes == changes
    assert (finding.state is PassageState.EDITED) == bool(changes)


def test_edited_and_moved_words_can_be_anchored_where_they_stand_now() -> None:
    for text in (TEXT.replace("17,000", "18,000"), f"Elsewhere: {GIFTS}, it says there."):
        finding = find_passage(text, quoted(GIFTS))
        proposal = finding.proposal
        assert proposal is not None
        assert text[proposal.start : proposal.end] == proposal.exact == finding.exact_now
        assert text[: proposal.start].endswith(proposal.prefix)
        assert text[proposal.end :].startswith(proposal.suffix)


def test_words_that_are_gone_have_at_most_a_likely_place() -> None:
    told = "Much later a report spoke of more than a few thousand dollars in gifts to some club."
    finding = find_passage(told, quoted("More than 17,000 dollars in gifts were given to the club"))
    assert (finding.state, finding.start, finding.exact_now) == (PassageState.GONE, None, None)
    assert finding.proposal is not None
    assert "dollars in gifts" in finding.proposal.exact
    assert find_passage("Nothing of the kind.", quoted(GIFTS)).proposal is None


def test_long_words_are_known_again_without_their_context() -> None:
    sentence = "The company cut its staff there from about 1,000 to a few dozen, the paper wrote."
    finding = find_passage(
        f"Other words. {sentence.replace('1,000', '3,000')} Yet others.", quoted(sentence)
    )
    assert (finding.state, finding.changes) == (PassageState.EDITED, (("1,000", "3,000"),))


@pytest.mark.parametrize("between", ["Advertisement", "Read more\nOne story\nAnother story"])
def test_lines_between_quoted_paragraphs_change_none_of_their_words(between: str) -> None:
    crossing = "after long talks.\nThe company cut its staff there from about 1,000 to a few dozen"
    page = TEXT.replace("talks.\n", f"talks.\n{between}\n")
    assert find_passage(page, quoted(crossing)).state is PassageState.PRESENT
    edited = find_passage(page.replace("1,000", "2,000"), quoted(crossing))
    assert edited.state is PassageState.EDITED
    inside = TEXT.replace("talks.\n", "talks, they claimed.\n")
    assert find_passage(inside, quoted(crossing)).state is PassageState.EDITED


def test_new_lines_on_both_sides_of_a_passage_are_no_edit_of_it() -> None:
    line = "Earlier reports said that most of their people from the island had stayed."
    page = TEXT.replace(line, f"\nAdvertisement\n{line}\nSign up for our letter")
    assert find_passage(page, quoted(line)).state is PassageState.PRESENT


def test_a_passage_of_three_thousand_letters_is_found_and_its_edit_told() -> None:
    body = " ".join(f"Sentence {n} says that {n * 37} people left town {n}." for n in range(80))
    text = f"Before it all stood this line.\n{body}\nAnd this line comes behind."
    start = text.index("Sentence 0")
    quote = Quote("1", body, text[:start][-32:], text[start + len(body) :][:32], start)
    assert len(body) > 3_000
    assert find_passage("New.\n" + text, quote).state is PassageState.PRESENT
    finding = find_passage(text.replace(" 1480 ", " 1490 "), quote)
    assert (finding.state, finding.changes) == (PassageState.EDITED, (("1480", "1490"),))


@pytest.mark.parametrize(
    ("text", "exact", "now"),
    [
        ("人々は島を離れた。警察は三十人を逮捕した。", "三十人を逮捕", "四十人を逮捕"),
        (
            "غادر الناس الجزيرة. اعتقلت الشرطة ١٢ رجلا في المدينة.",
            "الشرطة ١٢ رجلا",
            "الشرطة ١٣ رجلا",
        ),
        ("คนออกจากเกาะ ตำรวจจับคนสามสิบคนเมื่อวาน", "จับคนสามสิบคน", "จับคนสี่สิบคน"),
        ("लोग द्वीप से चले गए। पुलिस ने तीस लोगों को पकड़ा।", "तीस लोगों को", "बीस लोगों को"),
        ("People left 🌋. “We cried 😭😭” they said.", "We cried", "We cheered"),
    ],
)
def test_every_script_is_read(text: str, exact: str, now: str) -> None:
    start = text.index(exact)
    end = start + len(exact)
    quote = Quote("1", exact, text[max(start - 32, 0) : start], text[end : end + 32], start)
    assert find_passage("\n" + text, quote).state is PassageState.PRESENT
    finding = find_passage(text.replace(exact, now), quote)
    assert finding.state is PassageState.EDITED
    assert finding.exact_now == now


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


def test_a_page_that_only_grew_has_not_drifted() -> None:
    known = " ".join(f"word{number}" for number in range(200))
    more = " ".join(f"other{number}" for number in range(400))
    assert 0.8 < likeness_of_page(known, Extracted(text=f"{known}\n{more}")) < 0.95
    assert likeness_of_page(known, Extracted(text=known)) == 1.0
    assert likeness_of_page(known, Extracted(text=more)) == 0.0
    assert likeness_of_page(known, Extracted(text="")) == 0.0
    assert likeness_of_page("", Extracted(text="")) == 1.0


def test_what_extraction_leaves_out_this_time_still_stands() -> None:
    known = " ".join(f"word{number}" for number in range(200))
    page = Extracted(text="word1 word2 word3 word4", visible_text=f"Menu\n{known}\nImprint")
    assert likeness_of_page(known, page) == 1.0


def test_likeness_reads_scripts_without_spaces() -> None:
    text = "これは日本語の長い文章です。人々は島を離れた。"
    assert 0.5 < likeness(text, text.replace("島", "町")) < 1.0


@given(st.text(), st.text())
def test_likeness_is_the_same_both_ways(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0.0 <= likeness(a, b) <= 1.0
