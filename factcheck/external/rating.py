"""Ratings in the words and numbers of others, put on our scale: where it is certain, or not at all.

The word decides, because it is what their readers saw. A number alone counts where its scale is
given, whichever way it runs (https://schema.org/Rating: best may be 1 and worst 5).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from factcheck.models import Rating

_NOT_IN_WORDS = re.compile(r"[\W_]+")
_FAR = Decimal("0.5")
_DIGITS = 6  # before the point, and after it: others are on no scale
_FINEST = Decimal(10) ** -_DIGITS


class Given(NamedTuple):
    """A rating as somebody gave it; texts, empty where there is nothing."""

    word: str = ""
    value: str = ""
    best: str = ""
    worst: str = ""

    @property
    def in_words(self) -> str:
        """Write it as it was given: “Falso · 5 (5–1)”, from worst to best."""
        number = self.value
        if self.value and (self.best or self.worst):
            number = f"{self.value} ({self.worst or '?'}–{self.best or '?'})"
        return " · ".join(part for part in (self.word, number) if part)[:300]

    @property
    def place(self) -> Decimal | None:
        """Where on its scale it is, from 0 (worst) to 1; None where that is not told."""
        value, best, worst = map(_number, (self.value, self.best, self.worst))
        if value is None or best is None or worst is None or best == worst:
            return None
        place = (value - worst) / (best - worst)
        return place if 0 <= place <= 1 else None

    @property
    def steps(self) -> Decimal | None:
        """How many steps its scale has from end to end."""
        best, worst = _number(self.best), _number(self.worst)
        return None if best is None or worst is None else abs(best - worst)


class Scale:
    """Our scale, as others' words and numbers mean it. One query, when it is made."""

    def __init__(self) -> None:
        """Read the ratings there are, those no longer in use as well."""
        ratings = {rating.key: rating for rating in Rating.objects.all()}
        self.by_word = {
            folded(word): ratings[key]
            for key, words in _table().items()
            for word in words
            if key in ratings
        }
        for rating in ratings.values():  # the newsroom's own labels before the table
            self.by_word |= dict.fromkeys(_labels(rating), rating)
        valued = {r.value: r for r in ratings.values() if r.value is not None}
        self.best, self.worst = max(valued, default=1), min(valued, default=0)
        self.by_place = {self.place(value): rating for value, rating in valued.items()}

    def place(self, value: int) -> Decimal:
        """Return where a number of ours is, from 0 (worst) to 1."""
        return Decimal(value - self.worst) / max(self.best - self.worst, 1)

    def read(self, given: Given) -> tuple[Rating | None, str]:
        """Return the rating of ours, if one is meant for sure, and what is odd about theirs."""
        word = folded(given.word)
        rating = self.by_word.get(word)
        place = given.place
        if rating is not None and self._contradicts(place, rating):
            return rating, _("The number says otherwise than the word; the word counts.")
        if rating is not None or not given.value:
            return rating, ""
        if place is None:
            return None, _("The number is on no scale: %s.") % given.in_words
        if word and word != folded(given.value):
            return None, ""  # a word we do not know is not what its number says
        is_ours = given.steps == self.best - self.worst
        return (self.by_place.get(place) if is_ours or place in (0, 1) else None), ""

    def _contradicts(self, place: Decimal | None, rating: Rating) -> bool:
        if place is None or rating.value is None:
            return False
        return abs(place - self.place(rating.value)) > _FAR


def folded(word: str) -> str:
    """Return a word without case, accents and punctuation."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return _NOT_IN_WORDS.sub(" ", plain).strip()


def _labels(rating: Rating) -> Iterable[str]:
    return [folded(label) for label in (rating.label, rating.label_es) if folded(label)]


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", ".").strip())
    except InvalidOperation:
        return None
    # Compared by its exponent: arithmetic with 1e9999999 raises.
    is_on_a_scale = number.is_finite() and number.adjusted() < _DIGITS
    return number.quantize(_FINEST) if is_on_a_scale else None


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("ratings.toml").read_text("utf-8"))
