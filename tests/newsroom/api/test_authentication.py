"""A key that is good opens what it says; any other is refused, never taken for no key."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from newsroom.api.actions import revoke_key
from newsroom.api.keys import new_secret
from newsroom.api.models import APIKey
from tests.factories import bearer, issued, partner, publisher
from tests.support.queries import sql_sent

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.newsroom.api.addresses")]

OPEN, KEYED = "/api/groups/", "/api/keyed/"


def refused(response: Any, status: int = 401) -> str:
    """Return why; check that the answer is a problem which no cache keeps."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    return str(response.json()["detail"])


def test_a_key_tells_who_asks(client: Client) -> None:
    _key, secret = issued(partner=partner("Harbour Post"))
    response = client.get(KEYED, headers=bearer(secret))
    assert response.json() == {"partner": "Harbour Post"}
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "Bearer "])
def test_the_scheme_is_written_as_anybody_likes(client: Client, scheme: str) -> None:
    secret = issued()[1]
    headers = {"Authorization": f"{scheme} {secret}"}
    assert client.get(OPEN, headers=headers).status_code == 200


def test_without_a_key_what_is_open_is_read_and_what_is_not_says_how(client: Client) -> None:
    assert client.get(OPEN).status_code == 200
    response = client.get(KEYED)
    assert "Authorization: Bearer nk_…" in refused(response)
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'


WRONG = {
    "nothing": "",
    "a scheme alone": "Bearer",
    "an empty key": "Bearer ",
    "words": "Bearer hello",
    "somebody else's": f"Bearer {new_secret('0123abcd')}",
    "two": f"Bearer {new_secret('0123abcd')}, Bearer {new_secret('0123abcd')}",
    "another scheme": "Basic dXNlcjpwYXNz",
    "a key without its scheme": new_secret("0123abcd"),
    "odd letters": "Bearer ñ\xff",
    "a NUL": "Bearer nk_\x00",
    "a long one": "Bearer " + "nk_0123abcd_" * 2_000,
}


@pytest.mark.parametrize("given", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("address", [OPEN, KEYED])
@pytest.mark.parametrize("method", ["get", "head", "options", "post"])
def test_a_wrong_key_is_refused_and_never_taken_for_none(
    client: Client, given: str, address: str, method: str
) -> None:
    response = getattr(client, method)(address, headers={"Authorization": given})
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'
    assert response["Cache-Control"] == "no-store"


def test_a_key_with_another_secret_reads_like_one_that_never_was(client: Client) -> None:
    key, secret = issued()
    forged = refused(client.get(OPEN, headers=bearer(new_secret(key.prefix))))
    unknown = refused(client.get(OPEN, headers=bearer(new_secret("0123abcd"))))
    assert forged == unknown
    revoke_key(by=publisher(), key=key)
    assert refused(client.get(OPEN, headers=bearer(new_secret(key.prefix)))) == unknown
    assert refused(client.get(OPEN, headers=bearer(secret))) != unknown


def test_a_revoked_key_is_refused_at_once(client: Client) -> None:
    key, secret = issued()
    assert client.get(OPEN, headers=bearer(secret)).status_code == 200
    revoke_key(by=publisher(), key=key)
    assert "revoked" in refused(client.get(OPEN, headers=bearer(secret)))


def test_a_key_is_good_until_it_expires(client: Client) -> None:
    secret = issued(expires_at=timezone.now() + timedelta(hours=1))[1]
    assert client.get(OPEN, headers=bearer(secret)).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert "expired" in refused(client.get(OPEN, headers=bearer(secret)))


def test_a_key_opens_its_scopes_alone(client: Client) -> None:
    reading, keyed = issued("read")[1], issued("webhooks")[1]
    assert client.get(OPEN, headers=bearer(reading)).status_code == 200
    assert client.get(KEYED, headers=bearer(keyed)).status_code == 200
    said = refused(client.get(KEYED, headers=bearer(reading)), 403)
    assert said == "This key has no scope “webhooks”, only: read."
    assert refused(client.get(OPEN, headers=bearer(keyed)), 403)


def test_a_key_answers_304_as_no_key_does(client: Client) -> None:
    secret = issued()[1]
    tag = client.get(OPEN)["ETag"]
    again = client.get(OPEN, headers=bearer(secret) | {"If-None-Match": tag})
    assert again.status_code == 304


def test_a_key_costs_one_query_and_none_costs_nothing(client: Client) -> None:
    secret = issued()[1]
    with sql_sent() as without:
        client.get(OPEN)
    with sql_sent() as with_one:
        client.get(OPEN, headers=bearer(secret))
    assert len(with_one) == len(without) + 1
    assert "api_apikey" not in "".join(without)


def test_what_no_key_looks_like_costs_no_query(client: Client) -> None:
    with sql_sent() as sent:
        client.get(OPEN, headers=bearer("nk_0123abcd_"))
    assert sent == []


def test_a_key_is_found_by_an_index() -> None:
    key, _secret = issued()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # of a handful of keys all would be read
    plan = APIKey.objects.filter(prefix=key.prefix).explain()
    assert "api_apikey_prefix" in plan
