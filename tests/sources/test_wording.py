"""One vocabulary for the desk, the letters and the console."""

import pytest

from sources.linkcheck.result import Outcome, Verdict
from sources.models import Look, Transition
from sources.wording import OUTCOMES, VERDICTS, outcome_words, passage_words, what_of


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_is_said_in_words_and_none_by_its_name_in_the_database(
    outcome: Outcome,
) -> None:
    assert str(OUTCOMES[outcome])
    assert "_" not in outcome_words(outcome.value)


def test_every_verdict_of_one_look_has_words() -> None:
    assert set(VERDICTS) == set(Verdict)
    assert not {"dead", "alive", "suspect"} & {str(words) for words in VERDICTS.values()}


def test_a_status_says_more_than_a_word() -> None:
    assert what_of(Look(outcome="gone", status=410)) == "410"
    assert what_of(Look(outcome="blocked")) == "blocked"
    assert what_of(Look(outcome="ok", status=200)) == "works"
    assert outcome_words("") == ""


def test_a_page_that_answers_as_at_the_last_look_is_not_said_to_be_unchanged() -> None:
    assert outcome_words("not_modified") == "works, as at the last look"


def test_what_became_of_cited_words_is_counted_in_words() -> None:
    states = ["present", "edited", "present", "gone"]
    assert passage_words(states) == "2 still there, 1 edited on the page, 1 no longer on the page"
    assert passage_words([]) == ""


@pytest.mark.parametrize(
    ("axis", "before", "after", "words"),
    [
        ("health", "suspect", "dead", "health: gone (was: failing, confirming)"),
        ("content", "", "drifted", "content: changed"),
        ("passage", "present", "edited", "cited words: edited on the page (was: still there)"),
        ("access", "open", "geo", "access: closed to our country (was: open)"),
        ("address", "", "https://a.example.org/b", "address: https://a.example.org/b"),
    ],
)
def test_a_change_of_state_is_told_in_words(axis: str, before: str, after: str, words: str) -> None:
    assert str(Transition(axis=axis, before=before, after=after)) == words
