"""Pages longer than anybody writes them: compared as far as a book goes, at a bounded cost."""

import random
import time
import tracemalloc

import pytest

from sources.linkcheck.compare import LONGEST
from sources.linkcheck.page import Extracted
from sources.linkcheck.reading import _compare, findings_on
from sources.linkcheck.result import PassageState
from tests.sources.linkcheck.looking import CUT, QUOTE, STORY

MB = 2**20
FILLING = "Nothing of note was said that day. "
TOLD = " ".join(STORY)
EDITED = TOLD.replace("1,000", "2,000")


def page_of(text: str) -> Extracted:
    return Extracted(text=text, visible_text=f"{text} Imprint")


def state(text: str) -> PassageState | None:
    findings = findings_on(page_of(text), [QUOTE])
    return findings[0].state if findings else None


def test_an_edit_far_down_a_long_page_is_found() -> None:
    before = FILLING * (LONGEST // len(FILLING) - 100)
    assert state(before + TOLD) is PassageState.PRESENT
    assert state(before + EDITED) is PassageState.EDITED


def test_words_beyond_what_is_compared_are_found_untouched_and_never_called_gone() -> None:
    beyond = FILLING * (LONGEST // len(FILLING) + 1)
    assert state(beyond + TOLD) is PassageState.PRESENT
    assert state(beyond + EDITED) is None


def hostile(kind: str) -> str:
    dice = random.Random(1)
    letters = {"long words": 9, "short words": 3}
    if kind in letters:
        words = ["".join(dice.choices("abcdefgh", k=letters[kind])) for _ in range(20_000)]
        return " ".join(dice.choices(words, k=2 * MB // (letters[kind] + 1)))
    if kind == "Chinese":
        return "".join(chr(dice.randrange(0x4E00, 0x9000)) for _ in range(2 * MB // 3))
    repeated = {"letters": "a b c ", "digits": "1 2 3 ", "the passage": f"{CUT} ", "one word": "a"}
    return repeated[kind] * (2 * MB // len(repeated[kind]))


@pytest.mark.attacks
@pytest.mark.parametrize(
    "kind",
    ["long words", "short words", "letters", "digits", "Chinese", "one word", "the passage"],
)
def test_a_page_of_two_megabytes_is_compared_at_little_cost(kind: str) -> None:
    page, quotes = page_of(hostile(kind)), [QUOTE] * 10
    began = time.thread_time()
    _compare(page, quotes, TOLD, cut=False)
    assert time.thread_time() - began < 3
    tracemalloc.start()
    _compare(page, quotes, TOLD, cut=False)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 70 * MB
