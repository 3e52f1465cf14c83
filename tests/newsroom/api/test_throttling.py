from typing import Any

import pytest
import time_machine
from django.test import Client, RequestFactory

from newsroom.api.throttling import AddressThrottle, network_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.newsroom.api.addresses")]


@pytest.fixture(autouse=True)
def three_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AddressThrottle, "rate", "3/min", raising=False)


def test_what_is_left_is_said_with_each_answer(client: Client) -> None:
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False):
        response = client.get("/api/groups/")
    assert response["RateLimit-Policy"] == '"address";q=3;w=60'
    assert response["RateLimit"] == '"address";r=2;t=60'


def test_one_request_too_many_is_a_problem_that_says_when_to_come_back(client: Client) -> None:
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False) as clock:
        answers = [client.get("/api/groups/").status_code for _ in range(3)]
        refused = client.get("/api/groups/")
        clock.shift(int(refused["Retry-After"]))
        later = client.get("/api/groups/")
    assert answers == [200] * 3
    assert refused.status_code == 429
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["RateLimit"] == '"address";r=0;t=60'
    assert refused.json()["title"] == "Too Many Requests"
    assert later.status_code == 200


def test_a_made_up_forwarded_address_buys_nothing(client: Client) -> None:
    for n in range(4):
        response = client.get("/api/groups/", headers={"X-Forwarded-For": f"203.0.113.{n}"})
    assert response.status_code == 429


def test_another_address_has_its_own_count() -> None:
    for _ in range(4):
        Client(REMOTE_ADDR="203.0.113.1").get("/api/groups/")
    assert Client(REMOTE_ADDR="203.0.113.2").get("/api/groups/").status_code == 200


def test_304_counts_too_and_says_what_is_left(client: Client) -> None:
    tag = client.get("/api/groups/")["ETag"]
    again = client.get("/api/groups/", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again["RateLimit"].startswith('"address";r=1;')


def order(client: Client, cost: int) -> Any:
    return client.post("/api/ordering/", {"cost": cost}, content_type="application/json")


def test_a_request_that_asks_for_much_counts_as_many(client: Client) -> None:
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False):
        first, second = order(client, 2), order(client, 1)
        refused = client.get("/api/groups/")
    assert (first["RateLimit"], second["RateLimit"]) == (
        '"address";r=1;t=60',
        '"address";r=0;t=60',
    )
    assert refused.status_code == 429


def test_one_that_asks_for_more_than_is_left_is_told_when_it_is_let_through(
    client: Client,
) -> None:
    with time_machine.travel("2026-06-01T12:00:00Z", tick=False) as clock:
        assert client.get("/api/groups/").status_code == 200
        clock.shift(10)
        refused = order(client, 3)
        assert refused.status_code == 429
        assert refused["RateLimit"] == '"address";r=1;t=50'
        clock.shift(int(refused["Retry-After"]))
        assert order(client, 3).status_code == 200


def test_what_costs_more_than_the_limit_costs_the_limit(client: Client) -> None:
    answer = order(client, 100)
    assert answer.status_code == 200
    assert answer["RateLimit"].startswith('"address";r=0;')


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("::ffff:203.0.113.1", "203.0.113.1"),  # as a server that listens for both kinds has it
        ("2001:db8::1", "2001:db8::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
    ],
)
def test_a_network_is_what_one_line_has(address: str, network: str) -> None:
    assert network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network
