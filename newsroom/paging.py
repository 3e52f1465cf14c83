"""Long lists for readers, stretch by stretch: the hundredth costs what the first does.

Rows are found by where the last stretch ended, never counted or skipped, so an address keeps
showing the same rows however many are added above them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, overload
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Exists, Model, Q, QuerySet, Subquery, Value
from django.http import Http404, HttpRequest

PER_PAGE = 20
LONGEST_NAME = 200  # letters; no row has a longer one


@dataclass(frozen=True, slots=True)
class Order:
    """The newest first by the column ``moment``; ``name`` is what rows are called in addresses."""

    moment: str
    name: str


@dataclass(frozen=True, slots=True)
class Stretch(Sequence[Any]):
    """Some rows of a list, and the queries that lead on: empty where nothing is."""

    rows: Sequence[Any]
    newer: str = ""
    older: str = ""
    asked: str = ""

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        """Return one row, or some."""
        return self.rows[place]

    def __len__(self) -> int:
        """Count the rows of the stretch."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Any]:
        """Walk over the rows."""
        return iter(self.rows)


def stretch_of(
    request: HttpRequest,
    rows: QuerySet[Any],
    order: Order,
    per_page: int = PER_PAGE,
    *,
    narrowed: Mapping[str, str] = MappingProxyType({}),
) -> Stretch:
    """Return the stretch asked for: the first, or the one ``?before=`` or ``?after=`` a row.

    Where less than a stretch is newer, if anything still is, the first is shown. 404 when there is
    no such row, or nothing older, or nothing at all beyond it. ``narrowed`` are the parameters by
    which ``rows`` were narrowed: every link repeats them. One query.
    """
    given = {way: request.GET[way] for way in ("before", "after") if way in request.GET}
    first = rows.order_by(f"-{order.moment}", "-pk")[: per_page + 1]
    if not given:
        return _first(list(first), order, per_page, narrowed)
    if len(given) > 1:
        raise Http404
    ((way, name),) = given.items()
    place = _place(rows.model, order, name)
    beyond = _beyond(rows, order, place, is_older=way == "before")[: per_page + 1]
    if way == "before":
        found = list(beyond)
    else:
        found, newest = _either(beyond, first, place)
        if len(found) <= per_page:
            return _first(newest, order, per_page, narrowed)
    is_more = len(found) > per_page
    if not found:
        raise Http404
    shown = found[:per_page] if way == "before" else found[:per_page][::-1]
    return Stretch(
        shown,
        newer=_leading(order, "after", shown[0], narrowed),
        older=_leading(order, "before", shown[-1], narrowed) if is_more or way == "after" else "",
        asked=f"?{urlencode({**narrowed, **given})}",
    )


def _either(
    beyond: QuerySet[Any], first: QuerySet[Any], place: QuerySet[Any]
) -> tuple[list[Any], list[Any]]:
    """Return what lies beyond a place, and the newest rows for where that is too little.

    One query for both: which of them is wanted is known only afterwards.
    """
    there = Exists(place)
    asked = beyond.annotate(is_beyond=Value(True), is_there=there)  # noqa: FBT003 - SQL
    both = list(asked.union(first.annotate(is_beyond=Value(False), is_there=there), all=True))  # noqa: FBT003
    if not any(row.is_there for row in both):
        raise Http404
    return [row for row in both if row.is_beyond], [row for row in both if not row.is_beyond]


def _first(found: list[Any], order: Order, per_page: int, narrowed: Mapping[str, str]) -> Stretch:
    is_more = len(found) > per_page
    older = _leading(order, "before", found[per_page - 1], narrowed) if is_more else ""
    asked = f"?{urlencode(narrowed)}" if narrowed else ""
    return Stretch(found[:per_page], older=older, asked=asked)


def _place(model: type[Model], order: Order, name: str) -> QuerySet[Any]:
    """Find the row of this name, whether or not the list still has it."""
    if len(name) > LONGEST_NAME:
        raise Http404
    try:
        return QuerySet[Any](model).filter(**{order.name: name, f"{order.moment}__isnull": False})
    except ValidationError as error:
        raise Http404 from error


def _beyond(
    rows: QuerySet[Any], order: Order, place: QuerySet[Any], *, is_older: bool
) -> QuerySet[Any]:
    """Return the rows next to a place, the nearest first; none where there is no such place."""
    than, sign = ("lt", "-") if is_older else ("gt", "")
    at = order.moment
    moment, pk = (Subquery(place.values(column)) for column in (at, "pk"))
    tied = Q(**{at: moment, f"pk__{than}": pk})
    # The first condition says no more than the second, but to an index.
    beyond = rows.filter(Q(**{f"{at}__{than}e": moment}), Q(**{f"{at}__{than}": moment}) | tied)
    return beyond.order_by(f"{sign}{at}", f"{sign}pk")


def _leading(order: Order, way: str, row: Any, narrowed: Mapping[str, str]) -> str:
    return f"?{urlencode({**narrowed, way: getattr(row, order.name)})}"
