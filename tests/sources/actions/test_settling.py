"""What became of a page, settled: set aside, led to its copy, its article moved."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from newsroom.audit.trail import events_of
from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal
from sources import actions
from sources.alerting import alert_on
from sources.models import Alert, Link
from tests.factories import editor, link, reporter, source, transition

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = timedelta(days=1)
COPY: dict[str, Any] = {
    "archived_url": "https://archive.example.org/1",
    "archived_at": NOW - 9 * DAY,
}


def test_a_page_is_set_aside_until_a_day_with_who_did_it_and_why():
    page, ana = link(health="dead"), editor()
    actions.ignore(by=ana, link=page, until=NOW + 30 * DAY, note="Their archive is being moved.")
    page.refresh_from_db()
    assert page.is_ignored
    (event,) = events_of(page)
    assert (event.actor, event.verb, event.note) == (ana, "ignore", "Their archive is being moved.")


def test_a_page_comes_back_by_itself():
    page = link(health="dead", ignored_until=NOW - timedelta(seconds=1))
    assert not page.is_ignored


@pytest.mark.parametrize("until", [None, NOW - DAY, NOW + 400 * DAY])
def test_a_page_is_set_aside_for_a_year_at_most(until):
    with pytest.raises(Refusal, match="in the future"):
        actions.ignore(by=editor(), link=link(), until=until)


def test_what_is_set_aside_can_be_taken_up_again_once():
    page = link(ignored_until=NOW + DAY)
    actions.heed(by=editor(), link=page)
    with pytest.raises(NotReady, match="not set aside"):
        actions.heed(by=editor(), link=page)
    page.refresh_from_db()
    assert page.ignored_until is None


def test_a_reporter_settles_nothing():
    page = link(health="dead", **COPY)
    acts = (
        lambda by: actions.ignore(by=by, link=page, until=NOW + DAY),
        lambda by: actions.heed(by=by, link=page),
        lambda by: actions.choose_archive(by=by, link=page),
        lambda by: actions.move_article(by=by, link=page, to=link()),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act(reporter())


def test_nobody_is_written_to_about_a_page_that_is_set_aside_but_for_its_words():
    article = source("The harbour moved grain.")
    page = article.link
    words = actions.quote(text=article.latest_text, exact="moved grain")
    (before,) = alert_on([transition(page, "content", "drifted")], is_flapping=False)
    actions.ignore(by=editor(), link=page, until=timezone.now() + DAY)
    page.refresh_from_db()
    changes = [
        transition(page, "health", "dead"),
        transition(page, "passage", "gone", passage=words),
    ]
    dead, gone = alert_on(changes, is_flapping=False)
    muted = set(Alert.objects.filter(is_muted=True))
    assert muted == {before, dead}
    assert gone not in muted


def test_readers_are_led_to_a_copy_from_before_the_page_died():
    page = link(health="dead", failing_since=NOW - DAY, **COPY)
    actions.choose_archive(by=editor(), link=page)
    page.refresh_from_db()
    assert page.is_archive_used
    assert events_of(page).get().note == COPY["archived_url"]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"health": "dead"}, "Ask the archive first"),
        ({"health": "dead", "archived_url": COPY["archived_url"]}, "Ask the archive first"),
        ({"health": "alive", **COPY}, "Nothing is wrong"),
        ({"health": "dead", "failing_since": NOW - 20 * DAY, **COPY}, "would not show"),
        (
            {"health": "alive", "content": "drifted", "drifting_since": NOW - 20 * DAY, **COPY},
            "would not show",
        ),
    ],
)
def test_a_copy_that_does_not_show_what_we_cite_is_not_used(columns, sentence):
    page = link(**columns)
    with pytest.raises(NotReady, match=sentence):
        actions.choose_archive(by=editor(), link=page)
    page.refresh_from_db()
    assert page.archive_used_at is None


def test_a_copy_made_anew_of_the_changed_page_is_not_shown_though_the_old_one_was_chosen():
    page = link(content="drifted", drifting_since=NOW - DAY, **COPY)
    actions.choose_archive(by=editor(), link=page)
    Link.objects.filter(pk=page.pk).update(archived_at=NOW)
    page.refresh_from_db()
    assert not page.is_archive_used


def test_an_article_moves_and_its_old_address_stays_with_its_looks():
    article = source("The harbour moved grain.")
    old, new = article.link, link()
    transition(old, "health", "dead")
    actions.move_article(by=editor(), link=old, to=new)
    article.refresh_from_db()
    assert article.link == new
    assert old.looks.count() == old.transitions.count() == 1


def test_two_articles_do_not_share_an_address():
    first, second = source("One."), source("Two.")
    with pytest.raises(Conflict, match="Another article lives"):
        actions.move_article(by=editor(), link=first.link, to=second.link)
