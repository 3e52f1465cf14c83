from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from factcheck.actions import merge_claimants, name_claimant
from factcheck.health import refresh_health
from factcheck.models import Check, Claimant
from sources.models import Link
from tests.factcheck.api.desk import drafted, get, published, slugs, withdrawn
from tests.factories import editor, publish

MAY, JUNE, JULY = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (5, 6, 7))


@pytest.fixture(scope="module")
def checks(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Three checks, made once, in a transaction that is rolled back after this module."""
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        make_checks()
        yield
        transaction.set_rollback(True)


def make_checks() -> None:
    with time_machine.travel(MAY, tick=False):
        published(statement="May", topics=["grain"], rating="false")
    with time_machine.travel(JUNE, tick=False):
        june = published(statement="June", topics=["grain", "oil"], language="es")
    with time_machine.travel(JULY, tick=False):
        withdrawn(published(statement="Gone", topics=["grain"], rating="false"))
    links = Link.objects.filter(checks=june)
    links.filter(url__contains="port.example").update(health=Link.Health.DEAD)
    refresh_health([june])
    Check.objects.filter(pk=june.pk).update(under_review_since=JULY, updated_at=JULY)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["june", "may"]),
        ("rating=false", ["may"]),
        ("rating=mostly-true", ["june"]),
        ("rating=nothing", []),
        ("topic=grain", ["june", "may"]),
        ("topic=oil", ["june"]),
        ("topic=grain&rating=false", ["may"]),
        ("claimant=ana-ruiz", ["june", "may"]),
        ("claimant=nobody", []),
        ("language=es", ["june"]),
        ("host=port.example.org", ["june", "may"]),
        ("host=port.example.org:443", ["june", "may"]),
        ("host=port.example.org:80", []),
        ("host=example.org", []),
        ("host=p%25", []),
        ("evidence_health=broken", ["june"]),
        ("evidence_health=good", ["may"]),
        ("under_review=true", ["june"]),
        ("under_review=false", ["may"]),
        ("published_after=2026-06-01T12:00:00Z", ["june"]),
        ("published_before=2026-06-01T12:00:00Z", ["may"]),
        ("published_after=2026-05-01&published_before=2026-05-02", ["may"]),
        ("published_after=2026-06-01T14:00:00%2B02:00", ["june"]),
        ("published_after=2026-06-02T11:42:00%2B23:42", ["june"]),
        ("published_after=2026-06-02T11:42:01%2B23:42", []),
        ("published_after=2026-05-31T18:00:00-18:00", ["june"]),
        ("published_after=0001-01-01T00:00:00%2B23:00", ["june", "may"]),
        ("published_after=9999-12-31T23:59:59-23:00", []),
        ("published_after=2026-06-01T12:00:01", []),
        ("updated_after=2026-07-01T12:00:00Z", ["june"]),
        ("updated_before=2026-07-01T12:00:00Z", ["may"]),
    ],
)
def test_a_filter_finds_what_it_says(
    client: Client, checks: None, query: str, found: list[str]
) -> None:
    assert slugs(client, f"checks/?{query}") == found
    assert slugs(client, f"claims/?{query}") == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=standing", ["june", "may"]),
        ("status=withdrawn", ["gone"]),
        ("status=all", ["gone", "june", "may"]),
        ("status=all&updated_after=2026-07-01", ["gone", "june"]),
        ("status=withdrawn&updated_before=2026-07-01", []),
    ],
)
def test_status_asks_for_tombstones(
    client: Client, checks: None, query: str, found: list[str]
) -> None:
    assert slugs(client, f"checks/?{query}") == found


@pytest.mark.parametrize("status", ["withdrawn", "all"])
@pytest.mark.parametrize(
    "query",
    [
        "rating=false",
        "topic=grain",
        "claimant=ana-ruiz",
        "language=en",
        "host=port.example.org",
        "evidence_health=good",
        "under_review=false",
        "published_after=2026-07-01",
        "published_before=2027-01-01",
    ],
)
def test_no_filter_tells_what_a_withdrawn_check_said(
    client: Client, checks: None, query: str, status: str
) -> None:
    assert "gone" not in slugs(client, f"checks/?status={status}&{query}")


@pytest.mark.django_db
def test_a_claimant_is_found_by_every_address_of_those_merged_into_one(client: Client) -> None:
    published(statement="May")
    stays, goes = Claimant.objects.get(), name_claimant(by=editor(), name="A. Ruiz")
    draft = drafted(statement="June")
    draft.claim_claimants.update(claimant=goes)
    publish(draft)
    assert slugs(client, "checks/?claimant=a-ruiz") == ["june"]
    merge_claimants(by=editor(), stays=stays, goes=[goes])
    for slug in ("ana-ruiz", "a-ruiz"):
        assert slugs(client, f"checks/?claimant={slug}") == ["june", "may"]
        assert slugs(client, f"claims/?claimant={slug}&rating=false") == []


def test_a_source_filter_finds_the_checks_of_the_source(client: Client, checks: None) -> None:
    source = get(client, "claims/may/")["appearances"][0]["source"]["slug"]
    assert slugs(client, f"checks/?source={source}") == ["may"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("evidence_health=fine", "evidence_health"),
        ("under_review=maybe", "under_review"),
        ("status=draft", "status"),
        ("published_after=yesterday", "published_after"),
        ("published_after=2026-02-30", "published_after"),
        ("published_before=2026-06-01T14:00:00 02:00", "published_before"),
        ("rating=%00", "rating"),
        ("state=draft", "state"),
        ("author__password__startswith=a", "author__password__startswith"),
        ("claim__verdict__state=draft", "claim__verdict__state"),
        ("rating__in=a", "rating__in"),
        ("withdrawn_by=1", "withdrawn_by"),
        ("ordering=withdrawn_by__password", "ordering"),
        ("fields=claim", "fields"),
        ("format=api", "format"),
    ],
)
def test_what_cannot_be_filtered_by_is_refused_by_name(
    client: Client, db: None, query: str, field: str
) -> None:
    response = client.get(f"/api/v1/checks/?{query}")
    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == [field]


def test_an_item_takes_no_parameter(client: Client, checks: None) -> None:
    assert client.get("/api/v1/checks/may/?rating=false").status_code == 400
