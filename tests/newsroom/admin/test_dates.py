"""A date with its precision, typed in one field."""

import pytest
from django import forms

from newsroom.admin.dates import FuzzyDateField
from newsroom.dates import FuzzyDate


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("2019-06", "2019-06"), ("3 June 2019", "2019-06-03"), ("2019", "2019"), ("", None)],
)
def test_dates_are_read_as_exactly_as_they_are_typed(typed: str, iso: str | None) -> None:
    assert FuzzyDateField().clean(typed).iso() == iso


def test_an_unclear_date_is_refused_by_a_sentence() -> None:
    with pytest.raises(forms.ValidationError, match="is not read as a date"):
        FuzzyDateField().clean("03/06/19")


def test_what_was_shown_and_came_back_is_no_change() -> None:
    field = FuzzyDateField()
    june = FuzzyDate.on(2019, 6)
    assert field.prepare_value(june) == "2019-06"
    assert not field.has_changed(june, "2019-06")
    assert not field.has_changed(FuzzyDate(), "")
    assert field.has_changed(june, "2019")
