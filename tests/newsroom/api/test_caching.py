import gzip
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.test.client import RequestFactory
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.api.caching import Version, conditional

LIST, ITEM = "/api/groups/", "/api/groups/a/"


@pytest.fixture
def group(db: None) -> Group:
    return Group.objects.create(name="a")


@pytest.mark.urls("tests.newsroom.api.addresses")
@pytest.mark.parametrize("address", [LIST, ITEM])
@pytest.mark.parametrize("method", ["get", "head"])
def test_who_has_the_newest_gets_304_and_no_body(
    client: Client, group: Group, address: str, method: str
) -> None:
    first = client.get(address)
    assert first["ETag"].startswith('"')
    assert first["Cache-Control"] == "public, no-cache"
    again = getattr(client, method)(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]


@pytest.mark.urls("tests.newsroom.api.addresses")
def test_a_change_makes_a_new_etag(client: Client, group: Group) -> None:
    old = client.get(LIST)["ETag"]
    Group.objects.create(name="b")
    response = client.get(LIST, headers={"If-None-Match": old})
    assert response.status_code == 200
    assert response["ETag"] != old


@pytest.mark.urls("tests.newsroom.api.addresses")
def test_head_has_the_headers_of_get_and_no_body(client: Client, group: Group) -> None:
    get, head = client.get(LIST), client.head(LIST)
    assert head.content == b""
    assert {k: v for k, v in head.items() if k != "RateLimit"} == {
        k: v for k, v in get.items() if k != "RateLimit"
    }


@pytest.mark.urls("tests.newsroom.api.addresses")
def test_an_answer_goes_out_in_a_coding_the_client_reads_under_an_etag_of_its_own(
    client: Client, group: Group
) -> None:
    plain = client.get(LIST)
    packed = client.get(LIST, headers={"Accept-Encoding": "gzip"})
    assert (packed["Content-Encoding"], packed["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    known = {"If-None-Match": packed["ETag"]}
    again = client.get(LIST, headers={"Accept-Encoding": "gzip", **known})
    assert (again.status_code, again["ETag"]) == (304, packed["ETag"])
    assert client.get(LIST, headers=known).status_code == 200, "it does not read that coding"


@pytest.mark.parametrize(
    ("since", "status"),
    [("Tue, 02 Jun 2026 10:00:00 GMT", 304), ("Tue, 02 Jun 2026 09:59:59 GMT", 200)],
)
def test_last_modified_is_honoured_to_the_second(since: str, status: int) -> None:
    request = Request(RequestFactory().get("/", headers={"If-Modified-Since": since}))
    response = Response({})
    response.accepted_renderer = JSONRenderer()
    response.accepted_media_type = "application/json"
    setattr(response, "renderer_context", {})  # noqa: B010 - DRF sets it so, unknown to types
    changed = datetime(2026, 6, 2, 10, 0, 0, 999_999, tzinfo=UTC)
    answer = conditional(request, response, Version('"x"', changed, dates_prove=True))
    assert answer.status_code == status
    assert answer["Last-Modified"] == "Tue, 02 Jun 2026 10:00:00 GMT"


def test_a_date_that_proves_nothing_is_told_and_not_believed() -> None:
    request = Request(
        RequestFactory().get("/", headers={"If-Modified-Since": "Tue, 02 Jun 2026 10:00:00 GMT"})
    )
    response = Response({})
    changed = datetime(2026, 6, 2, 10, tzinfo=UTC)
    answer = conditional(request, response, Version('"x"', changed))
    assert answer.status_code == 200
    assert answer["Last-Modified"] == "Tue, 02 Jun 2026 10:00:00 GMT"
