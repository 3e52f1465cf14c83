from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client, RequestFactory
from pytest_django import Settings

from newsroom.api.models import Window
from newsroom.api.throttling import Limit, network_of
from tests.factories import bearer, issued
from tests.support.queries import sql_sent
from tests.support.windows import pass_time

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.newsroom.api.addresses")]


@pytest.fixture(autouse=True)
def three_a_minute(settings: Settings) -> None:
    settings.API_REQUESTS_A_MINUTE = {"address": 3, "key": 5}


def left(response: Any) -> int:
    """Return how many requests are left, as the answer says it."""
    _name, rest, _reset = response["RateLimit"].split(";")
    return int(rest.removeprefix("r="))


def test_what_is_left_is_said_with_each_answer(client: Client) -> None:
    response = client.get("/api/groups/")
    assert response["RateLimit-Policy"] == '"address";q=3;w=60'
    assert response["RateLimit"] == '"address";r=2;t=60'


@pytest.mark.parametrize(
    ("method", "address", "given", "status"),
    [
        ("get", "/api/groups/", {}, 200),
        ("head", "/api/groups/", {}, 200),
        ("options", "/api/groups/", {}, 204),
        ("get", "/api/groups/?page_size=0", {}, 400),
        ("get", "/api/groups/", {"Authorization": "Bearer nk_"}, 401),
        ("get", "/api/keyed/", {}, 401),
        ("get", "/api/groups/nobody/", {}, 404),
        ("get", "/api/nowhere/", {}, 404),
        ("post", "/api/nowhere/", {"Accept": "text/csv"}, 404),
        ("options", "/v1alpha1/nowhere", {}, 404),
        ("get", "/api/nowhere/", {"Authorization": "Bearer nk_"}, 401),
        ("delete", "/api/groups/", {}, 405),
        ("get", "/api/groups/", {"Accept": "text/csv"}, 406),
        ("post", "/api/accepting/", {"Content-Type": "text/csv"}, 415),
        ("get", "/api/failing/", {}, 500),
    ],
)
def test_answers_of_every_kind_are_counted_and_say_what_is_left(
    method: str, address: str, given: dict[str, str], status: int
) -> None:
    client = Client(raise_request_exception=False)
    response = getattr(client, method)(address, headers=given)
    assert response.status_code == status
    assert left(response) == 2
    assert response["RateLimit-Policy"] == '"address";q=3;w=60'


def test_one_request_too_many_is_a_problem_that_says_when_to_come_back(client: Client) -> None:
    answers = [client.get("/api/groups/") for _ in range(3)]
    refused = client.get("/api/groups/")
    assert [(one.status_code, left(one)) for one in answers] == [(200, 2), (200, 1), (200, 0)]
    assert refused.status_code == 429
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["RateLimit"] == f'"address";r=0;t={refused["Retry-After"]}'
    assert refused.json()["title"] == "Too Many Requests"
    pass_time(int(refused["Retry-After"]))
    later = client.get("/api/groups/")
    assert (later.status_code, left(later)) == (200, 2)


def test_requests_that_are_refused_do_not_make_the_wait_longer(client: Client) -> None:
    for _ in range(9):
        refused = client.get("/api/groups/")
    pass_time(int(refused["Retry-After"]))
    assert [client.get("/api/groups/").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_guessing_keys_is_counted_too(client: Client) -> None:
    wrong = [client.get("/api/groups/", headers=bearer("nk_0")).status_code for _ in range(4)]
    assert wrong == [401, 401, 401, 429]
    assert client.get("/api/groups/").status_code == 429


def test_guessing_addresses_is_counted_too(client: Client) -> None:
    guesses = [client.get(f"/api/guess-{n}/") for n in range(4)]
    assert [one.status_code for one in guesses] == [404, 404, 404, 429]
    assert guesses[3]["Content-Type"] == "application/problem+json"
    known = client.get("/api/groups/")
    assert known.status_code == 429
    assert known.json()["detail"].partition("available")[0] in guesses[3].json()["detail"]
    secret = issued()[1]
    by_key = client.get("/api/guess/", headers=bearer(secret))
    assert (by_key.status_code, left(by_key)) == (404, 4)


def test_a_key_has_a_limit_of_its_own_wherever_it_comes_from() -> None:
    _key, secret = issued()
    for n in range(5):
        response = Client(REMOTE_ADDR=f"203.0.113.{n}").get("/api/groups/", headers=bearer(secret))
        assert response["RateLimit-Policy"] == '"key";q=5;w=60'
        assert left(response) == 4 - n
    client = Client(REMOTE_ADDR="203.0.113.1")
    assert client.get("/api/groups/", headers=bearer(secret)).status_code == 429
    assert client.get("/api/groups/").status_code == 200
    assert client.get("/api/groups/", headers=bearer(issued()[1])).status_code == 200


def test_a_key_may_have_a_rate_of_its_own(client: Client) -> None:
    response = client.get("/api/groups/", headers=bearer(issued(rate=7)[1]))
    assert (response["RateLimit-Policy"], left(response)) == ('"key";q=7;w=60', 6)


def test_a_made_up_forwarded_address_buys_nothing(client: Client) -> None:
    for n in range(4):
        response = client.get("/api/groups/", headers={"X-Forwarded-For": f"203.0.113.{n}"})
    assert response.status_code == 429


def test_behind_our_own_proxy_it_is_the_address_before_it_that_counts(settings: Settings) -> None:
    settings.REST_FRAMEWORK = {**django_settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    client = Client()
    for n in range(4):
        forwarded = {"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.1"}
        response = client.get("/api/groups/", headers=forwarded)
    assert response.status_code == 429
    other = client.get("/api/groups/", headers={"X-Forwarded-For": "203.0.113.2"})
    assert other.status_code == 200


def test_another_address_has_its_own_count() -> None:
    for _ in range(4):
        Client(REMOTE_ADDR="203.0.113.1").get("/api/groups/")
    assert Client(REMOTE_ADDR="203.0.113.2").get("/api/groups/").status_code == 200


def test_one_line_has_one_count_whatever_addresses_it_makes_up() -> None:
    for n in range(4):
        response = Client(REMOTE_ADDR=f"2001:db8::{n:x}").get("/api/groups/")
    assert response.status_code == 429
    assert Client(REMOTE_ADDR="2001:db8:0:1::").get("/api/groups/").status_code == 200


def test_304_counts_too_and_says_what_is_left(client: Client) -> None:
    tag = client.get("/api/groups/")["ETag"]
    again = client.get("/api/groups/", headers={"If-None-Match": tag})
    assert (again.status_code, left(again)) == (304, 1)


def order(client: Client, cost: int) -> Any:
    return client.post("/api/ordering/", {"cost": cost}, content_type="application/json")


def test_a_request_that_asks_for_much_counts_as_many(client: Client) -> None:
    assert left(order(client, 2)) == 1
    assert left(order(client, 1)) == 0
    assert client.get("/api/groups/").status_code == 429


def test_one_that_asks_for_more_than_is_left_is_told_when_it_is_let_through(
    client: Client,
) -> None:
    client.get("/api/groups/")
    pass_time(10)
    refused = order(client, 3)
    assert (refused.status_code, left(refused)) == (429, 1)
    assert 49 <= int(refused["Retry-After"]) <= 50
    pass_time(int(refused["Retry-After"]))
    assert order(client, 3).status_code == 200


def test_what_costs_more_than_the_limit_costs_the_limit(client: Client) -> None:
    answer = order(client, 100)
    assert (answer.status_code, left(answer)) == (200, 0)


@pytest.mark.parametrize("address", ["/api/groups/", "/api/groups/nobody/", "/api/nowhere/"])
def test_counting_costs_one_statement(client: Client, address: str) -> None:
    client.get(address)
    with sql_sent(counting=True) as sent:
        client.get(address)
    assert len([sql for sql in sent if "api_window" in sql]) == 1
    assert not [sql for sql in sent if "newsroom_cache" in sql]


@pytest.mark.django_db(transaction=True)
def test_while_the_database_only_reads_nobody_is_counted_or_turned_away(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    try:
        answers = [client.get("/api/groups/") for _ in range(5)]
    finally:
        connection.close()
    assert {one.status_code for one in answers} == {200}
    assert "RateLimit" not in answers[0]
    assert not Window.objects.exists()


def test_acts_outside_the_api_are_counted_by_the_hour() -> None:
    limit = Limit("letters", an_hour=2)
    assert [limit.refused_for() for _ in range(2)] == [0, 0]
    wait = limit.refused_for()
    assert 3_590 < wait <= 3_601
    assert Limit("others", an_hour=2).refused_for() == 0
    pass_time(wait)
    assert limit.refused_for() == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("::ffff:203.0.113.1", "203.0.113.1"),  # as a server that listens for both kinds has it
        ("2001:db8::1", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("203.0.113.1:5123", "203.0.113.1"),  # as some proxies write it
        ("[2001:db8::1]:5123", "2001:db8::/64"),
        ("203.0.113.1:5123:1", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_network_is_what_one_line_has(address: str, network: str) -> None:
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network
