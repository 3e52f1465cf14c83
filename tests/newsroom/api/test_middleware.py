import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.newsroom.api.addresses")]


@pytest.mark.parametrize("address", ["/api/groups/", "/api/groups/none/", "/api/none/"])
def test_any_page_may_read_and_nobodys_cookies_are_asked(client: Client, address: str) -> None:
    response = client.get(address, headers={"Origin": "https://partner.example.org"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "Set-Cookie" not in response
    assert not response.cookies
    assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"


def test_a_preflight_is_answered(client: Client) -> None:
    headers = {
        "Origin": "https://partner.example.org",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match",
    }
    response = client.options("/api/groups/?page_size=5", headers=headers)
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


def test_a_preflight_names_the_methods_of_the_address(client: Client) -> None:
    headers = {
        "Origin": "https://partner.example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    response = client.options("/api/accepting/", headers=headers)
    assert response["Access-Control-Allow-Methods"] == "POST, OPTIONS"
    assert "Content-Type" in response["Access-Control-Allow-Headers"]
    nowhere = client.options("/api/none/", headers=headers)
    assert nowhere["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_options_tells_the_same_of_what_is_there_and_what_is_not(client: Client) -> None:
    there, missing = client.options("/api/groups/a/"), client.options("/api/groups/b/")
    assert there.content == missing.content == b""


def test_other_pages_are_left_alone(client: Client) -> None:
    assert "Access-Control-Allow-Origin" not in client.get("/elsewhere/")
