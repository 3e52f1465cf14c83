import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from factcheck.models import Check
from tests.factcheck.views.reader import address, correct, text
from tests.factories import (
    published_claim,
)

pytestmark = pytest.mark.django_db


def test_a_verdict_page_costs_one_query_once_it_was_drawn(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = published_claim()
    correct(claim)
    for path in (address(claim), address(claim, version=1)):
        with django_assert_num_queries(3):
            cold = client.get(path)
        with django_assert_num_queries(1):
            warm = client.get(path)
        with django_assert_num_queries(1):
            known = client.get(path, headers={"if-none-match": cold.headers["ETag"]})
        assert warm.content == cold.content
        assert warm.headers == cold.headers
        assert known.status_code == 304
        assert known.content == b""
        assert known.headers["ETag"] == cold.headers["ETag"]
        assert known.headers["Cache-Control"] == "public, no-cache"


def test_the_only_version_of_a_check_costs_two_queries_to_draw(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = published_claim()
    for path in (address(claim), address(claim, version=1)):
        with django_assert_num_queries(2):
            client.get(path)


def test_readers_get_no_cookie_and_no_session_and_pages_vary_by_their_coding_alone(
    client: Client,
) -> None:
    claim = published_claim()
    for path in ("/", address(claim), f"/es{address(claim)}", address(claim, version=1), "/x/"):
        response = client.get(path, headers={"accept-language": "es", "cookie": "sessionid=1"})
        assert not response.cookies
        assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert not Session.objects.exists()


def test_a_reader_page_allows_nothing_but_its_own_styles_and_pictures(client: Client) -> None:
    policy = client.get(address(published_claim())).headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} == {
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    }


def test_a_page_has_no_script_that_runs_and_nothing_from_elsewhere(client: Client) -> None:
    page = text(client, address(published_claim()))
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']
    loaded = re.findall(r'<(?:img|link rel="(?:stylesheet|icon))[^>]*(?:src|href)="([^"]*)"', page)
    assert loaded
    assert all(path.startswith("/static/") for path in loaded)
    assert len(loaded) + 1 <= 6
    assert len(page) < 50_000
    assert "style=" not in page


def test_head_says_what_get_says_without_the_body(client: Client) -> None:
    path = address(published_claim())
    got, headed = client.get(path), client.head(path)
    assert headed.content == b""
    assert headed.headers == got.headers
    assert client.post(path).status_code == 405


EVENTS: dict[str, dict[str, Any]] = {
    "evidence changes": {"evidence_version": 9},
    "a re-review opens": {"updated_at": timezone.now() + timedelta(hours=1)},
    "another day of looking": {"last_looked_at": timezone.now() - timedelta(days=3)},
}


@pytest.mark.parametrize("event", EVENTS)
def test_the_etag_changes_with_everything_readers_see(client: Client, event: str) -> None:
    path = address(published_claim())
    before = client.get(path).headers["ETag"]
    assert client.get(path).headers["ETag"] == before
    assert not before.startswith("W/")
    assert client.get(f"/es{path}").headers["ETag"] != before
    Check.objects.update(**EVENTS[event])
    assert client.get(path).headers["ETag"] != before
