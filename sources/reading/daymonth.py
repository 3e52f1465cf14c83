"""Dates in figures, "02.06.19": read only where something tells the day from the month."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from newsroom.dates import FuzzyDate

_FIGURES = re.compile(r"(?<![\d.,/-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])")

_Found = tuple[int, str, int, int]
"""First figure, separator, second figure, year."""


def read_figures(text: str, page: str, language: str) -> tuple[FuzzyDate, str]:
    """Return the first date in figures of a text, and how day and month were told apart.

    `page` is where other dates are looked for, written the same way, that decide the order. The
    date is marked as inferred; it is unknown where there is none or nothing decides.
    """
    found = next(_all(text), None)
    if found is None:
        return FuzzyDate(), ""
    first, mark, second, year = found
    alike = {other for other in _all(page) if other[1] == mark} | {found}
    day_first, reason = _order(alike, mark, language)
    if day_first is None:
        return FuzzyDate(), reason
    day, month = (first, second) if day_first else (second, first)
    try:
        return FuzzyDate.on(year, month, day, inferred=True), reason
    except ValueError:
        return FuzzyDate(), "the date in figures is in no calendar"


def has_figures(text: str) -> bool:
    """Tell whether a text has a date in figures."""
    return next(_all(text), None) is not None


def _all(text: str) -> Iterator[_Found]:
    for first, mark, second, year in _FIGURES.findall(text):
        century = 0 if len(year) == 4 else 2000 if int(year) < 70 else 1900
        if int(first) and int(second):
            yield int(first), mark, int(second), century + int(year)


def _order(alike: Collection[_Found], mark: str, language: str) -> tuple[bool | None, str]:
    """Tell whether the day comes first: by a figure above 12, by closeness, by custom."""
    firsts_big = any(first > 12 for first, *_ in alike)
    seconds_big = any(second > 12 for _, _, second, _ in alike)
    if firsts_big != seconds_big:
        return (
            firsts_big,
            f"the {'day' if firsts_big else 'month'} comes first, as a figure above 12 shows",
        )
    if firsts_big:
        return None, "the dates in figures contradict each other"
    by_day = _spread(date(year, second, first) for first, _, second, year in alike)
    by_month = _spread(date(year, first, second) for first, _, second, year in alike)
    if by_day != by_month:
        chosen = "day" if by_day < by_month else "month"
        return (
            by_day < by_month,
            f"the {chosen} comes first, as the page's other dates lie closest so",
        )
    if mark == "." or language == "es":
        return (
            True,
            f"the day comes first, as is usual {'with dots' if mark == '.' else 'in Spanish'}",
        )
    return None, "nothing tells the day from the month in the date in figures"


def _spread(days: Iterable[date]) -> int:
    ordered = sorted(days)
    return (ordered[-1] - ordered[0]).days
