import json

import pytest
from django.test import Client
from rest_framework import serializers
from rest_framework.test import APIRequestFactory

from newsroom.api.problems import problem_response

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.newsroom.api.addresses")]


def problem_of(response: object, status: int) -> dict[str, object]:
    assert response.status_code == status  # type: ignore[attr-defined]
    assert response["Content-Type"] == "application/problem+json"  # type: ignore[index]
    assert response["Cache-Control"] == "no-store"  # type: ignore[index]
    body: dict[str, object] = json.loads(response.content)  # type: ignore[attr-defined]
    assert body["status"] == status
    assert {"type", "title", "detail", "instance"} <= set(body)
    return body


@pytest.mark.parametrize("path", ["/api/nothing/", "/api/groups/nothing/"])
def test_what_is_not_there_reads_alike_inside_and_outside_of_views(
    client: Client, path: str
) -> None:
    assert problem_of(client.get(path), 404) == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Nothing is published at this address.",
        "instance": path,
    }


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_a_method_that_is_none_here_is_a_problem_that_names_those_that_are(
    client: Client, method: str
) -> None:
    response = getattr(client, method)("/api/groups/")
    assert "not allowed" in str(problem_of(response, 405)["detail"])
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_form_we_do_not_serve_is_a_problem(client: Client) -> None:
    problem_of(client.get("/api/groups/", headers={"Accept": "text/csv"}), 406)


def test_a_body_we_do_not_read_is_a_problem(client: Client) -> None:
    problem = problem_of(client.post("/api/accepting/", "a,b", content_type="text/csv"), 415)
    assert problem["detail"] == "Send JSON, with the header Content-Type: application/json."


@pytest.mark.parametrize("path", ["/api/failing/", "/api/failing/plainly/"])
def test_a_fault_of_ours_is_a_problem_that_tells_no_secret(path: str) -> None:
    response = Client(raise_request_exception=False).get(path)
    assert "secret" not in json.dumps(problem_of(response, 500))


def test_a_request_by_a_name_that_is_not_ours_is_a_problem(client: Client) -> None:
    problem_of(client.get("/api/groups/", headers={"Host": "evil.example.org"}), 400)


def test_a_fault_elsewhere_stays_a_page() -> None:
    response = Client(raise_request_exception=False).get("/missing/")
    assert response["Content-Type"].startswith("text/html")


def test_each_field_has_its_error_in_words(client: Client) -> None:
    body = problem_of(client.get("/api/groups/?page_size=0&colour=red"), 400)
    assert body["errors"] == [
        {
            "field": "colour",
            "code": "unknown",
            "detail": "“colour” is not a parameter of this address. "
            "Known here: count, cursor, fields, omit, page_size.",
        }
    ]
    assert "“colour”".encode() in client.get("/api/groups/?colour=red").content


def test_a_value_inside_a_list_is_named_by_its_place() -> None:
    class Names(serializers.Serializer[None]):
        names = serializers.ListField(child=serializers.CharField())

    given = Names(data={"names": ["a", "", "b", ""]})
    given.is_valid()
    context = {"request": APIRequestFactory().get("/api/names/")}
    response = problem_response(serializers.ValidationError(given.errors), context)
    assert [error["field"] for error in response.data["errors"]] == ["names.1", "names.3"]
    assert response.data["detail"] == "This field may not be blank."


def test_an_address_is_told_as_addresses_are_written(client: Client) -> None:
    body = client.get("/api/groups/%C2%84%20/").json()
    assert body["instance"] == "/api/groups/%C2%84%20/"
