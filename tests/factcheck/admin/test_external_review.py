"""Where editors see what others have checked."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from factcheck.actions.following import keep_reviews, open_feed
from factcheck.external.rating import Scale
from factcheck.external.review import read_review
from factcheck.models import ExternalReview
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factcheck.external.reviews import rated, review
from tests.factories import STATEMENT, claim, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

LIST = reverse("admin:factcheck_externalreview_changelist")
HEADING = "Others have checked this, or something like it"


def keep(**changes: Any) -> ExternalReview:
    by = reporter()
    given = review(1, **({"claimReviewed": STATEMENT, "reviewRating": rated("Falso")} | changes))
    feed = open_feed(by=by, name="https://feed.example.org/")
    ((pk, _what),) = keep_reviews(by=by, feed=feed, reviews=[read_review(given, Scale())])
    return ExternalReview.objects.get(pk=pk)


@pytest.fixture
def client() -> Client:
    return desk_of(reporter())


def test_a_claims_page_says_who_else_checked_it_in_one_query_more(client: Client) -> None:
    page = reverse("admin:factcheck_claim_change", args=[claim().pk])
    client.get(page)
    with sql_sent() as sent:
        assert HEADING not in text_of(client.get(page).content)
    assert sum("factcheck_externalreview" in sql for sql in sent) == 1
    keep()
    with sql_sent() as more:
        said = " ".join(text_of(client.get(page).content).split())
    assert len(more) == len(sent)
    assert HEADING in said
    assert said[said.index(HEADING) :].startswith(
        f"{HEADING} {STATEMENT} Falso on our scale: False checked by The Checkers, 10 June 2019"
    )


def test_the_workbench_says_so_while_a_claim_is_typed(client: Client) -> None:
    theirs = keep()
    answer = client.post(reverse("admin:factcheck_claim_lookalikes"), {"text": STATEMENT})
    assert "Others have checked" in text_of(answer.content)
    assert reverse("admin:factcheck_externalreview_change", args=[theirs.pk]) in str(answer.content)
    other = client.post(reverse("admin:factcheck_claim_lookalikes"), {"text": "It rained in Faro"})
    assert "Others have checked" not in text_of(other.content)


def test_a_review_is_found_and_read_and_never_changed(client: Client) -> None:
    theirs = keep(datePublished="soon")
    said = text_of(client.get(f"{LIST}?q=checkers harbour").content)
    assert STATEMENT in said
    assert STATEMENT not in text_of(client.get(f"{LIST}?q=nobody").content)
    page = reverse("admin:factcheck_externalreview_change", args=[theirs.pk])
    told = client.get(page).content
    assert b'href="https://checkers.example.org/1" rel="noreferrer"' in told
    for words in ("A date cannot be read: “soon”.", "https://feed.example.org/", '"ClaimReview"'):
        assert words in text_of(told)
    assert client.post(page, {"publisher": "Us"}).status_code == 403


def test_nothing_they_write_is_markup_here(client: Client) -> None:
    evil = '<img src=x onerror="alert(1)">'
    theirs = keep(author={"name": f"x{evil}"}, extra=evil, claimReviewed=f"1 < 2 {STATEMENT} <x")
    page = reverse("admin:factcheck_externalreview_change", args=[theirs.pk])
    for address in (LIST, page, reverse("admin:factcheck_claim_change", args=[claim().pk])):
        assert b"<img src=x" not in client.get(address).content
        assert b"<x" not in client.get(address).content


def test_no_index_is_kept_for_who_checked_it_alone() -> None:
    """Nobody sorts or filters by it; its words are in the index of words."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, ExternalReview._meta.db_table)
    assert not [one for one in found.values() if one["index"] and one["columns"] == ["publisher"]]
    assert "factcheck_external_words_idx" in found
