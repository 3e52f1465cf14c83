from tests.benchmarks.matching.certainty import (
    Answer,
    judge,
    reliability_table,
    thresholds_table,
)

RIGHT = Answer(0.9, is_shown=True, is_right=True, was_there=True)
WRONG = Answer(0.7, is_shown=True, is_right=False, was_there=True)
TOO_SHY = Answer(0.6, is_shown=False, is_right=True, was_there=True)
FALSE_ALARM = Answer(0.8, is_shown=True, is_right=False, was_there=False)
SILENT = Answer(0.1, is_shown=False, is_right=False, was_there=False)
ALL = [RIGHT, WRONG, TOO_SHY, FALSE_ALARM, SILENT]


def cells(table: str) -> dict[str, list[str]]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return {row[0]: row[1:] for row in rows}


def test_what_is_shown_is_held_against_what_was_there_to_be_found():
    judged = judge(ALL)
    assert (judged.precision, judged.recall) == (1 / 3, 1 / 3)
    judged = judge(ALL, 0.85)
    assert (judged.precision, judged.recall) == (1, 1 / 3)


def test_a_threshold_shows_what_the_product_does_not():
    assert judge(ALL, 0.5).right == 2


def test_nothing_shown_is_nothing_wrong():
    judged = judge([SILENT])
    assert (judged.precision, judged.recall) == (1, 0)


def test_wrong_answers_are_told_apart_by_whether_a_right_one_was_there():
    rows = cells(thresholds_table(ALL))
    assert rows["the product's own"] == ["0.333", "0.333", "1", "1"]
    assert rows["0.75"] == ["0.500", "0.333", "0", "1"]
    assert rows["0.95"] == ["1.000", "0.000", "0", "0"]


def test_every_answer_is_in_one_tenth_of_confidence():
    sure = Answer(1.0, is_shown=True, is_right=True, was_there=True)
    rows = cells(reliability_table([*ALL, sure]))
    assert rows["0.9–1.0"][:3] == ["2", "0.95", "1.00"]
    assert rows["0.8–0.9"][:3] == ["1", "0.80", "0.00"]
    assert rows["0.2–0.3"][0] == "0"
