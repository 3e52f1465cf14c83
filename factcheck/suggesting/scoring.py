"""How worth checking a sentence is: the weights of its traits, added up."""

import math
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.suggesting.traits import Sign, Trait, signs_of

_TABLE = Path(__file__).parent / "weights.toml"

SHARE = 0.1
"""What a sentence takes of the worth of the one before it, and of the one after."""

REASONS = 3
"""Reasons that are told of a sentence, at most."""

UNTOLD = frozenset({Trait.NUMBER_AGAIN, Trait.NAME_AGAIN})
"""Traits that count, and tell a person nothing beside the one they repeat."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How worth checking a sentence is (0 to 1), and why: what counts most for it, first."""

    score: float
    reasons: tuple[Sign, ...]


def score(sentence: str, language: str = "en") -> Suggestion:
    """Judge one sentence. ``language`` is a BCP-47 tag; any text is judged, none is refused."""
    return score_all([sentence], language)[0]


def score_all(sentences: Sequence[str], language: str = "en") -> list[Suggestion]:
    """Judge sentences that follow each other, in their order.

    Claims come in passages: each sentence gains a little, or loses, by its neighbours.
    """
    seen = [signs_of(sentence, language) for sentence in sentences]
    worths = [weigh(signs) for signs in seen]
    return [
        Suggestion(_logistic(_bias() + in_passage(worths, place)), _reasons(signs.values()))
        for place, signs in enumerate(seen)
    ]


def weigh(traits: Iterable[Trait]) -> float:
    """Add up the weights of traits: what they add to the logarithm of the odds of a check."""
    weights = _weights()
    return sum(weights.get(trait, 0.0) for trait in traits)


def in_passage(worths: Sequence[float], place: int) -> float:
    """Return the worth of the sentence at a place among those around it."""
    near = (*worths[max(place - 1, 0) : place], *worths[place + 1 : place + 2])
    return worths[place] + SHARE * sum(near)


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(_TABLE.read_text("utf-8"))


def _bias() -> float:
    return float(_table()["bias"])


def _weights() -> Mapping[str, float]:
    weights: Mapping[str, float] = _table()["weights"]
    return weights


def _reasons(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    """Return what speaks for a sentence, the weightiest first."""
    weights = _weights()
    told = [sign for sign in signs if weights.get(sign.trait, 0) > 0 and sign.trait not in UNTOLD]
    return tuple(sorted(told, key=lambda sign: -weights[sign.trait])[:REASONS])
