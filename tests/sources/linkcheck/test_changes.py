"""What was changed in a passage, told in its own numbers and words."""

import pytest

from sources.linkcheck.changes import changes_between
from sources.linkcheck.words import words_of


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        ("about 1,000 people", "about 2,000 people", [("1,000", "2,000")]),
        ("had removed them", "had not removed them", [("", "not")]),
        ("it fell by 5 %", "it fell by 5", [("%", "")]),
        ("“We never knew,” he said", "“We knew,” he said", [("never", "")]),
        ("cut from 10 to 5 in May", "cut from 9 to 6 in May", [("10", "9"), ("5", "6")]),
        ("a former aide said", "Two officials, he said", [("a former aide", "Two officials, he")]),
        ("The “End”, well-known", "the end — well known", []),
    ],
)
def test_changes_are_told_as_they_are_written(
    before: str, now: str, changes: list[tuple[str, str]]
) -> None:
    old, new = words_of(before), words_of(now)
    spans = (0, len(old.text)), (0, len(new.text))
    assert changes_between(old, spans[0], new, spans[1]) == tuple(changes)
