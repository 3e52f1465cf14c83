"""Names of places, people and firms that nobody has: built of syllables, the same every time."""

from functools import cache

from tests.benchmarks.populate.dice import Dice, by_rank

PLACES = 6000
SURNAMES = 6000
FIRMS = 2000
GIVEN = (
    "Ana; Ivan; Maria; John; Elena; Peter; Olga; David; Lucia; Paul; Irina; Mark; Rosa; Anton; Clara; "
    "Hugo; Vera; Tomas; Nina; Viktor; Laura; Oscar; Julia; Martin; Sofia; Andrei; Marta; Simon; Eva; "
    "Daniel; Alina; Rafael; Inga; Bruno; Tamara; Felix; Carmen; Leon; Diana; Igor; Emma; Nikolai; "
    "Alma; Boris; Celia; Dario; Edith; Fedor; Gloria; Hanna; Jonas; Karin; Lev; Mila; Nora; Otto"
).split("; ")

_ONSETS = ("b br c ch d dr f g gr h j k kl l m n p pr qu r s sh sl st t tr v w z").split()
_VOWELS = "a a a e e e i i o o u ai ea io ou".split()
_CODAS = (" " * 20 + "n r l s n r l s m t k nd rt sk").split(" ")
_PLACE_ENDS = "ville ton mar stad burg ia ona ara field port ford eda isle os grad".split()
_SURNAME_ENDS = "ez ov son er i ic sky man well ard enko es in as el".split()
_FIRM_ENDS = "Energy; Foods; Group; Steel; Logistics; Pharma; Lines; Systems; Bank; Works".split(
    "; "
)

_CYRILLIC = {
    "shch": "щ", "sh": "ш", "ch": "ч", "qu": "кв", "ai": "ай", "ea": "еа", "io": "ио", "ou": "у",
    "a": "а", "b": "б", "c": "к", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и",
    "j": "ж", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р",
    "s": "с", "t": "т", "u": "у", "v": "в", "w": "в", "x": "кс", "y": "ы", "z": "з",
}  # fmt: skip


def _stem(dice: Dice, syllables: int) -> str:
    pick = dice.choice
    return "".join(pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS) for _ in range(syllables))


def _distinct(dice: Dice, number: int, ends: list[str], syllables: int = 2) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        found[(_stem(dice, dice.randint(1, syllables)) + dice.choice(ends)).capitalize()] = None
    return list(found)


@cache
def places() -> tuple[str, ...]:
    """Return a table of places, the first far more often than the last."""
    found = _distinct(Dice(11), PLACES, _PLACE_ENDS)
    return by_rank([f"Port {name}" if n % 29 == 7 else name for n, name in enumerate(found)], 14)


@cache
def surnames() -> list[str]:
    """Return distinct surnames."""
    return _distinct(Dice(12), SURNAMES, _SURNAME_ENDS)


@cache
def people() -> tuple[str, ...]:
    """Return a table of people that articles mention."""
    dice = Dice(13)
    return tuple(f"{dice.choice(GIVEN)} {name}" for name in by_rank(surnames(), 14))


@cache
def firms() -> tuple[str, ...]:
    """Return a table of firms."""
    dice = Dice(14)
    return by_rank(
        [f"{n} {dice.choice(_FIRM_ENDS)}" for n in _distinct(dice, FIRMS, ["a", "o"])], 13
    )


def in_cyrillic(name: str) -> str:
    """Spell a name in Cyrillic letters, roughly as it sounds."""
    return " ".join(_word_in_cyrillic(word) for word in name.split(" "))


def _word_in_cyrillic(word: str) -> str:
    rest, spelled = word.lower(), ""
    while rest:
        taken = next((n for n in (4, 2, 1) if rest[:n] in _CYRILLIC), 1)
        spelled += _CYRILLIC.get(rest[:taken], rest[:taken])
        rest = rest[taken:]
    return spelled.capitalize()
