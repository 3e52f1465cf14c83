"""Names of places, people and firms that nobody has: built of syllables, the same every time."""

from functools import cache

from tests.benchmarks.populate.dice import Dice, by_rank
from tests.benchmarks.populate.lexicon import lexicon

PLACES = 6000
SURNAMES = 6000
FIRMS = 2000
GIVEN = lexicon("names")["given"]


@cache
def places() -> tuple[str, ...]:
    """Return a table of places, the first far more often than the last."""
    found = _distinct(Dice(11), PLACES, lexicon("names")["place"])
    return by_rank([f"Port {name}" if n % 29 == 7 else name for n, name in enumerate(found)], 14)


@cache
def surnames() -> list[str]:
    """Return distinct surnames."""
    return _distinct(Dice(12), SURNAMES, lexicon("names")["surname"])


@cache
def people() -> tuple[str, ...]:
    """Return a table of people that articles mention."""
    dice = Dice(13)
    return tuple(f"{dice.choice(GIVEN)} {name}" for name in by_rank(surnames(), 14))


@cache
def firms() -> tuple[str, ...]:
    """Return a table of firms."""
    dice, ends = Dice(14), lexicon("names")["firm"]
    found = _distinct(dice, FIRMS, ["a", "o"])
    return by_rank([f"{name} {dice.choice(ends)}" for name in found], 13)


def _distinct(dice: Dice, number: int, ends: list[str]) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        found[(_stem(dice, dice.randint(1, 2)) + dice.choice(ends)).capitalize()] = None
    return list(found)


def _stem(dice: Dice, syllables: int) -> str:
    parts = [lexicon("names")[part] for part in ("onset", "vowel", "coda")] * syllables
    return "".join(dice.choice(part) for part in parts).replace("-", "")


@cache
def _letters() -> dict[str, str]:
    return dict(pair.split(" ") for pair in lexicon("names")["cyrillic"])


def in_cyrillic(name: str) -> str:
    """Spell a name in Cyrillic letters, roughly as it sounds."""
    return " ".join(_word_in_cyrillic(word) for word in name.split(" "))


def _word_in_cyrillic(word: str) -> str:
    letters, rest, spelled = _letters(), word.lower(), ""
    while rest:
        taken = 2 if rest[:2] in letters else 1
        spelled += letters.get(rest[:taken], rest[:taken])
        rest = rest[taken:]
    return spelled.capitalize()
