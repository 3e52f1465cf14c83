"""The timeline of a claim: what its publication and its check tell, in order."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.history import entry
from factcheck.models import Check, Publication
from factcheck.timeline import MOST_OF_PAGES, Kind, timeline_of
from tests.factcheck.documents import appearance, correction, date, document, evidence, source
from tests.factcheck.views.reader import address, correct, text
from tests.factories import published_claim
from tests.support.queries import sql_sent

PUBLISHED = datetime(2026, 6, 10, 12, tzinfo=UTC)


def after(days: int) -> datetime:
    return PUBLISHED + timedelta(days=days)


def check(history: Any = (), columns: Any = None, **parts: Any) -> Check:
    publication = Publication(document=document(**parts), published_at=PUBLISHED)
    return Check(
        publication=publication,
        first_published_at=PUBLISHED,
        history=list(history),
        **columns or {},
    )


def kinds(found: Check) -> list[str]:
    return [event.kind.value for event in timeline_of(found).events]


def test_a_timeline_begins_with_what_was_said_and_where() -> None:
    events = timeline_of(check()).events
    assert [event.kind for event in events] == [Kind.SAID, Kind.APPEARED, Kind.PUBLISHED]
    assert events[0].date["at"] == "2026-06"
    assert (events[1].name, events[1].language) == ("The Press", "en")


def test_what_has_no_date_is_left_out() -> None:
    undated = [appearance(source=source(published=date()))]
    assert kinds(check(claim={"said": date()}, appearances=undated)) == ["published"]


def test_pages_are_told_of_when_they_fail_and_when_they_work_again() -> None:
    link = "link-of-table"
    told = [
        entry("page", after(0), link, "unknown"),
        entry("page", after(1), link, "works"),
        entry("page", after(2), link, "gone"),
        entry("page", after(3), link, "works"),
    ]
    events = [e for e in timeline_of(check(told)).events if e.kind == Kind.PAGE]
    assert [(e.name, e.state) for e in events] == [("The port", "gone"), ("The port", "works")]


def test_what_the_publication_does_not_name_is_not_told_of() -> None:
    told = [entry("page", after(1), "x", "works"), entry("page", after(2), "x", "gone")]
    assert "page" not in kinds(check(told))
    hidden = [{"is_withheld": True, "withheld_reason": "It would name our source."}]
    link = "link-of-table"
    told = [entry("page", after(1), link, "works"), entry("page", after(2), link, "gone")]
    assert "page" not in kinds(check(told, evidence=hidden))


def test_words_that_changed_are_told_by_the_name_of_their_source() -> None:
    events = timeline_of(check([entry("words", after(1), "passage-1", "edited")])).events
    assert (events[-1].kind, events[-1].name, events[-1].state) == (
        Kind.WORDS,
        "The Press",
        "edited",
    )


def test_of_a_restless_page_the_newest_changes_are_told() -> None:
    link = "link-of-table"
    told = [
        entry("page", after(n), link, ("gone", "works")[n % 2]) for n in range(3 * MOST_OF_PAGES)
    ]
    events = [e for e in timeline_of(check(told)).events if e.kind == Kind.PAGE]
    assert len(events) == MOST_OF_PAGES
    assert events[-1].at == after(3 * MOST_OF_PAGES - 1)


def test_a_re_review_is_told_once_however_it_is_known() -> None:
    told = [entry("review", after(1)), entry("stands", after(2)), entry("review", after(3))]
    columns = {"under_review_since": after(3), "review_note_at": after(2)}
    assert kinds(check(told, columns))[3:] == ["review", "stands", "review"]
    assert kinds(check((), columns))[3:] == ["stands", "review"]


def test_a_page_fails_before_it_is_reviewed_for_it() -> None:
    link = "link-of-table"
    later = after(2) + timedelta(milliseconds=40)
    told = [
        entry("page", after(1), link, "works"),
        entry("review", after(2)),
        entry("page", later, link, "gone"),
    ]
    assert kinds(check(told))[3:] == ["page", "review"]


def test_corrections_come_when_they_were_published() -> None:
    old = correction(version=2, published_at=after(5).isoformat())
    events = timeline_of(check(corrections=[old])).events
    assert (events[-1].kind, events[-1].at) == (Kind.CORRECTED, after(5))


def test_a_timeline_is_drawn_unless_all_came_at_once() -> None:
    assert "<svg" in str(timeline_of(check()).drawing)
    undated = [appearance(source=source(published=date()))]
    assert timeline_of(check(claim={"said": date()}, appearances=undated)).drawing is None


def test_evidence_without_a_quote_or_a_link_is_no_trouble() -> None:
    papers = [evidence(link=None, url=None, upload="u")]
    assert kinds(check(evidence=papers))


@pytest.mark.django_db
def test_the_verdict_page_has_the_timeline_at_no_query_of_its_own(client: Client) -> None:
    claim = published_claim()
    correct(claim)
    Check.objects.update(under_review_since=timezone.now())
    with sql_sent() as sent:
        page = text(client, address(claim))
    assert len(sent) == 3
    line = page[page.index('id="timeline"') :]
    assert "We published our check." in line
    assert f'href="{address(claim, version=2)}changes/">Correction, version 2</a>' in line
    assert "Under re-review." in line
    assert 'id="timeline"' not in text(client, address(claim, version=1))
