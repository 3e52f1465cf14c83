"""Figures as entered: echoed as understood, never made more exact than they are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.figures import FigureReading, Qualifier, compatible, mixes_styles, read_figure


@pytest.mark.parametrize(
    ("written", "value", "unit", "words"),
    [
        ("10,000 million euros", 10**10, "EUR", "10,000 million = 10 billion"),
        ("10.000 millones de euros", 10**10, "EUR", "10.000 millones = 10 billion"),
        ("3.5 billion euros", 3_500_000_000, "EUR", "3.5 billion = 3,500,000,000"),
        ("3,5 mil millones de dólares", 3_500_000_000, "USD", "3,5 mil millones = 3.5 billion"),
        ("un billón de euros", 10**12, "EUR", "un billón = 1 trillion"),
        ("dos millones y medio", 2_500_000, "", "dos millones y medio = 2.5 million"),
        ("three and a half million", 3_500_000, "", "three and a half million = 3.5 million"),
        ("half a million homes", 500_000, "homes", "half a million = 500,000"),
        ("a hundred and fifty", 150, "", "one hundred and fifty = 150"),
        ("a dozen eggs", 12, "eggs", "one dozen = 12"),
        ("three million tons of oil in 2017", 3_000_000, "tons", "three million = 3 million"),
        ("254,000 tons", 254_000, "tons", "254,000"),
        ("25,000 a year", 25_000, "per year", "25,000"),
        ("25,000 of the rifles each year", 25_000, "rifles per year", "25,000"),
        ("fourteen countries", 14, "countries", "fourteen = 14"),
        ("catorce países", 14, "países", "catorce = 14"),
        ("$1,200.50", Decimal("1200.50"), "USD", "1,200.50"),
        ("$3.5m", 3_500_000, "USD", "3.5m = 3.5 million"),
        ("5 m", 5, "m", "5"),
        ("5 miles", 5, "miles", "5"),
        ("1 000\u00a0000 people", 1_000_000, "people", "1 000 000 = 1 million"),
        ("10 per cent", 10, "percent", "10"),
        ("0.125", Decimal("0.125"), "", "0.125"),
        ("2017", 2017, "", "2017"),
    ],
)
def test_a_plain_figure_is_read_exactly_and_echoed(
    written: str, value: int | Decimal, unit: str, words: str
) -> None:
    reading = read_figure(written, language="es" if "catorce" in written else "")

    assert (reading.minimum, reading.maximum) == (value, value)
    assert reading.qualifier is Qualifier.EXACT
    assert (reading.unit, reading.words, reading.doubts) == (unit, words, ())
    assert reading.as_written == " ".join(written.split())


@pytest.mark.parametrize(
    ("written", "qualifier", "minimum", "maximum", "unit"),
    [
        ("more than 17,000 dollars in gifts", "more_than", 17_000, None, "USD"),
        ("more than about 50 countries", "more_than", 50, None, "countries"),
        ("más de 3.500 personas", "more_than", 3_500, None, "personas"),
        ("1,000 or more", "more_than", 1_000, None, ""),
        ("50 plus", "more_than", 50, None, ""),
        ("approximately 1,000", "about", 1_000, 1_000, ""),
        ("about 1.5 million doses", "about", 1_500_000, 1_500_000, "doses"),
        ("~40", "about", 40, 40, ""),
        ("unos 500.000 euros al año", "about", 500_000, 500_000, "EUR per year"),
        ("up to five million doses", "up_to", None, 5_000_000, "doses"),
        ("hasta 20 personas", "up_to", None, 20, "personas"),
        ("fewer than 20 people", "less_than", None, 20, "people"),
        ("10 to 20 million people", "exact", 10**7, 2 * 10**7, "people"),
        ("between 10 and 20 people", "exact", 10, 20, "people"),
        ("10-20", "exact", 10, 20, ""),
    ],
)
def test_a_hedge_or_a_range_sets_the_bounds(
    written: str, qualifier: str, minimum: int | None, maximum: int | None, unit: str
) -> None:
    reading = read_figure(written)

    assert reading.qualifier == qualifier
    assert reading.minimum == minimum
    assert reading.maximum == maximum
    assert reading.unit == unit
    assert reading.doubts == ()


@pytest.mark.parametrize(
    ("written", "qualifier", "scale", "unit"),
    [
        ("just a few dozen", "few", 12, ""),
        ("a mere few dozen people", "few", 12, "people"),
        ("a few thousand", "few", 1_000, ""),
        ("a few people", "few", 1, "people"),
        ("a few miles", "few", 1, "miles"),
        ("varios miles de personas", "few", 1_000, "personas"),
        ("tens of thousands of people", "unknown", 10_000, "people"),
        ("cientos de miles de euros", "unknown", 100_000, "EUR"),
    ],
)
def test_a_quantity_nobody_counted_gets_no_number(
    written: str, qualifier: str, scale: int, unit: str
) -> None:
    reading = read_figure(written)

    assert (reading.minimum, reading.maximum) == (None, None)
    assert reading.qualifier == qualifier
    assert reading.scale == scale
    assert reading.unit == unit
    assert reading.words.endswith(": no number")
    assert reading.doubts == ()


@pytest.mark.parametrize(
    "written",
    [
        "",
        "most of their people",
        "approximately",
        "some people",
        "9" * 25,
        "1 " + "million " * 5,
        "a few " * 40 + "people",
    ],
)
def test_words_without_a_number_are_kept_and_doubted(written: str) -> None:
    reading = read_figure(written)

    assert reading.qualifier is Qualifier.UNKNOWN
    assert (reading.minimum, reading.maximum) == (None, None)
    assert reading.as_written == written.strip()
    assert len(reading.doubts) == 1


@pytest.mark.parametrize(
    ("written", "language", "value", "doubt"),
    [
        ("10.000", "en", 10_000, "it could be 10."),
        ("10,000 personas", "es", 10_000, "it could be 10."),
        ("1.250 billion", "en", 1_250_000_000, "it could be 1,250."),
        ("254,000 tons to 600,000", "en", 254_000, "Only the first figure"),
        ("2 mil 500", "es", 2_000, "Only the first figure"),
        ("one in five", "en", 1, "Only the first figure"),
    ],
)
def test_what_may_be_read_otherwise_is_said(
    written: str, language: str, value: int, doubt: str
) -> None:
    reading = read_figure(written, language=language)

    assert reading.minimum == value
    assert [doubt in said for said in reading.doubts] == [True]


def test_billion_is_doubted_only_where_the_article_mixes_styles() -> None:
    mixed = "Contracts are put at 10,000 million euros; the rest is 3.5 billion euros."
    plain = "Contracts are put at 10 million euros; the rest is 3.5 billion euros."

    def doubts(article: str, written: str) -> tuple[str, ...]:
        return read_figure(written, mixed_styles=mixes_styles(article)).doubts

    assert "please check" in doubts(mixed, "more than 3.5 billion euros")[0]
    assert doubts(mixed, "10,000 million euros") == ()
    assert doubts(plain, "more than 3.5 billion euros") == ()


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("a few thousand", "about 1,000", False),
        ("a few thousand", "about 3,000", True),
        ("a few dozen", "about 1,000", False),
        ("just a few dozen", "a mere few dozen", True),
        ("about 1,000", "approximately 1,000", True),
        ("1,000", "about 950", True),
        ("1,000", "1,050", False),
        ("more than 50", "more than 50 plus", True),
        ("more than 50", "4,000", None),
        ("more than 50", "14", False),
        ("up to 10", "12", False),
        ("thousands", "50,000", True),
        ("thousands", "900", False),
        ("10,000 million euros", "10 billion euros", True),
        ("5 euros", "5 dollars", None),
        ("5 people", "5 soldiers", True),
        ("most of them", "5", None),
    ],
)
def test_figures_are_compared_both_ways(one: str, other: str, agree: bool | None) -> None:
    assert compatible(read_figure(one), read_figure(other)) is agree
    assert compatible(read_figure(other), read_figure(one)) is agree


@given(st.text(max_size=200), st.sampled_from(["", "en", "es-VE", "de"]))
def test_nothing_entered_breaks_the_reading(written: str, language: str) -> None:
    assert isinstance(read_figure(written, language=language), FigureReading)


@given(st.integers(0, 10**15))
def test_every_whole_number_is_read_as_it_is_written(number: int) -> None:
    assert read_figure(f"{number:,} people").minimum == number
    assert read_figure(f"{number} people").minimum == number
