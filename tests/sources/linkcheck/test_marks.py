import time
from collections.abc import Callable

import pytest

from sources.linkcheck.marks import unpiled
from sources.linkcheck.page import tidy
from sources.linkcheck.signatures.wording import fold
from sources.linkcheck.words import words_of
from sources.reading.plain import normalise_text

PILE = "\u0344\u0315" * 16_000
PARTED = ("\u0344\u0315" * 14 + "\u200d") * 1_200


@pytest.mark.parametrize("text", ["Plain", "a\u0301", "\u1112\u1161\u11ab", "\u05d1\u05bc\u0591"])
def test_words_as_people_write_them_are_left_alone(text: str) -> None:
    assert unpiled(text) == text


def test_thirty_accents_are_enough() -> None:
    assert unpiled(f"a{PILE}b{PILE}") == f"a{PILE[:30]}b{PILE[:30]}"


@pytest.mark.parametrize("read", [tidy, words_of, fold, normalise_text])
@pytest.mark.parametrize("pile", [PILE, PARTED])
def test_a_pile_of_accents_costs_no_more_than_its_length(
    read: Callable[[str], object], pile: str
) -> None:
    began = time.process_time()
    read(f"Some words and a{pile}")
    assert time.process_time() - began < 0.5
