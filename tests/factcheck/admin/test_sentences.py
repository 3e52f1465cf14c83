"""An article in numbered sentences, and where the next unclaimed one is."""

import pytest

from factcheck.admin.sentences import next_unclaimed, paragraphs_of
from factcheck.models import Appearance
from sources.models import SourceText
from tests.factories import PRESS_TEXT, claim


def test_sentences_and_the_gaps_between_them_are_the_text() -> None:
    text = SourceText(text="One came.  Two left!\n\nThree stayed.\nFour.")
    paragraphs = paragraphs_of(text, "en", [])
    flat = [one for part in paragraphs for one in part.sentences]
    assert [one.gap for one in flat] == ["  ", "\n\n", "\n", ""]
    assert [[one.number for one in part.sentences] for part in paragraphs] == [[1, 2], [3], [4]]
    whole = "".join("".join(s.words for s in one.stretches) + one.gap for one in flat)
    assert whole == text.text


@pytest.mark.django_db
def test_the_next_sentence_is_one_of_which_nothing_is_claimed() -> None:
    made = claim()
    text = made.appearances.get().source.latest_text
    paragraphs = paragraphs_of(text, "en", Appearance.objects.select_related("passage"))
    assert next_unclaimed(paragraphs, 0) == 1
    assert next_unclaimed(paragraphs, 1) == 3
    assert next_unclaimed(paragraphs, len(PRESS_TEXT)) is None
