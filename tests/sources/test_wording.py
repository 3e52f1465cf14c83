"""One vocabulary for the desk, the letters and the console."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from sources.linkcheck.result import Outcome, Verdict
from sources.models import Link, Look, Passage, Transition
from sources.wording import (
    OUTCOMES,
    VERDICTS,
    counted,
    outcome_words,
    passage_words,
    result_words,
    what_of,
)


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
    page, seen = Link(health="alive"), timezone.now()
    states = ["present", "edited", "present", "gone"]
    words = [passage_words(Passage(state=state, last_seen_at=seen), page) for state in states]
    assert counted(words) == "2 still there, 1 edited on the page, 1 no longer on the page"
    assert counted([]) == ""


@pytest.mark.parametrize(
    ("health", "seen", "words"),
    [
        ("alive", True, "still there"),
        ("alive", False, "not looked for yet"),
        ("new", False, "not looked for yet"),
        ("suspect", True, "last seen 3 June 2019"),
        ("unverifiable", True, "last seen 3 June 2019"),
        ("dead", True, "last seen 3 June 2019, before the page went"),
        ("dead", False, "not looked for: the page is gone"),
    ],
)
def test_words_nobody_saw_at_the_last_look_are_not_said_to_be_there(
    health: str, seen: bool, words: str
) -> None:
    last = datetime(2019, 6, 3, 12, tzinfo=UTC) if seen else None
    assert passage_words(Passage(last_seen_at=last), Link(health=health)) == words


def test_words_of_an_article_without_an_address_are_not_watched() -> None:
    assert passage_words(Passage(), None).startswith("not watched")


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


def test_a_page_in_trouble_is_told_with_since_when_and_in_how_many_looks() -> None:
    since = datetime(2019, 6, 3, 12, tzinfo=UTC)
    gone = Link(health="dead", outcome="gone", status=404, failing_since=since, hard_failures=4)
    assert result_words(gone) == "404 since 3 June 2019, 4 looks"
    walled = Link(health="unverifiable", outcome="blocked", blocked_looks=1)
    assert result_words(walled) == "blocked, 1 look"
    assert result_words(Link(health="alive", outcome="ok", failing_since=None)) == "works"
    assert result_words(Link()) == ""
