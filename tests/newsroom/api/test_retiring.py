"""What is on its way out says so, since when and until when; nothing else does."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from newsroom.api.retiring import Retiring

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.newsroom.api.addresses")]

MARCH = "@1803859200"  # 2027-03-01
SEPTEMBER = "Wed, 01 Sep 2027 00:00:00 GMT"
WHY = '<https://desk.example.org/why/>; rel="deprecation"'


def told(response: Any) -> tuple[str | None, str | None]:
    return response.get("Deprecation"), response.get("Sunset")


@pytest.mark.parametrize("address", ["/api/groups/", "/api/keyed/", "/api/nothing/"])
def test_by_itself_nothing_is(client: Client, address: str) -> None:
    assert told(client.get(address)) == (None, None)


def test_each_answer_of_an_address_says_it(client: Client) -> None:
    page = client.get("/api/retiring/")
    unchanged = client.get("/api/retiring/", headers={"If-None-Match": page["ETag"]})
    assert unchanged.status_code == 304
    refused = client.get("/api/retiring/?page_size=0")
    for response in (page, unchanged, refused, client.head("/api/retiring/")):
        assert told(response) == (MARCH, SEPTEMBER)
        assert response["Link"] == WHY


def test_the_way_to_the_next_page_stays(client: Client) -> None:
    Group.objects.bulk_create(Group(name=name) for name in "ab")
    page = client.get("/api/retiring/?page_size=1")
    following, why = page["Link"].split(", ")
    assert following.endswith('rel="next"')
    assert why == WHY


def test_a_parameter_says_it_where_it_is_given(client: Client) -> None:
    response = client.get("/api/retiring/?cursor=x")
    assert told(response) == ("@1780272000", SEPTEMBER), "the earliest of each"


def test_an_end_before_the_beginning_is_a_mistake() -> None:
    march, september = datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="not before"):
        Retiring(since=september, until=march)


def test_any_page_may_read_it(client: Client) -> None:
    exposed = client.get("/api/retiring/")["Access-Control-Expose-Headers"]
    assert {"Deprecation", "Sunset", "RateLimit"} <= set(exposed.split(", "))


def test_the_schema_says_it_too() -> None:
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    listing = paths["/api/retiring/"]["get"]
    assert listing["deprecated"] is True
    assert {p["name"]: p.get("deprecated", False) for p in listing["parameters"]} == {
        "count": False,
        "cursor": True,
        "fields": False,
        "omit": False,
        "page_size": False,
    }
    assert "deprecated" not in paths["/api/groups/"]["get"]
