"""Numbers as news of each language write them."""

from functools import cache

from tests.benchmarks.populate.dice import Dice

_GROUPS = {"en": ",", "es": ".", "ru": " "}
_POINTS = {"en": ".", "es": ",", "ru": ","}
_MILLIONS = {"en": "million", "es": "millones de", "ru": "млн"}
TABLE_SIZE = 4096


@cache
def amounts(language: str) -> tuple[tuple[str, int], ...]:
    """Return 4096 numbers as they are written, each with its value, small ones most often."""
    dice = Dice(15)
    return tuple(_amount(dice, language) for _ in range(TABLE_SIZE))


def _amount(dice: Dice, language: str) -> tuple[str, int]:
    size = dice.choice((1, 2, 2, 3, 3, 3, 4, 4, 5, 7))
    if size == 7:
        tenths = dice.randint(11, 480)
        written = str(tenths / 10).replace(".", _POINTS[language])
        return f"{written} {_MILLIONS[language]}", tenths * 100_000
    value = dice.randint(12, 99) * 10 ** (size - 1)
    if size == 1 or dice.chance(0.5):
        value += dice.randint(0, 10 ** (size - 1))
    return f"{value:,}".replace(",", _GROUPS[language]), value
