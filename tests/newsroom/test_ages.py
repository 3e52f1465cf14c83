"""How old something is, in a few letters."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsroom.ages import age_words

NOW = timezone.now()


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(), "0 min"),
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=400), "400 d"),
        (timedelta(hours=-1), "0 min"),  # a clock that is ahead
    ],
)
def test_an_age_is_told_in_whole_units(passed: timedelta, said: str) -> None:
    assert age_words(NOW - passed, NOW) == said
