"""Texts to ask for: what people write of claims, words that are everywhere, and what does harm."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

FEWEST, MOST = 4, 12
COMMON = (1, 3, 10, 40)
AGAIN = 5

HOSTILE = {
    "empty": "",
    "one letter": "a",
    "stop words": "it is not that they were and so on, but then again",
    "100 KB of other words": " ".join(f"word{number}" for number in range(11_000)),
    "100 KB without a space": "x" * 100_000,
    "emoji": "\U0001f637\U0001f489\U0001f1fb\U0001f1ea" * 200,
    "NUL": "the\x00vaccine\x00 was\x00",
    "tsquery syntax": "vaccine & !(deaths | <-> ':*) \\' :AB <2> ((",
    "mixed scripts": "Лавров said 疫苗 ist τοξικό और لقاح 12\u00a0000 times",
}


def some_words(claim: str, dice: Random) -> str:
    """Write a few words of a claim, in their order: at least four, or all."""
    words = claim.split()
    if len(words) <= FEWEST:
        return claim
    chosen = dice.sample(range(len(words)), dice.randint(FEWEST, min(MOST, len(words))))
    return " ".join(words[place] for place in sorted(chosen))


def mistyped(text: str, dice: Random) -> str:
    """Swap two letters in about one word of four that has more than three."""
    return " ".join(
        _swapped(word, dice.randrange(1, len(word) - 1)) if _slips(word, dice) else word
        for word in text.split()
    )


def _slips(word: str, dice: Random) -> bool:
    return len(word) > 3 and dice.random() < 0.25


def _swapped(word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def common_words(claims: Iterable[str]) -> list[str]:
    """Write the words that most claims have as a text of one, of three, of ten and of forty."""
    counted: Counter[str] = Counter()
    for claim in claims:
        counted.update({word.lower() for word in re.findall(r"[^\W\d_]{4,}", claim)})
    ordered = [word for word, _ in counted.most_common(max(COMMON))]
    return [" ".join(ordered[:many]) for many in COMMON]


def kinds_of_texts(
    claims: Sequence[str], posts: Sequence[str], common: Sequence[str], dice: Random
) -> dict[str, list[str]]:
    """Make texts of every kind from claims, posts and common words; of some there are none.

    Kinds of few texts have each of them several times.
    """
    few = [some_words(claim, dice) for claim in claims]
    made = {
        "whole claims": list(claims),
        "some words of a claim": few,
        "the same, mistyped": [mistyped(text, dice) for text in few],
        "posts": list(posts),
        "the commonest words": list(common) * AGAIN,
    }
    made |= {kind: [text] * AGAIN for kind, text in HOSTILE.items()}
    return {kind: texts for kind, texts in made.items() if texts}
