"""What readers were told is kept on the check: confirmed, from its publication on, and no more."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.utils import timezone

from factcheck import actions
from factcheck.history import MOST, Entry, entry, grown, health_entries, periods
from factcheck.models import Check, Claim
from factcheck.timeline import Kind, timeline_of
from sources.models import Link, Passage
from tests.factories import (
    editor,
    judged_claim,
    publish,
    published_claim,
    transition,
)

AT = datetime(2026, 6, 1, tzinfo=UTC)
backfill = import_module("factcheck.migrations.0026_history_begins_with_what_is_told")


def page(link: str, health: str) -> dict[str, str]:
    return {"link": link, "health": health}


def words(passage: str, state: str) -> dict[str, str]:
    return {"passage": passage, "state": state}


def told(claim: Claim) -> list[tuple[str, str]]:
    return [(row["what"], row["is"]) for row in Check.objects.get(claim=claim).history]


def test_only_what_differs_is_told() -> None:
    before = {"links": [page("a", "works"), page("b", "works")], "passages": []}
    after = {"links": [page("a", "works"), page("b", "gone")], "passages": []}
    (news,) = health_entries(before, after, AT)
    assert news == {"at": AT.isoformat(), "what": "page", "of": "b", "is": "gone"}


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("present", "edited", True),
        ("edited", "gone", True),
        ("gone", "present", True),
        ("present", "moved", False),
    ],
)
def test_words_that_only_moved_are_no_news(was: str, now: str, told: bool) -> None:
    news = health_entries({"passages": [words("p", was)]}, {"passages": [words("p", now)]}, AT)
    assert bool(list(news)) == told


def test_words_that_were_always_there_are_no_news() -> None:
    assert not list(health_entries({}, {"passages": [words("p", "present")]}, AT))


def test_a_history_keeps_its_newest_entries() -> None:
    history: list[Entry] = []
    for minute in range(2 * MOST):
        history = grown(history, [entry("page", AT + timedelta(minutes=minute), "a", "gone")])
    moments = [datetime.fromisoformat(row["at"]) for row in history]
    assert moments == [AT, *(AT + timedelta(minutes=n) for n in range(MOST, 2 * MOST))]


def test_a_page_that_flaps_pushes_out_nothing_of_how_another_began() -> None:
    began = [entry("page", AT, "quiet", "works"), entry("words", AT, "said", "edited")]
    flaps = [entry("page", AT, "flaps", state) for state in ("works", "gone") * MOST]
    history = grown(grown(began, flaps), [entry("page", AT, "quiet", "gone")])
    assert [row for row in history if row["of"] != "flaps"] == [
        *began,
        entry("page", AT, "quiet", "gone"),
    ]
    assert len(history) == len(began) + len(flaps[:1]) + MOST


def test_what_several_checks_told_of_one_page_is_told_once() -> None:
    later = AT + timedelta(days=1)
    first = [entry("page", AT, "a", "works"), entry("page", later, "a", "gone")]
    second = [entry("page", later, "a", "gone"), entry("page", AT, "b", "changed")]
    found = [(period.start, period.state) for period in periods([second, first], "a")]
    assert found == [(AT, "works"), (later, "gone")]
    assert not periods([first], None)


@pytest.mark.django_db
def test_a_history_begins_with_the_first_publication() -> None:
    draft = judged_claim()
    link = Link.objects.get(evidence__claim=draft)
    transition(link, "health", "dead", before="alive")
    transition(link, "health", "alive", before="dead")
    publish(draft)
    assert ("page", "gone") not in told(draft)
    assert ("page", "works") in told(draft)


@pytest.mark.django_db
def test_what_is_not_confirmed_is_not_kept() -> None:
    claim = published_claim()
    link = Link.objects.get(evidence__claim=claim)
    before = told(claim)
    Link.objects.filter(pk=link.pk).update(health="suspect")
    transition(link, "health", "suspect", before="alive", is_confirmed=False)
    actions.open_reviews()
    assert told(claim) == before


@pytest.mark.django_db
def test_pages_words_and_re_reviews_are_kept_in_order() -> None:
    claim = published_claim()
    appearance = claim.appearances.get()
    before = len(told(claim))
    Passage.objects.filter(pk=appearance.passage_id).update(
        state="edited", now_reads="moved 17 million tons", confirmed_at=timezone.now()
    )
    transition(appearance.source.link, "passage", "edited", passage=appearance.passage)
    actions.open_reviews()
    actions.close_review(by=editor(), review=claim.reviews.get(), public_note="A misprint.")
    assert told(claim)[before:] == [("review", ""), ("words", "edited"), ("stands", "")]


@pytest.mark.django_db
def test_a_check_from_before_there_was_a_history_tells_when_its_page_fails() -> None:
    claim = published_claim()
    link = Link.objects.get(evidence__claim=claim)
    as_published = told(claim)
    Check.objects.filter(claim=claim).update(history=[])
    for _ in range(2):  # what is told already is not told again
        with connection.cursor() as cursor:
            cursor.execute(backfill.TOLD, [0, Check.objects.latest("pk").pk + 1])
    assert told(claim) == as_published
    Link.objects.filter(pk=link.pk).update(health="dead")
    transition(link, "health", "dead", before="alive")
    actions.open_reviews()
    check = Check.objects.select_related("publication").get(claim=claim)
    assert Kind.PAGE in {event.kind for event in timeline_of(check).events}
    assert datetime.fromisoformat(check.history[0]["at"]) == check.changes.earliest("sequence").at
