"""What was changed on a page by each look."""

from datetime import timedelta

from django.utils import timezone

from sources.admin.contents import contents_of
from sources.models import Link, Look, Passage, Transition

START = timezone.now()
ONE, TWO = 1, 2


def looks(*outcomes: str) -> list[Look]:
    """Return looks an hour apart, the first given first."""
    return [
        Look(outcome=outcome, at=START + timedelta(hours=hour))
        for hour, outcome in enumerate(outcomes)
    ]


def change(hour: int, axis: str, before: str, after: str, passage: int | None = None) -> Transition:
    at = START + timedelta(hours=hour)
    return Transition(pk=hour, axis=axis, before=before, after=after, passage_id=passage, at=at)


def words(state: str, pk: int = ONE) -> Passage:
    return Passage(pk=pk, state=state)


def test_an_edit_lasts_from_the_look_that_saw_it_to_the_one_that_saw_it_undone() -> None:
    changes = [
        change(1, "passage", "present", "edited", ONE),
        change(3, "passage", "edited", "present", ONE),
    ]
    seen = looks("ok", "ok", "not_modified", "ok")
    assert contents_of(Link(), seen, changes, [words("present")]) == [
        *("", "cited words edited", "cited words edited", ""),
    ]


def test_a_look_that_got_no_page_tells_nothing_of_its_words() -> None:
    changes = [change(0, "passage", "present", "gone", ONE)]
    seen = looks("ok", "timeout", "ok")
    assert contents_of(Link(), seen, changes, [words("gone")]) == [
        *("cited words gone", "", "cited words gone"),
    ]


def test_a_text_that_drifted_is_told_and_cited_words_are_told_first() -> None:
    changes = [
        change(0, "content", "same", "drifted"),
        change(1, "passage", "present", "edited", TWO),
    ]
    passages = [words("present"), words("edited", TWO)]
    link = Link(content="drifted")
    assert contents_of(link, looks("ok", "ok"), changes, passages) == [
        *("text changed", "cited words edited"),
    ]


def test_what_was_before_the_changes_that_are_known_is_what_they_came_from() -> None:
    changes = [change(1, "passage", "edited", "present", ONE)]
    assert contents_of(Link(), looks("ok", "ok"), changes, [words("present")]) == [
        *("cited words edited", ""),
    ]
    assert contents_of(Link(content="drifted"), looks("ok"), [], []) == ["text changed"]


def test_other_changes_are_no_change_of_the_words() -> None:
    changes = [change(0, "health", "suspect", "alive"), change(0, "access", "open", "paywall")]
    assert contents_of(Link(), looks("ok"), changes, []) == [""]
