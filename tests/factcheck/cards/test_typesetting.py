import pytest

from factcheck.cards.pieces import Style, cleaned
from factcheck.cards.typesetting import fitted, width_of

CLAIM = Style(serif=True, weight=600)
ROOM = {"width": 1000, "height": 300, "largest": 80, "smallest": 28}


@pytest.mark.parametrize(
    "text",
    [
        "Grain fell.",
        "The harbour moved more than 17,000 tons of grain in May",
        "word " * 100,
        "W" * 500,
        "Порт перевёз более 17 000 тонн зерна в мае",
    ],
)
def test_no_line_is_wider_than_its_room_and_no_block_higher(text: str) -> None:
    block = fitted(cleaned(text), CLAIM, **ROOM)
    assert all(width_of(line, CLAIM, block.size) <= ROOM["width"] for line in block.lines)
    assert len(block.lines) * block.leading <= ROOM["height"]
    assert 28 <= block.size <= 80


def test_words_shrink_before_any_is_left_out() -> None:
    text = cleaned("The harbour moved more than 17,000 tons of grain in May, said Ana Ruiz. " * 4)
    block = fitted(text, CLAIM, **ROOM)
    assert " ".join(block.lines) == text
    assert block.size < 80


def test_what_never_fits_ends_with_an_ellipsis() -> None:
    block = fitted("word " * 400, CLAIM, **ROOM)
    assert block.lines[-1].endswith("…")
    assert not any(line.endswith("…") for line in block.lines[:-1])


def test_a_long_word_is_cut_between_characters_and_never_inside_one() -> None:
    block = fitted("e\u0301" * 300, CLAIM, **ROOM)
    assert not any(line.startswith("\u0301") for line in block.lines)


def test_a_number_is_not_torn_at_its_narrow_space() -> None:
    lines = fitted(cleaned("tons " * 9 + "17\u202f000"), CLAIM, **ROOM).lines
    assert any("17\u202f000" in line for line in lines)
