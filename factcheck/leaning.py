"""Which claims lean on a page: as evidence, or as where they were said.

Those that readers see or editors work on, by their working copies: a claim whose correction rests
on another page leans on this one no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Func, IntegerField, Manager, OuterRef, Q, QuerySet

from factcheck.models import Appearance, Claim, Evidence
from factcheck.workflow import OPEN, State
from sources.models import Link

MOST = 100
"""So many claims of a page are counted, for each of the two ways to lean on it."""

NAMED = 3
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


def is_leaned_on() -> Q:
    """Tell links that a current claim leans on."""
    return Q(Exists(_evidence())) | Q(Exists(_said()))


def count_leaning() -> Any:
    """Count the claims that lean on a link, up to ``MOST`` a way, as an expression to sort by."""
    return _length(_ids(_evidence())) + _length(_ids(_said()))


def leaning_on(links: Iterable[Link]) -> dict[int, Leaning]:
    """Return for each link (by id) the claims that lean on it, the published named first.

    Two queries, however many links; one where no claim leans on any.
    """
    rows = Link.objects.filter(pk__in=[link.pk for link in links]).order_by()
    found = rows.values_list("pk", ArraySubquery(_ids(_evidence())), ArraySubquery(_ids(_said())))
    ids = {pk: sorted({*evidence, *said}) for pk, evidence, said in found}
    cut = {pk for pk, evidence, said in found if max(len(evidence), len(said)) >= MOST}
    claims = claims_by_id({pk for several in ids.values() for pk in several})
    return {
        pk: Leaning(_named(claims, several), len(several), pk in cut) for pk, several in ids.items()
    }


def claims_leaning_on(link: Link, most: int = MOST) -> list[Claim]:
    """Return the current claims that lean on ``link``, up to ``most`` for each way. Three queries.

    By their keys, in the order in which they are locked.
    """
    ids = {
        *_evidence(link.pk).values_list("claim", flat=True)[:most],
        *_said(link.pk).values_list("claim", flat=True)[:most],
    }
    return list(claims_by_id(ids).values())


def claims_by_id(ids: Iterable[int]) -> dict[int, Claim]:
    """Fetch claims with what is told of them. A query."""
    rows = Claim.objects.filter(pk__in=list(ids)).order_by("pk")
    return {claim.pk: claim for claim in rows.select_related("verdict", "check_record")}


def _named(claims: dict[int, Claim], ids: list[int]) -> list[Claim]:
    known = [claims[pk] for pk in ids if pk in claims]
    known.sort(key=lambda claim: (claim.verdict.state != State.PUBLISHED, claim.pk))
    return known[:NAMED]


def _evidence(link: Any = _EACH) -> QuerySet[Any]:
    return _current(Evidence.objects, link=link)


def _said(link: Any = _EACH) -> QuerySet[Any]:
    return _current(Appearance.objects, source__link=link)


def _current(rows: Manager[Any], **on: Any) -> QuerySet[Any]:
    return rows.filter(claim__verdict__state__in=CURRENT, **on).order_by()


def _ids(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    return rows.values("claim")[:MOST]


def _length(ids: QuerySet[Any, Any]) -> Func:
    # Not COUNT: it would read all claims of a page that thousands lean on.
    return Func(ArraySubquery(ids), function="cardinality", output_field=IntegerField())
