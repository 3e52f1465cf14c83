"""Two texts, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.linkcheck.worddiff import Piece, PieceKind, word_diff

BEFORE = "The ministry cut its staff from 1,000 to a few dozen. The minister denied it."
AFTER = "The ministry cut its staff from 2,000 to a few dozen. The minister denied it."
SAME, REMOVED, ADDED, SKIPPED = PieceKind


def told(pieces: list[Piece]) -> str:
    """Write pieces down: -removed-, +added+, (skipped), marks in capitals."""
    signs = {SAME: "{}", REMOVED: "-{}-", ADDED: "+{}+", SKIPPED: "({})"}
    return "".join(
        signs[piece.kind].format(piece.text.upper() if piece.marked else piece.text)
        for piece in pieces
    )


def test_a_changed_number_is_one_removed_and_one_added_piece() -> None:
    assert told(word_diff(BEFORE, AFTER, kept_words=None)) == (
        "The ministry cut its staff from -1,000-+2,000+ to a few dozen. The minister denied it."
    )


@pytest.mark.parametrize(
    ("before", "after", "diff"),
    [
        ("", "", ""),
        ("a", "", "-a-"),
        ("", "a", "+a+"),
        ("one two", "one not two", "one +not +two"),
        ("It fell by 3.5%.", "It fell by 35%.", "It fell by -3.5-+35+%."),
        ("One. Two. Three.", "One. Three.", "One. -Two. -Three."),
        ("島を離れた人々", "島を去った人々", "島を-離れ-+去っ+た人々"),
        ("e\u0301te\u0301", "ete", "-e\u0301te\u0301-+ete+"),
    ],
)
def test_words_are_the_smallest_pieces(before: str, after: str, diff: str) -> None:
    assert told(word_diff(before, after)) == diff


def test_a_new_sentence_is_not_told_as_crumbs_of_the_old_one() -> None:
    assert told(word_diff("Bread and fuel cost more.", "Prices rose and wages fell sharply.")) == (
        "-Bread and fuel cost more-+Prices rose and wages fell sharply+."
    )


def test_cited_words_and_what_took_their_place_are_marked() -> None:
    start = BEFORE.index("from 1,000 to")
    pieces = word_diff(BEFORE, AFTER, [(start, start + len("from 1,000 to"))], kept_words=2)
    assert told(pieces) == (
        "(The ministry cut )its staff FROM -1,000-+2,000+ TO a few( dozen. The minister denied it.)"
    )
    pieces = word_diff("It is so.", "It is not so.", [(0, 8)])
    assert told(pieces) == "IT IS +NOT +SO."


def test_a_mark_may_cut_a_word() -> None:
    assert told(word_diff("resident said", "president said", [(2, 8)])) == (
        "-re--SIDENT-+PRESIDENT+ said"
    )


@given(
    st.text("ab .\n", max_size=60),
    st.text("ab .\n", max_size=60),
    st.tuples(st.integers(0, 60), st.integers(0, 60)),
    st.one_of(st.none(), st.integers(0, 3)),
)
def test_nothing_is_lost(before: str, after: str, mark: tuple[int, int], kept: int | None) -> None:
    pieces = word_diff(before, after, [mark], kept_words=kept)
    assert "".join(piece.text for piece in pieces if piece.kind is not ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind is not REMOVED) == after
    assert all(piece.text for piece in pieces)


@given(st.text(), st.text())
def test_any_text_can_be_compared(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind is not ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind is not REMOVED) == after


def test_long_texts_that_share_nothing_are_replaced_whole() -> None:
    before, after = "one, " * 20_000, "two; " * 20_000
    assert [piece.kind for piece in word_diff(before, after)] == [REMOVED, ADDED]
