"""Trouble as rows of the desk: grouped by host and by claim, the most harmful first."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from factcheck import actions, alarms
from factcheck.models import Claim
from factcheck.queues import SHOWN, Row
from sources.actions import watch
from sources.alerting import close_host_alert, open_host_alert, open_network_alert
from sources.linkcheck.states import LinkState
from sources.models import Link
from sources.recording import state_of
from tests.factcheck.admin.newsrooms import break_words
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import (
    evidence,
    judged_claim,
    link,
    person,
    published_claim,
    publisher,
    transition,
)
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

BEFORE = timezone.now() - timedelta(days=2)


def rest_on(claim: Claim, *, host: str, pages: int, **columns: Any) -> list[Link]:
    """Let a published check rest on more pages, each in the same state."""
    found = [
        link(f"https://{host}/{claim.pk}/{number}", last_ok_at=BEFORE, failing_since=BEFORE)
        for number in range(pages)
    ]
    watch(links=found, cadence=Link.Cadence.PUBLISHED)
    Link.objects.filter(pk__in=[page.pk for page in found]).update(**columns)
    claim.check_record.links.add(*found)
    return found


def another_claim() -> Claim:
    return published_claim(statement="Another claim")


def titles() -> list[str]:
    return [row.title for row in alarms.in_trouble()]


def only_row() -> Row:
    (row,) = alarms.in_trouble()
    return row


def test_pages_of_one_host_in_one_state_are_one_row_that_opens_their_list() -> None:
    claim = published_claim()
    pages = rest_on(claim, host="a.example.org", pages=3, health="suspect")
    link("https://a.example.org/fine", health="alive")
    row = only_row()
    assert row.title == "a.example.org: 3 pages"
    assert (row.state, row.who) == ("failing, confirming", "under 1 published check")
    listed = desk_of(person()).get(row.url)
    assert listed.status_code == 200
    assert "3 links" in text_of(listed.content)
    assert all(page.url in listed.content.decode() for page in pages)


def test_one_page_is_a_row_that_opens_the_page() -> None:
    (page,) = rest_on(published_claim(), host="a.example.org", pages=1, health="suspect")
    row = only_row()
    assert row.title == page.url
    assert row.url.endswith(f"/link/{page.pk}/change/")


def test_other_states_and_other_hosts_are_rows_of_their_own() -> None:
    claim = published_claim()
    rest_on(claim, host="a.example.org", pages=2, health="suspect")
    rest_on(claim, host="a.example.org:8080", pages=2, health="suspect")
    drifted = {"content": "drifted", "drifting_since": BEFORE, "failing_since": None}
    rest_on(another_claim(), host="a.example.org", pages=2, health="alive", **drifted)
    assert sorted((row.title, row.state) for row in alarms.in_trouble()) == [
        ("a.example.org: 2 pages", "changed, seen once, confirming"),
        ("a.example.org: 2 pages", "failing, confirming"),
        ("a.example.org:8080: 2 pages", "failing, confirming"),
    ]


def test_a_host_that_fails_as_a_whole_is_one_row_for_all_its_pages() -> None:
    claim = published_claim()
    pages = rest_on(claim, host="a.example.org", pages=4, health="suspect")
    rest_on(another_claim(), host="a.example.org", pages=1, health="unverifiable")
    open_host_alert(pages[0].host, "5 of 5 pages do not answer")
    row = only_row()
    assert row.title == "a.example.org: 5 of 5 pages do not answer"
    assert row.who == "under 2 published checks"
    close_host_alert(pages[0].host)
    assert [row.state for row in alarms.in_trouble()] == [
        "failing, confirming",
        "blocked to us or unreachable",
    ]


def test_what_a_failing_host_does_not_explain_is_still_shown() -> None:
    draft = judged_claim()
    page = evidence(draft, address="https://a.example.org/gone").link
    assert page is not None
    Link.objects.filter(pk=page.pk).update(health="dead", failing_since=BEFORE)
    open_host_alert(page.host, "5 of 5 pages do not answer")
    assert sorted(titles()) == ["a.example.org: 5 of 5 pages do not answer", page.url]


def test_our_own_network_comes_before_everything() -> None:
    rest_on(published_claim(), host="a.example.org", pages=3, health="suspect")
    open_network_alert("None of 3 canaries answers.")
    assert titles()[0].startswith("Our own network is down")
    assert alarms.in_trouble()[0].who == "None of 3 canaries answers."


def test_what_more_published_checks_rest_on_comes_first_and_then_what_is_older() -> None:
    one, two = published_claim(), another_claim()
    shared = rest_on(one, host="b.example.org", pages=1, health="suspect")
    two.check_record.links.add(*shared)
    rest_on(one, host="c.example.org", pages=1, health="suspect", failing_since=BEFORE)
    older = BEFORE - timedelta(days=3)
    rest_on(one, host="d.example.org", pages=5, health="suspect", failing_since=older)
    draft = judged_claim(statement="A draft")
    Link.objects.filter(evidence__claim=draft).update(health="dead", failing_since=older)
    hosts = [title.removeprefix("https://").partition("/")[0] for title in titles()]
    assert hosts == [
        "b.example.org",
        "d.example.org: 5 pages",
        "c.example.org",
        "port.example.org",
    ]


def test_a_claim_under_re_review_is_one_row_with_all_its_causes() -> None:
    claim = published_claim()
    page = claim.evidence.get().link
    assert page is not None
    break_words(claim)
    Link.objects.filter(pk=page.pk).update(health="dead")
    transition(page, "health", "dead")
    actions.open_reviews()
    causes = "a page stopped working, cited words (port.example.org, press.example.org)"
    (row,) = alarms.under_review()
    assert (row.title, row.state) == (claim.statement, f"confirmed: {causes}")
    actions.correct(
        by=publisher(), claim=claim, kind="correction", cause="editor_error", was_wrong="A number."
    )
    assert titles() == []


def flaps(*days_ago: int) -> list[datetime]:
    return [timezone.now() - timedelta(days=days) for days in days_ago]


@pytest.mark.parametrize(
    ("days_ago", "is_told"),
    [((9, 5, 1), True), ((60, 40, 9, 5, 1), True), ((31, 5, 1), False), ((5, 1), False)],
)
def test_a_page_that_comes_and_goes_is_told_of_quietly(
    days_ago: tuple[int, ...], *, is_told: bool
) -> None:
    claim = published_claim()
    flapped = {"flapped_at": flaps(*days_ago), "failing_since": None}
    (page,) = rest_on(claim, host="a.example.org", pages=1, health="alive", **flapped)
    rest_on(claim, host="b.example.org", pages=1, health="suspect")
    rows = alarms.in_trouble()
    assert [row.state for row in rows] == ["failing, confirming", "comes and goes"][: 1 + is_told]
    page.refresh_from_db()
    state: LinkState = state_of(page)
    assert state.is_flapping(timezone.now()) is is_told


def test_an_address_that_never_answered_is_taken_for_a_typo() -> None:
    draft = judged_claim()
    Link.objects.filter(evidence__claim=draft).update(health="suspect", last_ok_at=None)
    assert only_row().state == "has never answered: is the address right?"


def test_trouble_costs_the_same_at_any_size() -> None:
    claims = [published_claim(statement=f"Claim {number}") for number in range(3)]
    rest_on(claims[0], host="a.example.org", pages=2, health="suspect")
    with sql_sent() as few:
        alarms.in_trouble()
    for number, claim in enumerate(claims * 5):
        rest_on(claim, host=f"h{number}.example.org", pages=10, health="suspect")
    break_words(claims[1], is_confirmed=False)
    with sql_sent() as many:
        rows = alarms.in_trouble()
    assert len(few) == len(many) == 4
    assert len(rows) <= 2 * (SHOWN + 1)


def test_a_page_set_aside_or_in_the_archive_is_no_row_until_that_is_over() -> None:
    claim = published_claim()
    aside, archived = rest_on(claim, host="a.example.org", pages=2, health="suspect")
    later, before = BEFORE + timedelta(days=9), BEFORE - timedelta(days=1)
    Link.objects.filter(pk=aside.pk).update(ignored_until=later)
    Link.objects.filter(pk=archived.pk).update(archive_used_at=timezone.now())
    assert titles() == []
    Link.objects.filter(pk=aside.pk).update(ignored_until=before)
    assert titles() == [aside.url]
    Link.objects.filter(pk=archived.pk).update(archive_used_at=before)
    assert titles() == ["a.example.org: 2 pages"]
