"""Dates with precision: what is not known is never made up."""

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from newsroom.dates import FuzzyDate, Precision, parse

MOMENT = datetime(2019, 6, 3, 14, 30, 59, 7, tzinfo=UTC)
PLUS_TWO = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("precision", "iso", "english", "spanish"),
    [
        (
            "minute",
            "2019-06-03T14:30+00:00",
            "3 June 2019, 14:30 UTC",
            "3 de junio de 2019, 14:30 UTC",
        ),
        ("day", "2019-06-03", "3 June 2019", "3 de junio de 2019"),
        ("month", "2019-06", "June 2019", "junio de 2019"),
        ("year", "2019", "2019", "2019"),
    ],
)
def test_a_date_is_told_at_its_precision(
    precision: str, iso: str, english: str, spanish: str
) -> None:
    date = FuzzyDate(MOMENT, Precision(precision))

    assert date.iso() == iso
    assert date.words() == english
    assert date.words("es-VE") == spanish


def test_an_unknown_date_says_so() -> None:
    assert FuzzyDate().iso() is None
    assert FuzzyDate().words() == "date unknown"
    assert FuzzyDate().words("es") == "fecha desconocida"


def test_a_language_nobody_translated_is_told_in_english() -> None:
    assert FuzzyDate.on(2019, 6).words("pt-BR") == "June 2019"


def test_a_time_of_day_is_told_where_the_reader_is() -> None:
    assert FuzzyDate(MOMENT, Precision.MINUTE).words(zone=ZoneInfo("Europe/Madrid")) == (
        "3 June 2019, 16:30 CEST"
    )


def test_two_moments_of_one_month_are_the_same_month() -> None:
    assert FuzzyDate(MOMENT, Precision.MONTH) == FuzzyDate.on(2019, 6)


def test_a_day_stays_that_day_when_the_database_hands_it_back_in_another_zone() -> None:
    stored = FuzzyDate.on(2019, 6, 3).value
    assert stored is not None

    west = FuzzyDate(stored.astimezone(ZoneInfo("America/New_York")), Precision.DAY)

    assert west.iso() == "2019-06-03"


@pytest.mark.parametrize(
    ("value", "precision"),
    [
        (None, Precision.DAY),
        (MOMENT, Precision.UNKNOWN),
        (MOMENT.replace(tzinfo=None), Precision.DAY),
    ],
)
def test_a_date_refuses_to_contradict_itself(value: datetime | None, precision: Precision) -> None:
    with pytest.raises(ValueError, match="A date"):
        FuzzyDate(value, precision)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("", None),
        ("  ", None),
        ("2019", "2019"),
        ("2019-06", "2019-06"),
        ("2019-06-03", "2019-06-03"),
        ("2019-06-03 14:30", "2019-06-03T14:30+00:00"),
        ("2019-06-03T14:30:12.5Z", "2019-06-03T14:30+00:00"),
        ("2019-06-03T14:30+02:00", "2019-06-03T14:30+02:00"),
        ("3 June 2019", "2019-06-03"),
        ("3rd of June, 2019", "2019-06-03"),
        ("June 3, 2019", "2019-06-03"),
        ("Monday, June 3, 2019", "2019-06-03"),
        ("Sept. 3 2019", "2019-09-03"),
        ("June 2019", "2019-06"),
        ("3 de junio de 2019", "2019-06-03"),
        ("lunes, 3 de junio del 2019", "2019-06-03"),
        ("junio de 2019", "2019-06"),
    ],
)
def test_parse_reads_what_an_editor_types(typed: str, iso: str | None) -> None:
    assert parse(typed).iso() == iso


def test_parse_takes_a_time_without_an_offset_in_the_zone_given() -> None:
    assert parse("2019-06-03 14:30", PLUS_TWO).iso() == "2019-06-03T14:30+02:00"


@pytest.mark.parametrize(
    "typed", ["yesterday", "03/06/2019", "02.06.19", "3 June", "June", "20190603"]
)
def test_parse_refuses_to_guess(typed: str) -> None:
    with pytest.raises(
        ValueError, match=f"“{typed}” is not read as a date. Write it as 2019-06-03"
    ):
        parse(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "31 June 2019",
        "2019-02-29",
        "2019-13",
        "2019-06-03 25:00",
        "0000",
        # Once stored, no page that shows one of these could be drawn.
        "0001-01-01",
        "0001-01-01 00:00+14:00",
        "9999-12-31 23:59-12:00",
        "2019-01-01 00:00+23:59",
    ],
)
def test_parse_refuses_a_date_no_calendar_has(typed: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"There is no such date as “{typed}”")):
        parse(typed)


@pytest.mark.parametrize(
    "date", [FuzzyDate.on(2019, 6, 3), FuzzyDate.on(987), FuzzyDate(MOMENT, Precision.MINUTE)]
)
def test_what_is_told_in_iso_is_read_back(date: FuzzyDate) -> None:
    assert parse(date.iso() or "") == date
