"""The seed articles: where the claims people split out of them stand among what is suggested."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from factcheck.suggesting import Candidate, rank
from sources.reading.article import Article
from tests.sources.reading import seeds

FIRST = 10
"""Suggestions that an editor sees at first."""

MISSPELT = "Huge Chavez’s rule"
"""Words marked because they are to be quoted with their mistake: no word on their sentence."""


@dataclass
class Standing:
    """An article, how many sentences are suggested, and the ranks of what people marked in it.

    A rank counts from 1; 0 is not suggested at all. ``traps`` are the words nobody is to split.
    """

    number: str
    suggested: int
    claims: dict[str, int] = field(default_factory=dict)
    traps: dict[str, int] = field(default_factory=dict)


@cache
def standings(*, as_copied: bool = False) -> list[Standing]:
    """Rank every seed article: its story as it is read, or all of the page ``as_copied``."""
    return [_standing(number, as_copied=as_copied) for number in seeds.NUMBERS]


def _standing(number: str, *, as_copied: bool) -> Standing:
    article = seeds.read(number)
    ranked = rank(article.raw if as_copied else article.text)
    standing = Standing(number, len(ranked))
    for row in seeds.rows():
        if row["seed"] != number or row["start"] is None or row["exact"] == MISSPELT:
            continue
        place = row["start"] if as_copied else _place_in_story(article, row)
        rank_of = _rank_of(ranked, place, len(row["exact"])) if place is not None else 0
        kind = standing.claims if seeds.is_claim(row) else standing.traps
        kind[row["exact"]] = rank_of
    return standing


def _place_in_story(article: Article, row: dict[str, Any]) -> int | None:
    """Return where words of the page stand in its story, or None where they were left out."""
    kept = [
        place
        for place in _places(article.raw, row["exact"])
        if any(block.kept and block.start <= place < block.end for block in article.blocks)
    ]
    if row["start"] not in kept:
        return None
    return list(_places(article.text, row["exact"]))[kept.index(row["start"])]


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _rank_of(ranked: list[Candidate], place: int, length: int) -> int:
    return next(
        (
            number
            for number, one in enumerate(ranked, 1)
            if one.start < place + length and place < one.end
        ),
        0,
    )
