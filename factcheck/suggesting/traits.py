"""What can be seen in a sentence that makes it worth checking, or not: traits with a name each.

A trait is there or not, and the words that show it can be pointed at. Nothing is understood: a
sentence with a number and a speaker is worth a look, whether or not it is true.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.suggesting.figures import Figure, figures_in
from factcheck.suggesting.names import names_in
from factcheck.suggesting.phrases import Seen, words_in


class Trait(StrEnum):
    """A trait of a sentence; the values are the keys of the weights and of the word tables."""

    AMOUNT = "amount"
    NUMBER = "number"
    NUMBER_AGAIN = "number_again"
    SPEECH = "speech"
    QUOTATION = "quotation"
    NAME = "name"
    NAME_AGAIN = "name_again"
    PAST = "past"
    COMPARISON = "comparison"
    SUPERLATIVE = "superlative"
    CHANGE = "change"
    EXTENT = "extent"
    CAUSE = "cause"
    TIME = "time"
    ECONOMY = "economy"
    SECURITY = "security"
    PUBLIC_LIFE = "public_life"
    STANCE = "stance"
    TRUTH = "truth"
    DENIAL = "denial"
    LONG = "long"
    SHORT = "short"
    QUESTION = "question"
    FIRST_PERSON = "first_person"
    OUR_SIDE = "our_side"
    SPOKEN_TO = "spoken_to"
    COURTESY = "courtesy"
    OPINION = "opinion"
    PROMISE = "promise"
    CONDITION = "condition"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Sign:
    """A trait seen in a sentence, and the words that show it, where there are words to show."""

    trait: Trait
    words: str = ""


BY_WORDS = (
    Trait.PAST,
    Trait.COMPARISON,
    Trait.SUPERLATIVE,
    Trait.CHANGE,
    Trait.EXTENT,
    Trait.CAUSE,
    Trait.TIME,
    Trait.ECONOMY,
    Trait.SECURITY,
    Trait.PUBLIC_LIFE,
    Trait.STANCE,
    Trait.TRUTH,
    Trait.DENIAL,
    Trait.FIRST_PERSON,
    Trait.OUR_SIDE,
    Trait.SPOKEN_TO,
    Trait.COURTESY,
    Trait.OPINION,
    Trait.PROMISE,
    Trait.CONDITION,
    Trait.SERVICE,
)
"""Traits that a word of their table shows."""

FEWEST_WORDS, MANY_WORDS = 6, 16
NEAR = 60
"""Code points at most between a verb of saying and the name of who said it."""

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_QUOTED = re.compile(r"[“«\"]\s?([^“”«»\"]{12,})[”»\"]")
_OPENING = "“«\"'( "
_CLOSING = "”»\"') "
_APOSTROPHES = str.maketrans("’‘", "''")

Span = tuple[int, int]


def signs_of(sentence: str, language: str = "en") -> Mapping[Trait, Sign]:
    """Return what is seen in a sentence, by trait. ``language`` is a BCP-47 tag."""
    text = sentence.translate(_APOSTROPHES)  # of the same length: places in both are the same
    seen = words_in(text, language)
    names = names_in(text)
    places = {
        **_worded(seen),
        **_figures(figures_in(text, seen)),
        **dict(zip((Trait.NAME, Trait.NAME_AGAIN), names, strict=False)),
        **_said(text, seen, names),
        **dict.fromkeys(_shape(text, seen), (0, 0)),
    }
    return {trait: Sign(trait, sentence[start:end]) for trait, (start, end) in places.items()}


def _worded(seen: Sequence[Seen]) -> dict[Trait, Span]:
    firsts = {one.kind: (one.start, one.end) for one in reversed(seen)}
    return {trait: firsts[trait] for trait in BY_WORDS if trait in firsts}


def _figures(figures: Sequence[Figure]) -> dict[Trait, Span]:
    """See the first number, or better the first that has a unit or a size."""
    if not figures:
        return {}
    again = {Trait.NUMBER_AGAIN: figures[1].span} if len(figures) > 1 else {}
    amount = next((figure for figure in figures if figure.is_amount), None)
    if amount is None:
        return {Trait.NUMBER: figures[0].span, **again}
    return {Trait.AMOUNT: amount.span, **again}


def _said(text: str, seen: Sequence[Seen], names: Sequence[Span]) -> dict[Trait, Span]:
    """See that somebody's words are told, and whose; what speakers say of themselves is not."""
    found: dict[Trait, Span] = {}
    if quoted := _QUOTED.search(text):
        found[Trait.QUOTATION] = quoted.span(1)
    oneself = [one.start for one in seen if one.kind == "oneself"]
    for verb in (one for one in seen if one.kind == Trait.SPEECH):
        if not any(verb.start - NEAR <= place < verb.start for place in oneself):
            return {**found, Trait.SPEECH: _speaker(verb, names)}
    return found


def _speaker(verb: Seen, names: Sequence[Span]) -> Span:
    """Return where the name nearest to a verb of saying stands; the verb itself where none is."""

    def distance(name: Span) -> int:
        return max(name[0] - verb.end, verb.start - name[1], 0)

    near = [name for name in names if distance(name) <= NEAR]
    return min(near, key=distance, default=(verb.start, verb.end))


def _shape(text: str, seen: Sequence[Seen]) -> Iterator[Trait]:
    """See how long the sentence is, and whether it asks."""
    words = sum(1 for _word in _WORD.finditer(text))
    if words < FEWEST_WORDS:
        yield Trait.SHORT
    elif words >= MANY_WORDS:
        yield Trait.LONG
    begun = text.lstrip(_OPENING)
    asked = any(one.kind == Trait.QUESTION and one.start <= len(text) - len(begun) for one in seen)
    if asked or text.rstrip(_CLOSING).endswith("?") or begun.startswith("¿"):
        yield Trait.QUESTION
