import pytest

from tests.benchmarks.matching.metrics import (
    average_precision,
    give_or_take,
    mean,
    percentile,
    recall,
    reciprocal_rank,
)

RANKED = ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize(
    ("right", "precision", "found", "first"),
    [
        ({"a"}, 1, 1, 1),
        ({"c"}, 1 / 3, 1, 1 / 3),
        ({"a", "c"}, (1 + 2 / 3) / 2, 1, 1),
        ({"b", "x"}, 1 / 4, 1 / 2, 1 / 2),
        ({"f"}, 0, 0, 1 / 6),
        ({"x"}, 0, 0, 0),
    ],
)
def test_a_ranking_is_worth_what_its_first_five_and_the_first_that_is_right_are(
    right, precision, found, first
):
    assert average_precision(RANKED, right) == pytest.approx(precision)
    assert recall(RANKED, right) == pytest.approx(found)
    assert reciprocal_rank(RANKED, right) == pytest.approx(first)


def test_nothing_found_is_worth_nothing():
    assert average_precision([], {"a"}) == recall([], {"a"}) == reciprocal_rank([], {"a"}) == 0


def test_a_percentile_is_a_value_that_was_measured():
    values = [float(one) for one in range(200, 0, -1)]
    assert [percentile(values, percent) for percent in (50, 95, 100)] == [100, 190, 200]
    assert percentile([3.0], 50) == percentile([3.0], 95) == 3
    assert percentile([], 50) == mean([]) == 0


def test_the_mean_of_more_queries_is_off_by_less():
    assert give_or_take([0, 1] * 50) == pytest.approx(0.098, abs=0.001)
    assert give_or_take([0, 1] * 200) < 0.05
    assert give_or_take([1.0]) == 0
