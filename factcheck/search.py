"""The readers' search: published checks by their words, narrowed by what they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Self

from django.db.models.fields.json import KeyTextTransform

from factcheck.facets import FACETS, Facet, Hit, facets
from factcheck.hits import hits
from factcheck.marking import Piece, marked
from factcheck.models import Check
from factcheck.queries import headlines

MOST = 200
"""So many checks are ranked; whoever finds more than that has asked for too little."""

LONGEST = 300
"""Letters of a search, enough for a post; of a longer text the beginning is looked for."""

LONGEST_VALUE = 100
JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for: words, and how the checks are to be narrowed."""

    words: str = ""
    rating: str = ""
    topic: str = ""
    year: str = ""
    language: str = ""

    @classmethod
    def asked(cls, parameters: Mapping[str, str]) -> Self:
        """Read what an address asks for, whatever it says: words as ``q``, the rest by name."""
        narrowed = {name: _seen(parameters.get(name, ""), LONGEST_VALUE) for name in FACETS}
        return cls(words=_seen(parameters.get("q", ""), LONGEST), **narrowed)

    @property
    def chosen(self) -> dict[str, str]:
        """The facets that are chosen, with their values."""
        return {name: value for name, value in asdict(self).items() if value and name in FACETS}

    @property
    def parameters(self) -> dict[str, str]:
        """What an address says that asks for just this."""
        return ({"q": self.words} if self.words else {}) | self.chosen


@dataclass(frozen=True, slots=True)
class Result:
    """A check as it was found: its claim and our reason, with the words found marked."""

    check: Check
    statement: Sequence[Piece]
    reason: Sequence[Piece]


@dataclass
class Found(Sequence[Result]):
    """The checks that were found, the best first; sliced page by page."""

    wanted: Wanted
    hits: Sequence[Hit]
    is_cut: bool
    """Whether there may be more than are told of."""

    @cached_property
    def facets(self) -> list[Facet]:
        """The ways to narrow what was found. No query."""
        return facets(self.hits, self.wanted.parameters)

    @cached_property
    def _fitting(self) -> list[int]:
        chosen = self.wanted.chosen
        return [hit.check_id for hit in self.hits if hit.fits(chosen)]

    def __len__(self) -> int:
        return len(self._fitting)

    def __getitem__(self, wanted: Any) -> Any:
        """Fetch a page of results. One query on the first page, two on others."""
        return self._results(self._fitting[wanted])

    def _results(self, pks: list[int]) -> list[Result]:
        by_pk: dict[int, Any] = {hit.check_id: hit.headline for hit in self.hits if hit.headline}
        if further := [pk for pk in pks if pk not in by_pk]:
            by_pk |= _fetched(further)
        checks = [by_pk[pk] for pk in pks if pk in by_pk]
        texts = [
            (check.language, text)
            for check in checks
            for text in (check.said["statement"], check.because or "")
        ]
        pieces = marked(texts, self.wanted.words)
        return [Result(*row) for row in zip(checks, pieces[0::2], pieces[1::2], strict=True)]


def _fetched(pks: list[int]) -> dict[int, Any]:
    standing = headlines(Check.objects.standing().filter(pk__in=pks))
    told = standing.annotate(because=KeyTextTransform("reason", "publication__document"))
    return told.in_bulk(pks)


def search(wanted: Wanted) -> Found:
    """Find standing checks by what was published of them. One query, and those of a page."""
    found = hits(wanted.words[:LONGEST], MOST)
    return Found(wanted, found, len(found) == MOST)


def _seen(text: str, longest: int) -> str:
    """Cut a text short and leave out what nobody sees of it, but for what joins letters."""
    shown = (
        letter if letter.isprintable() or letter in JOINERS else " "
        for letter in text[: 2 * longest]
    )
    return " ".join("".join(shown).split())[:longest].strip()
