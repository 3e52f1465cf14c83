"""The readers' search: published checks by their words, narrowed by what they are about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Func, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import get_language

from factcheck.matching import ranked
from factcheck.models import Audience, Check, Rating
from factcheck.queries import headlines

MOST = 1_000
"""So many checks are ranked; whoever finds more than that has asked for too little."""

LONGEST = 200
"""Letters of a search; of a longer text the beginning is looked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader looks for: words, and how the checks are to be narrowed."""

    words: str = ""
    rating: str = ""
    language: str = ""

    def fits(self, rating: str, language: str) -> bool:
        """Tell whether checks with this rating, in this language, are among those wanted."""
        return self.rating in ("", rating) and self.language in ("", language)


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow what was found: its value, what it is called, and how many it leaves."""

    value: str
    label: str
    count: int


@dataclass
class Found(Sequence[Check]):
    """The checks that were found, the best first; sliced page by page."""

    wanted: Wanted
    claims: Sequence[int]
    groups: Sequence[tuple[str, str, str, int]] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        """Tell whether there may be more than are shown."""
        return len(self.claims) == MOST

    @cached_property
    def ratings(self) -> list[Facet]:
        """Count by rating what fits otherwise, the most frequent first."""
        labels = {rating: label for rating, _language, label, _n in self.groups}
        counts: Counter[str] = Counter()
        for rating, language, _label, n in self.groups:
            counts[rating] += n if self.wanted.language in ("", language) else 0
        return [Facet(key, labels[key] or key, n) for key, n in counts.most_common() if n]

    def __len__(self) -> int:
        return sum(
            n for rating, language, _label, n in self.groups if self.wanted.fits(rating, language)
        )

    def __getitem__(self, wanted: Any) -> Any:
        """Fetch a page of checks. One query."""
        return list(self._checks()[wanted])

    def _checks(self) -> QuerySet[Check]:
        place = Func(Value(list(self.claims)), F("claim_id"), function="array_position")
        checks = Check.objects.standing().filter(claim__in=self.claims)
        if self.wanted.rating:
            checks = checks.filter(rating_key=self.wanted.rating)
        if self.wanted.language:
            checks = checks.filter(language=self.wanted.language)
        return headlines(checks).order_by(place)


def search(wanted: Wanted) -> Found:
    """Find standing checks by what was published of them. Two queries, and one for each page."""
    claims = ranked(wanted.words[:LONGEST], Audience.READERS, MOST)
    return Found(wanted, claims, _groups(claims)) if claims else Found(wanted, claims)


def _groups(claims: Sequence[int]) -> list[tuple[str, str, str, int]]:
    """Count checks by rating and language, with the rating's label in the reader's language."""
    label = "label_es" if (get_language() or "").startswith("es") else "label"
    named = Rating.objects.filter(key=OuterRef("rating_key")).values(label)[:1]
    checks = Check.objects.standing().filter(claim__in=claims).order_by()
    grouped = checks.values_list("rating_key", "language", Subquery(named))
    return list(grouped.annotate(n=Count("pk")))
