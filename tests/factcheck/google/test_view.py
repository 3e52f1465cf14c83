import json
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError
from pytest_django.live_server_helper import LiveServer

from factcheck.models import Check
from tests.factcheck.api.desk import drafted, published, withdrawn
from tests.factcheck.api.test_schema import SNAPSHOT, validator
from tests.support.queries import sql_sent

SEARCH = "/v1alpha1/claims:search"

pytestmark = pytest.mark.django_db


def answer(client: Client, **asked: Any) -> dict[str, Any]:
    response = client.get(SEARCH, asked)
    assert response.status_code == 200, response.content
    told: dict[str, Any] = response.json()
    return told


def texts(told: dict[str, Any]) -> list[str]:
    return [claim["text"] for claim in told.get("claims", [])]


def refusal(client: Client, **asked: Any) -> str:
    response = client.get(SEARCH, asked)
    assert (response.status_code, response["Content-Type"]) == (400, "application/json")
    error = response.json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    message: str = error["message"]
    return message


def grain(number: int, **given: Any) -> Check:
    return published(statement=f"The harbour moved {number},000 tons of grain", **given)


@pytest.mark.django_db(transaction=True)
def test_googles_own_client_reads_us_page_by_page(live_server: LiveServer) -> None:
    shown = {grain(number).claim.statement for number in range(10, 17)}
    service = build(
        "factchecktools",
        "v1alpha1",
        developerKey="any",
        static_discovery=True,
        client_options={"api_endpoint": live_server.url},
    )
    request = service.claims().search(query="harbour grain", pageSize=3, languageCode="en-GB")
    found, pages = [], 0
    while request is not None:
        response = request.execute()
        found += texts(response)
        pages += 1
        request = service.claims().search_next(request, response)
    assert (pages, len(found), set(found)) == (3, 7, shown)
    with pytest.raises(HttpError, match="Give a query") as refused:
        service.claims().search().execute()
    assert refused.value.status_code == 400
    service.close()


def test_it_says_what_the_page_says(client: Client) -> None:
    check = published(statement="The harbour moved 17,000 tons of grain")
    (review,) = answer(client, query="grain")["claims"][0]["claimReview"]
    assert review["url"] == settings.SITE_URL + check.get_absolute_url()
    assert review["publisher"]["site"] == "desk.example.org"
    page = client.get(check.get_absolute_url()).content.decode()
    assert review["title"] in page
    assert review["textualRating"] in page


def test_without_words_a_site_lists_its_newest_checks_to_the_end(client: Client) -> None:
    for number in range(10, 15):
        with time_machine.travel(f"2026-03-{number}T12:00:00Z", tick=False):
            grain(number)
    asked: dict[str, Any] = {"reviewPublisherSiteFilter": "www.desk.example.org", "pageSize": 2}
    found: list[str] = []
    token = ""
    while True:
        told = answer(client, **asked, **({"pageToken": token} if token else {}))
        found += texts(told)
        token = told.get("nextPageToken", "")
        if not token:
            break
    assert found == [
        f"The harbour moved {number},000 tons of grain" for number in (14, 13, 12, 11, 10)
    ]


def test_of_another_site_nothing_is_known(client: Client) -> None:
    grain(17)
    assert answer(client, query="grain", reviewPublisherSiteFilter="other.example.org") == {}


@pytest.mark.parametrize("site", ["[", "https://[x]/", "a]b", "\u2100", "//", "http:", "\x00"])
def test_what_is_no_site_is_another_site(client: Client, site: str) -> None:
    grain(17)
    assert answer(client, query="grain", reviewPublisherSiteFilter=site) == {}


@pytest.mark.parametrize("words", ["\0\u202e", "\u200b", "🙂"])
def test_words_that_say_nothing_find_nothing(client: Client, words: str) -> None:
    grain(17)
    assert answer(client, query=words) == {}
    assert answer(client, query=words, reviewPublisherSiteFilter="desk.example.org") == {}


def test_answers_and_refusals_are_as_promised(client: Client) -> None:
    grain(17)
    grain(18)
    schema = json.loads(SNAPSHOT.read_text())
    promise = validator(schema, SEARCH)
    told = answer(client, query="grain", pageSize=1)
    promise.validate(told)
    promise.validate({})
    assert told["nextPageToken"]
    refused = client.get(SEARCH)
    validator(schema, SEARCH, status="default").validate(refused.json())


def test_languages_are_told_apart_and_regions_are_not(client: Client) -> None:
    grain(17, language="es-MX")
    assert texts(answer(client, query="grain", languageCode="es-ES"))
    assert not texts(answer(client, query="grain", languageCode="en"))


def test_what_is_older_is_left_out(client: Client) -> None:
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False):
        grain(17)
    with time_machine.travel("2026-03-20T12:00:00Z", tick=False):
        young = grain(18)
    days = (
        Check.objects.latest("first_published_at").first_published_at - young.first_published_at
    ).days
    assert days == 0
    everything = answer(client, query="grain", maxAgeDays=36_500)
    assert len(texts(everything)) == 2
    assert answer(client, query="grain", maxAgeDays=0) == {}


def test_an_offset_skips_claims(client: Client) -> None:
    for number in range(10, 13):
        grain(number)
    everything = texts(answer(client, query="grain"))
    assert texts(answer(client, query="grain", offset=2)) == everything[2:]
    assert answer(client, query="grain", offset=1000) == {}


def test_nothing_of_drafts_and_withdrawn_checks_is_found(client: Client) -> None:
    before = client.get(SEARCH, {"query": "grain"}).content
    drafted(statement="The harbour moved 17,000 tons of grain")
    withdrawn(grain(18))
    assert client.get(SEARCH, {"query": "grain"}).content == before == b"{}"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "Give a query"),
        ({"query": "grain", "pageToken": "forged"}, "not given for this search"),
        ({"query": "grain", "pageSize": "-1"}, "whole number"),
        ({"query": "grain", "offset": "1" * 5000}, "whole number"),
        ({"query": "grain", "offset": "1001", "pageToken": "any"}, "whole number"),
        ({"query": "grain", "maxAgeDays": "1e3"}, "whole number"),
        ({"query": "grain", "languageCode": "en us"}, "BCP-47"),
        ({"query": "grain", "languageCode": "en" + "-x" * 50 + " us"}, "BCP-47"),
        ({"query": "grain", "alt": "media"}, "alt=json"),
        ({"query": "grain", "callback": "steal"}, "not a parameter"),
    ],
)
def test_what_cannot_be_understood_is_refused_as_google_does(
    client: Client, asked: dict[str, str], sentence: str
) -> None:
    assert sentence in refusal(client, **asked)


def test_a_token_of_one_search_is_none_of_another(client: Client) -> None:
    for number in range(10, 13):
        grain(number)
    token = answer(client, query="grain", pageSize=1)["nextPageToken"]
    assert "not given for this search" in refusal(client, query="harbour", pageToken=token)


def test_only_reading_is_open(client: Client) -> None:
    response = client.post(SEARCH)
    assert (response.status_code, response.json()["error"]["status"]) == (405, "UNIMPLEMENTED")


def test_any_page_may_read_and_who_has_the_answer_gets_304(client: Client) -> None:
    response = client.get(SEARCH, {"query": "grain"})
    assert response["Access-Control-Allow-Origin"] == "*"
    again = client.get(SEARCH, {"query": "grain"}, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_costs_the_same_at_any_size(client: Client) -> None:
    def cost(**asked: Any) -> int:
        with sql_sent() as statements:
            answer(client, pageSize=100, **asked)
        return len(statements)

    grain(10)
    ways: list[dict[str, Any]] = [
        {"query": "grain"},
        {"reviewPublisherSiteFilter": "desk.example.org"},
    ]
    few = [cost(**asked) for asked in ways]
    for number in range(11, 17):
        grain(number)
    assert [cost(**asked) for asked in ways] == few
    assert max(few) <= 4
