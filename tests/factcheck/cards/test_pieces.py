import pytest

from factcheck.cards import fonts
from factcheck.cards.pieces import Style, can_draw, cleaned, is_rtl, pieces

CLAIM = Style(serif=True, weight=600)

needs_shaping = pytest.mark.skipif(
    not fonts.shapes_letters(), reason="this machine has no FriBiDi (Debian: libfribidi0)"
)


def seen(text: str) -> list[tuple[str, str, bool]]:
    return [
        (piece.text, piece.font.name.partition("[")[0], piece.is_rtl)
        for piece in pieces(text, CLAIM, rtl=is_rtl(text))
    ]


def test_orders_to_the_reader_of_directions_are_taken_out() -> None:
    assert cleaned("a\u202egnp.exe\u202c\tb\x00\x1b\nc") == "agnp.exe b c"


@needs_shaping
def test_a_hebrew_line_is_ordered_from_right_to_left_with_its_number_and_its_full_stop() -> None:
    assert is_rtl("היו 17 טון.")
    assert [text for text, _, _ in seen("היו 17 טון.")] == [".", "טון", "17 ", "היו "]


@needs_shaping
def test_latin_words_stay_readable_within_arabic_and_arabic_within_latin() -> None:
    assert [(text, way) for text, _, way in seen("قالت NATO أمس")] == [
        ("أمس", True), (" ", True), ("NATO", False), ("قالت ", True),
    ]  # fmt: skip
    assert [text for text, _, _ in seen("says أمس in May")] == ["says ", "أمس", " in May"]


@needs_shaping
def test_a_line_follows_its_text_whatever_it_begins_with() -> None:
    ordered = [piece.text for piece in pieces("NATO أمس", CLAIM, rtl=True)]
    assert ordered == ["أمس", " ", "NATO"]


def test_each_script_is_set_in_a_font_that_has_it() -> None:
    fonts_of = {name for _, name, _ in seen("Grain 🚢 Зерно 📈")}
    assert fonts_of == {"NotoSerif", "NotoEmoji"}


def test_what_no_font_has_is_known_to_be_so() -> None:
    assert can_draw("Grain", CLAIM)
    assert not can_draw("港は5月に", CLAIM)


def test_without_shaping_joined_scripts_are_not_drawn_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fonts, "shapes_letters", lambda: False)
    assert can_draw("Grain, Зерно", CLAIM)
    assert not can_draw("قالت", CLAIM)
    assert not can_draw("अनाज", CLAIM)
