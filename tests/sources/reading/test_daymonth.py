"""Dates in figures: read only where something tells the day from the month."""

import pytest

from sources.reading.daymonth import read_figures


@pytest.mark.parametrize(
    ("text", "page", "language", "iso", "reason"),
    [
        ("25.06.19", "", "en", "2019-06-25", "day comes first, as a figure above 12"),
        ("06/25/2019", "", "en", "2019-06-25", "month comes first, as a figure above 12"),
        ("06/05/2019", "06/30/2019", "es", "2019-06-05", "month comes first, as a figure above 12"),
        ("02.06.19", "03.06.2019", "en", "2019-06-02", "other dates lie closest"),
        ("06/02/2019", "06/03/2019", "en", "2019-06-02", "month comes first, as the page's other"),
        ("02.06.19", "", "en", "2019-06-02", "usual with dots"),
        ("02/06/2019", "", "es", "2019-06-02", "usual in Spanish"),
        ("02/06/2019", "", "en", None, "nothing tells the day from the month"),
        ("25/06/2019", "06/25/2019", "en", None, "contradict each other"),
        ("31.02.2019", "", "en", None, "in no calendar"),
        ("1.2.3.4 and 12/2019", "", "en", None, ""),
    ],
)
def test_day_and_month_are_told_apart_by_the_page(
    text: str, page: str, language: str, iso: str | None, reason: str
) -> None:
    date, why = read_figures(text, f"{text}\n{page}", language)

    assert date.iso() == iso
    assert date.inferred is (iso is not None)
    assert reason in why
    assert bool(reason) is bool(why)
