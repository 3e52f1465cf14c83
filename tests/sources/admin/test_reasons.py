"""Every judgement has words."""

import re
from pathlib import Path

import pytest
from django.utils import timezone

from sources.admin.reasons import MOVES, RULES, signals_of, why_of
from sources.admin.timeline import Seen, points_of, runs_of
from sources.linkcheck import states
from sources.linkcheck.classify import FAULTS, UNDECIDED
from sources.linkcheck.classify import RULES as TABLE
from sources.linkcheck.result import Outcome
from sources.models import Look
from sources.wording import OUTCOMES


def look(outcome: str = "ok", **columns: object) -> Look:
    return Look(outcome=outcome, at=timezone.now(), **{"rule": "x", "signals": {}} | columns)


def test_every_rule_of_the_engine_has_a_sentence() -> None:
    rules = {rule.name for rule in TABLE} | {fault.value for fault in FAULTS} | {UNDECIDED}
    assert rules - set(RULES) == set()


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_word_and_a_place_on_the_chart(outcome: Outcome) -> None:
    assert str(OUTCOMES[outcome])
    assert Seen(look(outcome.value)).lane.shape


def test_every_rule_of_the_memory_has_a_sentence() -> None:
    """The rules are written where they apply: as strings with hyphens."""
    root = Path(states.__file__).parent
    code = "".join((root / f"{name}.py").read_text() for name in ("health", "drift", "schedule"))
    rules = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', code)) | {states.PASSAGE_CHANGED}
    assert rules - set(MOVES) <= {
        *("still-dead", "still-unreachable", "not-shown-to-us-once"),  # nothing changes
        *("not-seen", "nothing-to-compare"),
    }
    assert len(rules) > 10


def test_a_rule_without_a_sentence_is_named() -> None:
    assert why_of(look(rule="some-new-rule")) == "Rule: some new rule."


def test_signals_are_told_in_words_and_empty_ones_not_at_all() -> None:
    signals = {"h1": "Oops", "likeness": 0.12345, "phrase": "", "standing": ["a"], "seen-on": ["x"]}
    assert signals_of(look(signals=signals)) == [
        ("heading", "Oops"),
        ("likeness to the page we know", "0.12"),
        ("seen on", "x"),
    ]
    on_the_way = look(hops=[{"url": "https://a.example.org/", "status": 301}])
    assert signals_of(on_the_way) == [("by way of", "https://a.example.org/ (301)")]


def test_what_is_said_already_is_not_said_twice() -> None:
    assert signals_of(look("gone", status=404, signals={"status": 404})) == []


def test_looks_in_a_row_that_found_the_same_are_one_run() -> None:
    looks = [look("gone", status=404), look("gone", status=404), look("gone", status=410), look()]
    assert [(run.words, run.looks) for run in runs_of([Seen(one) for one in looks])] == [
        ("404", 2),
        ("410", 1),
        ("works", 1),
    ]


def test_the_newest_look_stands_on_the_right() -> None:
    points = points_of([Seen(look("gone")), Seen(look("timeout")), Seen(look())])
    assert [point.seen.lane.name for point in points] == ["well", "soft", "hard"]
    assert [point.x for point in points] == sorted(point.x for point in points)
    assert points_of([]) == []
