import pytest
from django.test import Client, RequestFactory

from newsroom import errors

ECHO = "ec-ho-42"


def test_a_missing_page_echoes_nothing(client: Client) -> None:
    one = client.get(f"/{ECHO}/?q={ECHO}", headers={"referer": f"https://{ECHO}.test/"})
    other = client.get("/something/else")
    assert one.status_code == 404
    assert ECHO not in one.content.decode()
    assert one.content == other.content
    assert one.headers == other.headers


def test_a_missing_page_speaks_the_language_of_its_address(client: Client) -> None:
    assert "Aquí no hay ninguna página" in client.get(f"/es/{ECHO}/").content.decode()


def test_a_host_that_is_not_ours_is_a_bad_request(client: Client) -> None:
    response = client.get("/", headers={"host": f"{ECHO}.test"})
    assert response.status_code == 400
    assert ECHO not in response.content.decode()
    assert "This request cannot be understood" in response.content.decode()


@pytest.mark.parametrize(
    ("status", "view"),
    [(400, errors.bad_request), (403, errors.permission_denied), (404, errors.not_found)],
)
def test_each_error_has_its_page_without_a_query(status: int, view: errors.ErrorView) -> None:
    response = view(RequestFactory().get(f"/{ECHO}"), Exception(ECHO))
    assert response.status_code == status
    assert ECHO not in response.content.decode()
    assert response["Cache-Control"] == "no-cache"


def test_our_own_failure_is_told_without_details(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError(ECHO)

    monkeypatch.setattr("newsroom.health.answer", lambda *_args, **_names: fail())
    client.raise_request_exception = False
    response = client.get("/healthz")
    assert response.status_code == 500
    assert ECHO not in response.content.decode()
    assert "Something went wrong on our side" in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]
