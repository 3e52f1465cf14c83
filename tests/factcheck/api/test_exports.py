"""The exports that can be taken, and their files as they are sent."""

import gzip
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from factcheck.exporting.keeping import folder_of, keep_export
from factcheck.models import Export
from tests.factcheck.api.desk import get, published, withdrawn
from tests.support.queries import sql_sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

FEED = "/api/v1/exports/latest/claimreview.json"


def sent(client: Client, address: str, headers: Mapping[str, str] | None = None) -> Any:
    """Ask for a file and read it to its end."""
    answer: Any = client.get(address, headers=headers)
    answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer


def path_of(address: str) -> str:
    return address.removeprefix("https://desk.example.org")


def test_without_an_export_the_list_is_empty(client: Client) -> None:
    assert get(client, "exports/")["results"] == []
    for address in ("/api/v1/exports/latest/", FEED):
        assert client.get(address).status_code == 404


def test_an_export_says_what_it_holds_and_where_its_files_are(client: Client) -> None:
    published()
    made = keep_export()
    (listed,) = get(client, "exports/")["results"]
    assert listed == get(client, f"exports/{made.public_id}/") == get(client, "exports/latest/")
    last = get(client, "changes/")
    assert (listed["sequence"], listed["mark"]) == (last["since"], last["mark"])
    assert listed["checks"] == 1
    types = {}
    for file in listed["files"]:
        answer = sent(client, path_of(file["url"]))
        assert answer.status_code == 200
        assert answer["Content-Type"] == file["media_type"]
        assert answer["ETag"] == f'"{file["sha256"]}"'
        assert int(answer["Content-Length"]) == len(answer.body) == file["bytes"]
        assert sha256(answer.body).hexdigest() == file["sha256"]
        types[file["name"]] = answer["Content-Type"]
    assert types == {
        "checks.jsonl.gz": "application/gzip",
        "checks.csv": "text/csv; charset=utf-8",
        "claimreview.json": "application/ld+json",
        "claimreview.json.gz": "application/gzip",
    }


def test_the_newest_is_the_first_and_the_latest(client: Client) -> None:
    published()
    first = keep_export()
    second = keep_export()
    ids = [row["id"] for row in get(client, "exports/")["results"]]
    assert ids == [str(second.public_id), str(first.public_id)]
    assert get(client, "exports/latest/")["id"] == ids[0]
    page = get(client, "exports/?page_size=1")
    assert [row["id"] for row in get(client, page["next"])["results"]] == ids[1:]


def test_what_was_withdrawn_is_gone_from_all_exports_at_once(client: Client) -> None:
    check = published(statement="Forged")
    made = keep_export()
    address = f"/api/v1/exports/{made.public_id}/"
    assert sent(client, f"{address}checks.csv").status_code == 200
    withdrawn(check)
    assert get(client, "exports/")["results"] == []
    for gone in (address, f"{address}checks.csv", f"{address}checks.jsonl.gz", FEED):
        assert sent(client, gone).status_code == 404
    new = keep_export()
    body = sent(client, f"/api/v1/exports/{new.public_id}/checks.jsonl.gz").body
    assert b"Forged" not in gzip.decompress(body)


def test_a_file_that_is_known_is_not_sent_again(client: Client) -> None:
    published()
    keep_export()
    first = sent(client, FEED)
    again = sent(client, FEED, {"If-None-Match": first["ETag"]})
    assert (again.status_code, again.body, again["ETag"]) == (304, b"", first["ETag"])
    published(statement="Another")
    keep_export()
    assert sent(client, FEED, {"If-None-Match": first["ETag"]}).status_code == 200
    assert sent(client, FEED, {"If-Match": first["ETag"]}).status_code == 412


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=0-0", 206, slice(0, 1)),
        ("bytes=2-9", 206, slice(2, 10)),
        ("bytes=7-999999999", 206, slice(7, None)),
        ("bytes=9-2", 200, slice(None)),
        ("bytes=-5", 200, slice(None)),
        ("bytes=0-1,3-4", 200, slice(None)),
        ("pages=1-2", 200, slice(None)),
    ],
)
def test_who_was_interrupted_asks_for_the_rest(
    client: Client, asked: str, status: int, part: slice
) -> None:
    published()
    keep_export()
    whole = sent(client, FEED)
    answer = sent(client, FEED, {"Range": asked})
    assert (answer.status_code, answer.body) == (status, whole.body[part])
    assert int(answer["Content-Length"]) == len(answer.body)
    if status == 206:
        first = part.start
        last = first + len(answer.body) - 1
        assert answer["Content-Range"] == f"bytes {first}-{last}/{len(whole.body)}"


def test_the_rest_of_a_file_that_is_another_by_now_is_all_of_it(client: Client) -> None:
    published()
    keep_export()
    old = sent(client, FEED)
    published(statement="Another")
    keep_export()
    resumed = sent(client, FEED, {"Range": "bytes=10-", "If-Range": old["ETag"]})
    assert (resumed.status_code, resumed.body) == (200, sent(client, FEED).body)
    resumed = sent(client, FEED, {"Range": "bytes=10-", "If-Range": resumed["ETag"]})
    assert resumed.status_code == 206


def test_who_has_all_of_it_is_told(client: Client) -> None:
    published()
    keep_export()
    size = len(sent(client, FEED).body)
    answer = sent(client, FEED, {"Range": f"bytes={size}-"})
    assert answer.status_code == 416
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Content-Range"] == f"bytes */{size}"
    assert "you have all of it" in answer.json()["detail"]


def test_a_web_page_may_ask_for_parts_and_see_which_it_got(client: Client) -> None:
    published()
    keep_export()
    allowed = client.options(FEED)["Access-Control-Allow-Headers"].split(", ")
    exposed = sent(client, FEED)["Access-Control-Expose-Headers"].split(", ")
    assert {"Range", "If-Range"} <= set(allowed)
    assert {"Accept-Ranges", "Content-Range"} <= set(exposed)


@pytest.mark.parametrize("accepted", ["text/csv", "application/gzip, */*;q=0.1"])
def test_who_accepts_the_type_of_a_file_gets_it(client: Client, accepted: str) -> None:
    published()
    address = f"/api/v1/exports/{keep_export().public_id}/checks.csv"
    assert sent(client, address, {"Accept": accepted}).status_code == 200


def test_who_asks_for_the_head_gets_no_body(client: Client) -> None:
    published()
    keep_export()
    answer = client.head(FEED)
    assert int(answer["Content-Length"]) == len(sent(client, FEED).body)
    assert b"".join(answer.streaming_content) == b""  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["manifest.json", ".export.lock", "..", "%2e%2e%2fx", "x"])
def test_nothing_but_the_files_it_lists_is_sent(client: Client, name: str) -> None:
    published()
    made = keep_export()
    for export in ("latest", made.public_id):
        assert sent(client, f"/api/v1/exports/{export}/{name}").status_code in {400, 404}


@pytest.mark.parametrize("name", ["-" * 36, "0" * 36, "x", "00000000-0000-7000-8000-000000000000"])
def test_an_export_there_is_not_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/api/v1/exports/{name}/").status_code == 404
    assert client.get(f"/api/v1/exports/{name}/checks.csv").status_code == 404


def test_a_file_that_was_removed_just_now_is_not_found(client: Client) -> None:
    published()
    made = keep_export()
    (folder_of(made.public_id) / "claimreview.json").unlink()
    assert sent(client, FEED).status_code == 404


def test_a_file_costs_one_query_and_counts_as_a_request(client: Client) -> None:
    published()
    keep_export()
    sent(client, FEED)
    with sql_sent() as asked:
        answer = sent(client, FEED)
    assert len([one for one in asked if one.startswith("SELECT")]) == 1
    assert answer["RateLimit"]
    assert Export.objects.count() == 1
