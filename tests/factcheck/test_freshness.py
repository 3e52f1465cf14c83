from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import F
from django.test import Client
from django.utils import timezone, translation

from factcheck import actions
from factcheck.freshness import tag_of
from factcheck.models import Check, Claim
from newsroom.celery import app
from sources.models import Link
from tests.factcheck.views.reader import address, correct, text, withdraw
from tests.factories import judged_claim, published_claim, transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    return published_claim()


def test_what_was_never_published_has_no_tag() -> None:
    assert tag_of(judged_claim().slug) is None


def test_a_tag_stays_while_nothing_is_written(claim: Claim) -> None:
    assert tag_of(claim.slug) == tag_of(claim.slug)


def test_pages_of_one_check_are_told_apart(claim: Claim) -> None:
    tags = [tag_of(claim.slug), tag_of(claim.slug, 1), tag_of(claim.slug, 2)]
    with translation.override("es"):
        tags.append(tag_of(claim.slug))
    assert len(set(tags)) == 4


def test_whatever_is_written_to_a_check_gives_it_another_tag(claim: Claim) -> None:
    seen = {tag_of(claim.slug)}
    for column in ("review_note", "evidence_health", "last_looked_at", "rating_key"):
        Check.objects.update(**{column: F(column)})
        seen.add(tag_of(claim.slug))
    assert len(seen) == 5


def test_a_page_that_was_drawn_shows_a_correction_and_a_withdrawal_at_once(
    client: Client, claim: Claim
) -> None:
    for path in (address(claim), f"/es{address(claim)}", address(claim, version=1)):
        text(client, path)
    correct(claim)
    assert "We had the wrong month." in text(client, address(claim))
    assert "It has been replaced." in text(client, address(claim, version=1))
    assert "The table for May says so." in text(client, f"/es{address(claim)}")
    withdraw(claim)
    for path in (address(claim), f"/es{address(claim)}", address(claim, version=1)):
        assert "We quoted the wrong person." in text(client, path, status=410)


def test_a_page_that_was_drawn_shows_a_re_review_and_how_it_ends(
    client: Client, claim: Claim
) -> None:
    text(client, address(claim))
    Check.objects.update(under_review_since=timezone.now())
    assert "Under re-review" in text(client, address(claim))
    Check.objects.update(
        under_review_since=None, review_note="So it is.", review_note_at=timezone.now()
    )
    assert "So it is." in text(client, address(claim))


def test_public_health_shows_within_a_minute_of_its_transition(
    client: Client, claim: Claim
) -> None:
    link = Link.objects.get(evidence__claim=claim)
    assert "The page is gone" not in text(client, address(claim))
    Link.objects.filter(pk=link.pk).update(health="dead")
    transition(link, "health", "dead", before="alive")
    actions.open_reviews()
    assert "The page is gone" in text(client, address(claim))
    bells = [bell for bell in app.conf.beat_schedule.values() if "open_reviews" in bell["task"]]
    assert [bell["schedule"] <= timedelta(seconds=30) for bell in bells] == [True]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_lost_between_requests_is_replaced(claim: Claim) -> None:
    tag = tag_of(claim.slug)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        lost = cursor.fetchone()[0]
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [lost])
    other.close()
    assert tag_of(claim.slug) == tag


@pytest.mark.django_db(transaction=True)
def test_nothing_else_is_asked_of_the_database_before_the_tag(claim: Claim) -> None:
    def asked() -> bool:
        raise AssertionError("Django has checked the connection.")

    ours: Any = connections["default"]
    assert ours.health_check_enabled
    ours.health_check_done, ours.is_usable = False, asked
    try:
        assert tag_of(claim.slug)
    finally:
        del ours.is_usable
