import json
from hashlib import sha256

import pytest
import time_machine
from django.test import Client
from django.utils.http import http_date

from factcheck.document import canonical
from factcheck.health import announce_health, refresh_health
from factcheck.models import Change, Check
from sources.models import Link
from tests.factcheck.api.desk import corrected, get, published, slugs, withdrawn

pytestmark = pytest.mark.django_db


def test_a_check_shows_the_published_document_and_how_it_stands(client: Client) -> None:
    check = published()
    shown = get(client, f"checks/{check.slug}/")
    assert shown["id"] == str(check.public_id)
    assert shown["status"] == "standing"
    assert shown["url"] == f"https://desk.example.org/checks/{check.slug}/"
    assert shown["document"] == check.publication.document
    assert shown["review"] == {"since": None, "note": "", "note_at": None}
    assert shown["publication"]["version"] == 1
    health = {row["link"]: row["health"] for row in shown["evidence"]["links"]}
    assert health[shown["document"]["evidence"][0]["link"]] == "works"


def test_anybody_can_verify_the_hash_of_the_document(client: Client) -> None:
    check = published(statement="The harbour moved «más de» 17,000 tons – so they say")
    body = client.get(f"/api/v1/checks/{check.slug}/").content
    assert "«más de»".encode() in body
    shown = json.loads(body)
    assert sha256(canonical(shown["document"])).hexdigest() == shown["publication"]["sha256"]


def test_no_primary_key_is_served(client: Client) -> None:
    check = published()
    document = get(client, f"checks/{check.slug}/")["document"]
    assert [row["n"] for row in document["appearances"]] == [1]
    assert all("id" not in row for row in document["appearances"])


def test_a_correction_is_the_next_version(client: Client) -> None:
    check = corrected(published())
    shown = get(client, f"checks/{check.slug}/")
    assert shown["publication"]["version"] == shown["document"]["version"] == 2
    assert shown["document"]["reason"] == "The port's table gives 17,300 tons."
    assert shown["document"]["corrections"][0]["kind"] == "correction"


def test_of_a_withdrawn_check_only_the_tombstone_is_left(client: Client) -> None:
    check = withdrawn(published())
    assert check.withdrawn_at is not None
    tombstone = {
        "id": str(check.public_id),
        "slug": check.slug,
        "url": f"https://desk.example.org/checks/{check.slug}/",
        "status": "withdrawn",
        "withdrawn_at": check.withdrawn_at.isoformat().replace("+00:00", "Z"),
        "reason": "The port took its table back.",
    }
    assert get(client, f"checks/{check.slug}/") == tombstone
    assert get(client, "checks/?status=withdrawn")["results"] == [tombstone]
    assert get(client, "checks/")["results"] == []


def test_the_list_is_newest_first_and_holds_the_same_as_the_items(client: Client) -> None:
    old, new = published(statement="The older claim"), published(statement="The newer claim")
    assert slugs(client, "checks/") == [new.slug, old.slug]
    rows = get(client, "checks/")["results"]
    assert rows == [get(client, f"checks/{slug}/") for slug in (new.slug, old.slug)]


def test_what_becomes_of_the_evidence_changes_etag_and_last_modified(client: Client) -> None:
    check = published()
    address = f"/api/v1/checks/{check.slug}/"
    first = client.get(address)
    Link.objects.update(health=Link.Health.DEAD)
    announce_health(refresh_health([check]))
    second = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 200
    assert second.json()["evidence"]["health"] == "broken"
    newest = Change.objects.get(kind=Change.Kind.EVIDENCE_CHANGED)
    assert second["Last-Modified"] == http_date(newest.at.timestamp())


def test_a_client_that_knows_only_dates_gets_304_too(client: Client) -> None:
    address = f"/api/v1/checks/{published().slug}/"
    last_modified = client.get(address)["Last-Modified"]
    headers = {"If-Modified-Since": last_modified}
    assert client.get(address, headers=headers).status_code == 304


def test_a_withdrawal_within_the_second_of_what_was_read_is_told_to_who_knows_dates(
    client: Client,
) -> None:
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False):
        check = published()
        address = f"/api/v1/checks/{check.slug}/"
        headers = {"If-Modified-Since": client.get(address)["Last-Modified"]}
        withdrawn(check)
        answer = client.get(address, headers=headers)
    assert (answer.status_code, answer.json()["status"]) == (200, "withdrawn")


def test_last_modified_of_a_tombstone_is_when_it_was_withdrawn(client: Client) -> None:
    check = withdrawn(published())
    assert check.withdrawn_at is not None
    response = client.get(f"/api/v1/checks/{check.slug}/")
    assert response["Last-Modified"] == http_date(check.withdrawn_at.timestamp())


def test_a_check_published_while_somebody_pages_repeats_and_hides_none(client: Client) -> None:
    for n in range(4):
        published(statement=f"Claim number {n}")
    first = get(client, "checks/?page_size=2")
    published(statement="Claim that came in between")
    second = get(client, first["next"])
    names = [row["slug"] for row in first["results"] + second["results"]]
    assert names == [f"claim-number-{n}" for n in (3, 2, 1, 0)]


def test_checks_of_the_very_same_moment_are_paged_once_each(client: Client) -> None:
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False):
        made = {published(statement=f"Claim number {n}").slug for n in range(5)}
    assert Check.objects.values("first_published_at").distinct().count() == 1
    address, seen = "checks/?page_size=2", []
    while address:
        page = get(client, address)
        seen += [row["slug"] for row in page["results"]]
        address = page["next"]
    assert len(seen) == 5
    assert set(seen) == made


def test_the_claim_review_is_the_one_of_the_page(client: Client) -> None:
    check = published()
    response = client.get(f"/api/v1/checks/{check.slug}/claimreview/")
    assert response["Content-Type"] == "application/ld+json"
    review = response.json()
    assert review["@type"] == "ClaimReview"
    assert review["url"] == f"https://desk.example.org/checks/{check.slug}/"
    withdrawn(check)
    assert client.get(f"/api/v1/checks/{check.slug}/claimreview/").status_code == 404


@pytest.mark.parametrize("form", ["application/ld+json", "application/json"])
def test_the_claim_review_comes_as_either_json(client: Client, form: str) -> None:
    address = f"/api/v1/checks/{published().slug}/claimreview/"
    assert client.get(address, headers={"Accept": form})["Content-Type"] == form
