import json
from base64 import urlsafe_b64encode
from itertools import pairwise
from urllib.parse import parse_qs

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.support.queries import sql_sent

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.newsroom.api.addresses")]


def fill(*names: str) -> None:
    Group.objects.bulk_create(Group(name=name) for name in names)


def names(body: dict[str, list[dict[str, str]]]) -> str:
    return "".join(row["name"] for row in body["results"])


def walk(client: Client, address: str, way: str = "next") -> list[str]:
    pages = []
    while address:
        body = client.get(address).json()
        pages.append(names(body))
        address = body[way]
    return pages


def test_pages_hold_every_row_once_in_order(client: Client) -> None:
    fill(*"gfedcba")
    assert walk(client, "/api/groups/?page_size=3") == ["abc", "def", "g"]


def test_previous_leads_back_to_the_first_page(client: Client) -> None:
    fill(*"abcdefg")
    second = client.get(client.get("/api/groups/?page_size=3").json()["next"]).json()
    assert walk(client, second["previous"], "previous") == ["abc"]


def test_rows_that_come_and_go_between_pages_repeat_and_hide_none(client: Client) -> None:
    fill(*"cdefgh")
    first = client.get("/api/groups/?page_size=3").json()
    fill("a", "b", "i")
    Group.objects.filter(name="e").delete()
    assert names(first) == "cde"
    assert walk(client, first["next"]) == ["fgh", "i"]


def test_the_neighbours_are_in_the_link_header_too(client: Client) -> None:
    fill(*"abc")
    first = client.get("/api/groups/?page_size=1")
    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    middle = client.get(first.json()["next"])
    assert 'rel="next", <' in middle["Link"]
    assert middle["Link"].endswith('rel="prev"')
    assert "Link" not in client.get("/api/groups/")


def test_addresses_in_answers_are_the_sites_own_whatever_name_was_asked(client: Client) -> None:
    fill(*"ab")
    response = client.get("/api/groups/?page_size=1", headers={"Host": "localhost"})
    assert response.json()["next"].startswith("https://desk.example.org/api/groups/?")


@pytest.mark.parametrize("size", ["0", "201", "-1", "1.5", "ten", "٣", "1e2", "9" * 5000, " 5"])
def test_a_page_size_we_do_not_serve_is_refused(client: Client, size: str) -> None:
    response = client.get("/api/groups/", {"page_size": size})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "page_size"


def test_page_size_goes_up_to_200(client: Client) -> None:
    fill(*(f"{n:03}" for n in range(201)))
    body = client.get("/api/groups/?page_size=200").json()
    assert len(body["results"]) == 200
    assert body["next"]


def test_a_cursor_we_did_not_give_is_refused_and_does_not_begin_again(client: Client) -> None:
    fill(*"abc")
    following = client.get("/api/groups/?page_size=1").json()["next"]
    given = parse_qs(following.partition("?")[2])["cursor"][0]
    forged = urlsafe_b64encode(json.dumps([0, False, "a"]).encode()).decode()
    for cursor in ["x", given[:-1], given + "A", forged, f"{forged}:{given}", "cD0y", "\0"]:
        response = client.get("/api/groups/", {"cursor": cursor})
        assert response.status_code == 400, cursor
        assert response.json()["errors"][0]["field"] == "cursor"


def test_a_cursor_of_another_list_is_refused(client: Client) -> None:
    fill(*"abc")
    following = client.get("/api/groups/?page_size=1").json()["next"]
    assert client.get(following.replace("groups", "others")).status_code == 400


def test_the_last_page_costs_what_the_first_costs(client: Client) -> None:
    fill(*(f"{n:03}" for n in range(100)))
    address, costs = "/api/groups/?page_size=10", []
    while address:
        with sql_sent() as sent:
            address = client.get(address).json()["next"]
        costs.append(len(sent))
        assert "OFFSET" not in sent[0]
        assert "COUNT" not in sent[0]
    assert set(costs) == {1}
    assert len(costs) == 10


def test_pages_are_in_one_order_only(client: Client) -> None:
    fill(*"cab")
    assert client.get("/api/groups/?ordering=-name").status_code == 400
    assert all(a <= b for a, b in pairwise(names(client.get("/api/groups/").json())))
