from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client

from factcheck.health import announce_health, refresh_health
from factcheck.models import Publication
from sources.models import Link
from tests.factcheck.api.desk import corrected, drafted, get, published, withdrawn

pytestmark = pytest.mark.django_db


def test_changes_tell_the_life_of_a_check_in_order(client: Client) -> None:
    check = published()
    Link.objects.update(health=Link.Health.DEAD)
    announce_health(refresh_health([check]))
    Link.objects.update(health=Link.Health.ALIVE)
    check = withdrawn(corrected(check))
    drafted(statement="Nobody hears of this draft")
    first, second = Publication.objects.order_by("number")
    page = get(client, "changes/")
    told = [(row["kind"], (row["publication"] or {}).get("sha256")) for row in page["results"]]
    assert told == [
        ("published", first.sha256),
        ("evidence_changed", first.sha256),
        ("corrected", second.sha256),
        ("withdrawn", None),
    ]
    assert [row["sequence"] for row in page["results"]] == [1, 2, 3, 4]
    assert {row["check"]["id"] for row in page["results"]} == {str(check.public_id)}


def test_polling_from_where_one_was_gives_each_change_once(client: Client) -> None:
    for n in range(3):
        published(statement=f"Claim {n}")
    first = get(client, "changes/?page_size=2")
    assert first["since"] == 2
    rest = get(client, first["next"])
    assert [row["sequence"] for row in rest["results"]] == [3]
    assert rest["next"] is None
    empty = get(client, f"changes/?since={rest['since']}")
    assert (empty["results"], empty["since"], empty["next"]) == ([], 3, None)
    published(statement="One more")
    assert [row["sequence"] for row in get(client, "changes/?since=3")["results"]] == [4]


def test_next_is_in_the_link_header_too(client: Client) -> None:
    published(statement="Claim A")
    published(statement="Claim B")
    response = client.get("/api/v1/changes/?page_size=1")
    assert response["Link"] == f'<{response.json()["next"]}>; rel="next"'


@pytest.mark.parametrize("since", ["-1", "x", "1.0", "٣", "9" * 19, "9" * 5000, "+1"])
def test_a_since_that_is_no_sequence_number_is_refused(client: Client, since: str) -> None:
    response = client.get("/api/v1/changes/", {"since": since})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "since"


def test_nothing_changed_is_304(client: Client) -> None:
    published()
    tag = client.get("/api/v1/changes/?since=1")["ETag"]
    again = client.get("/api/v1/changes/?since=1", headers={"If-None-Match": tag})
    assert again.status_code == 304


def refused(client: Client, address: str) -> str:
    """Return what somebody is told whose copy is not of ours."""
    answer = client.get(f"/api/v1/changes/{address}")
    assert answer.status_code == 410
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["exports"] == "https://desk.example.org/api/v1/exports/"
    return str(answer.json()["detail"])


def test_a_number_that_was_never_given_is_gone(client: Client) -> None:
    published()
    assert "Your number 2 is not one of this list" in refused(client, "?since=2")
    assert "restored from a backup" in refused(client, f"?since={'9' * 18}")
    assert get(client, "changes/?since=1")["results"] == []


def test_a_number_that_is_another_change_by_now_is_gone(client: Client) -> None:
    with transaction.atomic():
        published()
        followed = get(client, "changes/")
        transaction.set_rollback(True)  # the backup is from before
    published(statement="What came instead")
    place = f"?since={followed['since']}&mark={followed['mark']}"
    refused(client, place)
    again = get(client, "changes/")
    assert (again["since"], again["mark"] == followed["mark"]) == (followed["since"], False)
    assert get(client, f"changes/?since=1&mark={again['mark']}")["results"] == []


@pytest.mark.parametrize("mark", ["x", "0\0", "é", "a" * 65, "-1"])
def test_what_is_no_mark_is_refused_wherever_it_is_given(client: Client, mark: str) -> None:
    for since in ("", "&since=0", "&since=1"):
        assert client.get(f"/api/v1/changes/?mark={quote(mark)}{since}").status_code == 400


def test_the_mark_goes_along_from_page_to_page(client: Client) -> None:
    published()
    published(statement="Another")
    first = get(client, "changes/?page_size=1&mark=0")
    assert f"mark={first['mark']}" in first["next"]
    second = get(client, first["next"])
    assert (second["since"], second["next"]) == (2, None)
    assert second["mark"] != first["mark"]
    assert get(client, f"changes/?since=2&mark={second['mark']}")["mark"] == second["mark"]


def test_before_the_first_change_there_is_a_place_too(client: Client) -> None:
    empty = get(client, "changes/")
    assert get(client, f"changes/?since={empty['since']}&mark={empty['mark']}") == empty
