"""How worth checking a sentence is: the weights of its traits, added up."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.suggesting.traits import Sign, Trait, signs_of

_TABLE = Path(__file__).parent / "weights.toml"

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
    signs = signs_of(sentence, language)
    return Suggestion(_logistic(weigh(signs)), _reasons(signs.values()))


def weigh(traits: Iterable[Trait]) -> float:
    """Add up the weights of traits: the logarithm of the odds that somebody would check it."""
    bias, weights = _weights()
    return bias + sum(weights.get(trait, 0.0) for trait in traits)


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


@cache
def _weights() -> tuple[float, Mapping[str, float]]:
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    return float(table["bias"]), table["weights"]


def _reasons(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    """Return what speaks for a sentence, the weightiest first."""
    _bias, weights = _weights()
    told = [sign for sign in signs if weights.get(sign.trait, 0) > 0 and sign.trait not in UNTOLD]
    return tuple(sorted(told, key=lambda sign: -weights[sign.trait])[:REASONS])
