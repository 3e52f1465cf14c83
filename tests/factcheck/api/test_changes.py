import pytest
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
