"""Texts nobody writes, at the length of a long article: each is read in time that grows with it."""

from time import process_time

import pytest

from sources.reading.pasted import read_text
from sources.reading.quote import QuoteError, anchor, sentences

STORY = "The harbour moved more than 17,000 tons of grain in May, its master said on Monday. " * 3
LONG = 300_000
TEXTS = {
    "white space in a heading": f"Home{' ' * LONG}News\n\n{STORY}",
    "crumbs": f"{'Home » ' * (LONG // 7)}\n\n{STORY}",
    "one paragraph": "It rained. " * (LONG // 11),
    "one word": "a" * LONG,
    "names": "Ana Ruiz " * (LONG // 9),
    "quotations never closed": "“It is so, she said. " * (LONG // 21),
    "brackets": "(" * LONG,
    "copyright": f"{STORY}\n{'© ' * (LONG // 2)}",
    "dates": f"{'1/2/2020 ' * (LONG // 9)}\n\n{STORY}",
    "blank lines": f"{STORY}{' ' * 9}\n" * 3 + "\n \n" * (LONG // 3) + STORY,
    "full stops": "." * LONG,
    "lines of a letter": "a\n" * (LONG // 2),
}
WILD_S = 10
"""Seconds of work: what grows with the square of the length takes minutes."""


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_is_read_and_cut_into_sentences(text: str) -> None:
    began = process_time()
    read_text(text)
    sentences(text)
    assert process_time() - began < WILD_S


def test_words_that_stand_everywhere_are_looked_for_no_longer_than_anybody_waits() -> None:
    began = process_time()
    with pytest.raises(QuoteError, match="occurs"):
        anchor("a" * 2_000_000, "a" * 1_000_000)
    assert process_time() - began < WILD_S
