"""Which claims lean on a page: as evidence, or as where they were said.

Those that readers see or editors work on, by their working copies: a claim whose correction rests
on another page leans on this one no more. Where the correction was cancelled, readers are led to
this one all the same: a claim that nobody works on leans on what its publication rests on, too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    Case,
    F,
    Func,
    IntegerField,
    Manager,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from factcheck.models import Appearance, Check, Claim, Evidence, Verdict
from factcheck.workflow import OPEN, State
from sources.models import Link

MOST = 100
"""So many claims of a page are counted, for each of the two ways to lean on it."""

MANY = 5
"""Pages that so many claims lean on are sorted alike."""

NAMED = 3
NEEDED = ("statement", "verdict__state", "check_record__withdrawn_at")
"""What is told of a claim that is named: a list names dozens, and verdicts are long."""

CURRENT = (*OPEN, State.PUBLISHED)
_EACH = OuterRef("pk")


@dataclass(frozen=True)
class Leaning:
    """The claims that lean on one page: some of them by name, and how many they are."""

    claims: list[Claim] = field(default_factory=list)
    number: int = 0
    is_cut: bool = False

    @property
    def more(self) -> int:
        """Say how many are not named."""
        return self.number - len(self.claims)


@cache
def is_leaned_on() -> IsNull:
    """Tell links that a current claim leans on, by a look at one claim for each. Made once.

    Not EXISTS: PostgreSQL would read the evidence of all claims first, to have it at hand.
    """
    ways = (_evidence(), _said(), _shown())
    one = Coalesce(*(Subquery(_ids(rows, 1), BigIntegerField()) for rows in ways))
    return IsNull(one, False)  # noqa: FBT003 - a lookup's right side


def count_leaning() -> Any:
    """Count the claims that lean on a link, up to ``MANY`` a way, as an expression to sort by.

    By their working copies alone: of most claims that counts each once.
    """
    return _length(_ids(_evidence(), MANY)) + _length(_ids(_said(), MANY))


def leaning_on(links: Iterable[Link]) -> dict[int, Leaning]:
    """Return for each link (by id) the claims that lean on it, the published named first.

    Of the claims ``NEEDED`` alone is fetched. Two queries, however many links; one where no claim
    leans on any.
    """
    rows = Link.objects.filter(pk__in=[link.pk for link in links]).order_by()
    found = rows.values_list("pk", *_standing(MOST))
    keys = {pk: _published_first(set().union(*ways)) for pk, *ways in found}
    cut = {pk for pk, *ways in found if max(map(len, ways)) >= MOST}
    named = {key for several in keys.values() for key in several[:NAMED]}
    claims = {claim.pk: claim for claim in _told_of(named).only(*NEEDED)}
    return {
        pk: Leaning([claims[key] for key in several[:NAMED]], len(several), pk in cut)
        for pk, several in keys.items()
    }


def claims_leaning_on(link: Link, most: int = MOST) -> list[Claim]:
    """Return the current claims that lean on ``link``, up to ``most`` for each way. Two queries.

    By their keys, in the order in which they are locked.
    """
    first, *others = (
        rows.values_list("claim", flat=True)[:most]
        for rows in (_evidence(link.pk), _said(link.pk), _shown(link.pk))
    )
    return list(claims_by_id(first.union(*others)).values())


def claims_by_id(ids: Iterable[int]) -> dict[int, Claim]:
    """Fetch claims with what is told of them. A query."""
    return {claim.pk: claim for claim in _told_of(ids)}


def _told_of(ids: Iterable[int]) -> QuerySet[Claim]:
    rows = Claim.objects.filter(pk__in=list(ids)).order_by("pk")
    return rows.select_related("verdict", "check_record")


@cache
def _standing(most: int) -> list[ArraySubquery]:
    """Return the keys of claims, for each way to lean on a link. Made once.

    Those of claims that are not published have a minus before.
    """
    is_public = When(state=State.PUBLISHED, then=F("claim"))
    signed = Case(is_public, default=-F("claim"))
    ways = (_evidence(), _said(), _shown())
    return [ArraySubquery(rows.annotate(key=signed).values("key")[:most]) for rows in ways]


def _published_first(keys: Iterable[int]) -> list[int]:
    return [abs(key) for key in sorted(keys, key=lambda key: (key < 0, abs(key)))]


def _evidence(link: Any = _EACH) -> QuerySet[Any]:
    return _current(Evidence.objects, link=link)


def _said(link: Any = _EACH) -> QuerySet[Any]:
    return _current(Appearance.objects, source__link=link)


def _shown(link: Any = _EACH) -> QuerySet[Any]:
    """Keep checks of claims that nobody works on: what readers see is what there is of them."""
    standing: QuerySet[Any] = Check.objects.standing().alias(state=_state())
    return standing.filter(state=State.PUBLISHED, links=link).order_by()


def _current(rows: Manager[Any], **on: Any) -> QuerySet[Any]:
    return rows.alias(state=_state()).filter(state__in=CURRENT, **on).order_by()


def _state() -> Subquery:
    # A look at the verdict alone: by ``claim__verdict`` it would look at the claim as well.
    verdict = Verdict.objects.filter(claim=OuterRef("claim")).order_by()
    return Subquery(verdict.values("state")[:1])


def _ids(rows: QuerySet[Any], most: int) -> QuerySet[Any, Any]:
    return rows.values("claim")[:most]


def _length(ids: QuerySet[Any, Any]) -> Func:
    # Not COUNT: it would read all claims of a page that thousands lean on.
    return Func(ArraySubquery(ids), function="cardinality", output_field=IntegerField())
