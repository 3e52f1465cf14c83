"""Keys of ours as clients of Google's API send them."""

from contextlib import closing
from typing import Any

import pytest
from django.test import Client
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError
from pytest_django.live_server_helper import LiveServer

from newsroom.api.actions import revoke_key
from newsroom.api.keys import new_secret
from newsroom.api.models import Window
from tests.factcheck.google.test_view import SEARCH, grain, texts
from tests.factories import bearer, issued, publisher

pytestmark = pytest.mark.django_db


def test_keys_are_taken_and_refused_in_googles_words(client: Client) -> None:
    def status(secret: str) -> tuple[int, str]:
        response = client.get(f"{SEARCH}?query=grain", headers=bearer(secret))
        return response.status_code, response.json().get("error", {}).get("status", "")

    assert status(issued("read")[1]) == (200, "")
    assert status(issued("match")[1]) == (403, "PERMISSION_DENIED")
    assert status("ya29.somebody-else's") == (401, "UNAUTHENTICATED")


@pytest.mark.django_db(transaction=True)
def test_googles_own_client_sends_our_key_and_no_log_has_it(
    live_server: LiveServer, caplog: pytest.LogCaptureFixture
) -> None:
    key, secret = issued("read", rate=7)
    grain(17)

    def search(developer_key: str) -> dict[str, Any]:
        service = build(
            "factchecktools",
            "v1alpha1",
            developerKey=developer_key,
            static_discovery=True,
            client_options={"api_endpoint": live_server.url},
        )
        with closing(service):
            told: dict[str, Any] = service.claims().search(query="grain").execute()
        return told

    with caplog.at_level("INFO", logger="django"):
        assert texts(search(secret))
        assert Window.objects.get(name=f"key:{key.pk}").spent == 1
        revoke_key(by=publisher(), key=key)
        with pytest.raises(HttpError, match="API key not valid") as refused:
            search(secret)
    assert refused.value.status_code == 400
    assert "This key was revoked" in str(refused.value)
    assert SEARCH in caplog.text
    assert secret not in caplog.text


def test_a_key_in_the_address_has_its_own_limit(client: Client) -> None:
    secret = issued("read", rate=7)[1]
    response = client.get(SEARCH, {"query": "grain", "key": secret})
    assert response["RateLimit-Policy"] == '"key";q=7;w=60'
    everybodys = client.get(SEARCH, {"query": "grain", "key": "AIzaSomethingOfGoogles"})
    assert everybodys["RateLimit-Policy"].startswith('"address"')
    assert everybodys.json() == response.json()


@pytest.mark.parametrize(
    "wrong",
    [new_secret("0123abcd"), "nk_", "nk_0123abcd_", "nk_\x00"],
    ids=["unknown", "nothing", "no secret", "NUL"],  # the same in each process
)
def test_a_wrong_key_in_the_address_is_refused_as_google_does(client: Client, wrong: str) -> None:
    response = client.get(SEARCH, {"query": "grain", "key": wrong})
    error = response.json()["error"]
    assert (response.status_code, error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"].startswith("API key not valid. This key is not one of ours.")
    assert error["details"][0]["reason"] == "API_KEY_INVALID"
    assert wrong not in response.content.decode() or wrong == "nk_"
    assert response["RateLimit-Policy"].startswith('"address"'), "guessing is counted"


def test_a_key_in_the_address_opens_what_it_has_scopes_for(client: Client) -> None:
    matching = issued("match")[1]
    response = client.get(SEARCH, {"query": "grain", "key": matching})
    assert response.json()["error"]["status"] == "PERMISSION_DENIED"
    both = client.get(SEARCH, {"query": "grain", "key": "nk_"}, headers=bearer(issued("read")[1]))
    assert both.status_code == 200


def test_elsewhere_an_address_takes_no_key(client: Client) -> None:
    secret = issued("read")[1]
    response = client.get("/api/v1/checks/", {"key": secret})
    assert response.status_code == 400
    assert response["RateLimit-Policy"].startswith('"address"')
