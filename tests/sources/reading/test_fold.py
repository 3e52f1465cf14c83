import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.reading.fold import fold, fold_words


@given(st.text())
def test_folding_knows_the_way_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origin)
    assert sorted(folded.origin) == folded.origin
    assert fold(folded.text).text == folded.text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("\u201cIt\u2019s over\u201d \u2013 he said\u2026", '"It\'s over" - he said...'),
        ("two\u00a0 \nwords", "two words"),
        ("peo\u00adple\u200b", "people"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_what_an_eye_cannot_see_is_folded(text: str, folded: str) -> None:
    assert fold_words(text) == folded
