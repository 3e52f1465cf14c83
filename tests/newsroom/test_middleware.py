import pytest
from django.test import Client

from newsroom.api.problems import MEDIA_TYPE
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/?page=%00",
        "/checks/%00/",
        "/es/?page=1%00",
        "/admin/factcheck/claim/?checkability__exact=%00",
        "/admin/jobs/heartbeat/%00/change/",
        "/admin/autocomplete/?app_label=factcheck&model_name=claim&field_name=topics&term=%00",
    ],
)
def test_a_nul_in_an_address_is_a_bad_request(client: Client, address: str) -> None:
    client.force_login(person("publisher", is_superuser=True))
    assert client.get(address).status_code == 400


def test_a_nul_in_an_address_is_one_quiet_line_of_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/?page=%00").status_code == 400
    (line,) = caplog.records
    assert line.levelname == "WARNING"
    assert line.exc_info is None


def test_the_page_about_a_nul_is_a_page_like_any_other(client: Client) -> None:
    answer = client.get("/es/?page=%00")
    assert answer["Content-Language"] == "es"
    assert 'lang="es"' in answer.content.decode()
    for header in ("Content-Security-Policy", "Permissions-Policy", "X-Frame-Options"):
        assert answer[header] == client.get("/es/nothing/")[header]


def test_a_nul_in_an_address_of_the_api_is_a_problem(client: Client) -> None:
    response = client.get("/api/v1/checks/?q=%00")
    assert response.status_code == 400
    assert response["Content-Type"] == MEDIA_TYPE


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/api/docs/", "/api/docs/?script=", "/api/"])
def test_outside_the_desk_no_cookie_is_set(client: Client, address: str) -> None:
    client.cookies["sessionid"] = "stale"
    assert not client.get(address).cookies


def test_the_desk_sets_its_cookies(client: Client) -> None:
    assert client.get("/admin/login/").cookies
