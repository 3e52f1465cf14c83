"""Dates as a newsroom knows them: to the minute, the day, the month, the year, or not at all.

A date is stored in two columns, a moment and its precision. Everything finer than the precision is
cut off, and whatever is coarser than a minute is a date of the UTC calendar, so that "2019-06-03"
stays the third of June in every time zone.
"""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import Self

from babel.dates import format_date, get_day_names, get_month_names


class Precision(StrEnum):
    """How exactly a date is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


LARGEST_OFFSET = timedelta(hours=14)
"""Of any place on Earth; the database takes a little more, Python much more."""

LOCALES = {"en": "en_GB", "es": "es"}
"""Languages dates are written and read in, and the Babel locale of each."""

_ISO_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
_WORD_FORMATS = {Precision.YEAR: "y", Precision.DAY: "long", Precision.MINUTE: "long"}
_MONTH_AND_YEAR = {"en_GB": "MMMM y", "es": "MMMM 'de' y"}
_UNKNOWN_WORDS = {"en_GB": "date unknown", "es": "fecha desconocida"}


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A moment and how much of it is known.

    Raises ValueError when the two contradict each other, the moment carries no time zone, or its
    year is so far off that some time zone's calendar would not have it.
    """

    value: datetime | None = None
    precision: Precision = Precision.UNKNOWN
    inferred: bool = False

    def __post_init__(self) -> None:
        precision = Precision(self.precision)
        object.__setattr__(self, "precision", precision)
        if (self.value is None) != (precision is Precision.UNKNOWN):
            raise ValueError("A date has a value exactly when its precision is not “unknown”.")
        if self.value is not None:
            object.__setattr__(self, "value", _cut(self.value, precision))

    @classmethod
    def on(
        cls, year: int, month: int | None = None, day: int | None = None, *, inferred: bool = False
    ) -> Self:
        """Return the day, the month or the year named; ValueError when no calendar has it."""
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        return cls(datetime(year, month or 1, day or 1, tzinfo=UTC), precision, inferred)

    def iso(self) -> str | None:
        """Return ISO 8601 at the known precision ("2019-06"), or None when unknown."""
        if self.value is None:
            return None
        if self.precision is Precision.MINUTE:
            return self.value.isoformat(timespec="minutes")
        return self.value.isoformat()[: _ISO_LENGTHS[self.precision]]

    def words(self, language: str = "en", zone: tzinfo = UTC) -> str:
        """Return the date for people: "3 June 2019", "junio de 2019", "date unknown".

        `zone` is where a time of day is told; a date without one is the same everywhere.
        """
        locale = LOCALES.get(language.partition("-")[0], LOCALES["en"])
        if self.value is None:
            return _UNKNOWN_WORDS[locale]
        pattern = _WORD_FORMATS.get(self.precision, _MONTH_AND_YEAR[locale])
        if self.precision is not Precision.MINUTE:
            return written(self.value.date(), pattern, locale)
        moment = self.value.astimezone(zone)
        return f"{written(moment.date(), pattern, locale)}, {moment:%H:%M} {moment:%Z}"


UNKNOWN_DATE = FuzzyDate()


@lru_cache(maxsize=10_000)
def written(day: date, pattern: str, locale: str) -> str:
    """Write a day by a pattern of Babel. A page has twenty, and thousands of pages have the same.

    https://babel.pocoo.org/en/latest/dates.html#pattern-syntax
    """
    return format_date(day, pattern, locale=locale)


def _cut(value: datetime, precision: Precision) -> datetime:
    """Drop from the moment what the precision does not know."""
    offset = value.utcoffset()
    if offset is None:
        raise ValueError("A date needs a time zone: give an aware datetime.")
    if not MINYEAR < value.year < MAXYEAR:
        raise ValueError("The year is at the very end of the calendar.")
    if abs(offset) > LARGEST_OFFSET:
        raise ValueError("No time zone is that far from UTC.")
    if precision is Precision.MINUTE:
        return value.replace(second=0, microsecond=0)
    value = value.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if precision is Precision.DAY:
        return value
    return value.replace(day=1, month=value.month if precision is Precision.MONTH else 1)


def _month_numbers() -> dict[str, int]:
    """Return the number of each month by its names, full and short, in every known language."""
    numbers = {"sept": 9}
    for locale in ("en_US", *LOCALES.values()):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                numbers[name.lower().rstrip(".")] = number
    return numbers


MONTHS = _month_numbers()
"""The number of each month by its name in lower case, full and short, in every known language."""

WEEKDAYS = tuple(
    name.lower() for locale in LOCALES.values() for name in get_day_names(locale=locale).values()
)

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|º)?"
_ISO_DAY = r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"

WRITTEN_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+(?:de\s+|of\s+)?{_MONTH},?\s+(?:de\s+|del\s+)?{_YEAR}",
        rf"\b{_MONTH},?\s+(?:de\s+|del\s+)?{_YEAR}",
        rf"(?<!\d){_ISO_DAY}(?!\d)",
    )
)
"""Dates no reader can mistake, most exact first; groups: year, month and perhaps day."""

_TYPED_NUMBERS = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_TYPED_MOMENT = re.compile(
    rf"{_ISO_DAY}[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
_WEEKDAY = re.compile(rf"^(?:{'|'.join(WEEKDAYS)}),?\s+", re.IGNORECASE)


def parse(text: str, zone: tzinfo = UTC) -> FuzzyDate:
    """Read a date as an editor types it; nothing typed is an unknown date.

    Reads "2019-06-03", "2019-06", "2019", "2019-06-03 14:30" (in `zone` unless the text names an
    offset), "3 June 2019", "June 3, 2019" and "3 de junio de 2019". Raises ValueError with a
    sentence for anything else, above all for days and months in figures whose order is unclear.
    """
    text = _WEEKDAY.sub("", " ".join(text.split()))
    if not text:
        return FuzzyDate()
    try:
        if _TYPED_MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
            return FuzzyDate(moment, Precision.MINUTE)
        for pattern in (_TYPED_NUMBERS, *WRITTEN_DATES):
            if match := pattern.fullmatch(text):
                return from_match(match)
    except ValueError:
        raise ValueError(f"There is no such date as “{text}”.") from None
    raise ValueError(
        f"“{text}” is not read as a date. Write it as 2019-06-03, 2019-06, 2019 or 3 June 2019, "
        "or leave it empty when it is not known."
    )


def from_match(match: re.Match[str], *, inferred: bool = False) -> FuzzyDate:
    """Return the date a pattern of WRITTEN_DATES has found; ValueError when no calendar has it."""
    parts = match.groupdict()
    month = parts.get("month")
    number = None if month is None else MONTHS.get(month.lower()) or int(month)
    day = parts.get("day")
    return FuzzyDate.on(int(parts["year"]), number, int(day) if day else None, inferred=inferred)
