"""What is sent to us is JSON, not too much of it, with fields we know."""

import json
from typing import Any

import pytest
from django.test import Client

from newsroom.api.bodies import LARGEST

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.newsroom.api.addresses")]


def send(client: Client, body: bytes, address: str = "accepting", **given: Any) -> Any:
    return client.post(f"/api/{address}/", body, content_type="application/json", **given)


def errors_of(client: Client, body: object) -> dict[str, str]:
    response = send(client, json.dumps(body).encode(), "ordering")
    assert response.status_code == 400
    return {error["field"]: error["detail"] for error in response.json()["errors"]}


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"{", "The body is not JSON in UTF-8: Expecting property name"),
        (b"a=b", "The body is not JSON in UTF-8: Expecting value"),
        (b'{"a": NaN}', "The body is not JSON in UTF-8: Out of range float"),
        (b'{"a": 1e999}', "The body is not JSON in UTF-8: Out of range float"),
        (b'"\xff"', "The body is not JSON in UTF-8: 'utf-8' codec can't decode"),
        ('"ñ"'.encode("latin-1"), "The body is not JSON in UTF-8: "),
        ('"ñ"'.encode("utf-16"), "The body is not JSON in UTF-8: "),
        (b"1" * 5_000, "The body is not JSON in UTF-8: Exceeds the limit"),
        (b'{"text": "a", "text": "b"}', "A field is given twice."),
        (b"[" * 100_000, "The body is nested too deeply."),
        (b'{"a":' * 100_000, "The body is nested too deeply."),
    ],
)
def test_what_is_no_json_is_a_problem_that_says_why(
    client: Client, body: bytes, detail: str
) -> None:
    response = send(client, body)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"].startswith(detail)


def test_a_mark_of_byte_order_is_no_fault(client: Client) -> None:
    assert send(client, b'\xef\xbb\xbf{"a": 1}').json() == {"a": 1}


def test_a_body_may_have_a_megabyte_and_not_a_byte_more(client: Client) -> None:
    largest = b'"%s"' % (b"a" * (LARGEST - 2))
    assert len(largest) == LARGEST
    assert send(client, largest).status_code == 200
    response = send(client, largest + b" ")
    assert response.status_code == 413
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == (
        "A body has at most 1,048,576 bytes. Send it in several requests."
    )


def test_of_a_body_that_is_too_large_no_more_is_read_than_shows_it(client: Client) -> None:
    broken = b"{" * LARGEST * 3
    assert send(client, broken).status_code == 413


@pytest.mark.parametrize("length", [{}, {"CONTENT_LENGTH": ""}])
def test_a_body_in_chunks_is_asked_for_with_its_length(
    client: Client, length: dict[str, Any]
) -> None:
    headers = {"Transfer-Encoding": "chunked"}
    response = client.generic("POST", "/api/accepting/", headers=headers, **length)
    assert response.status_code == 411
    assert "Content-Length" in response.json()["detail"]


def test_a_body_that_is_needed_is_not_left_out(client: Client) -> None:
    response = send(client, b"")
    assert (response.status_code, response.json()["detail"]) == (
        400,
        "The body is empty. Send JSON.",
    )
    assert send(client, b"{}").json() == {}


@pytest.mark.parametrize("body", [[], [None, None], "name", 5, None, True])
def test_only_an_object_has_fields(client: Client, body: object) -> None:
    response = send(client, json.dumps(body).encode(), "ordering")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_blanks_around_a_text_count_and_are_left_out(client: Client) -> None:
    assert send(client, b'{"name": " Ann ", "cost": 1}', "ordering").json()["name"] == "Ann"
    assert errors_of(client, {"name": " " * 18 + "Ann"}) == {
        "name": "Ensure this field has no more than 20 characters."
    }


def test_a_field_we_do_not_know_is_refused_with_those_we_do(client: Client) -> None:
    assert errors_of(client, {"name": "Ann", "colour": 1}) == {
        "colour": "“colour” is not a field here. Known: cost, name."
    }


def test_a_thousand_unknown_fields_do_not_make_a_long_answer(client: Client) -> None:
    errors = errors_of(client, {f"{n}" * 200: n for n in range(1_000)})
    assert len(errors) == 5
    assert all(len(name) <= 50 for name in errors)


@pytest.mark.parametrize("name", ["\ud800", "", "\x00", "🙂"])
def test_any_name_can_be_refused(client: Client, name: str) -> None:
    assert len(errors_of(client, {name: 1})) == 1


@pytest.mark.parametrize("given", [1, 1.5, True, [], ["a"], {}, None])
def test_only_a_string_is_a_text(client: Client, given: object) -> None:
    assert set(errors_of(client, {"name": given})) == {"name"}


@pytest.mark.parametrize("given", ["1", 1.5, True, [], {}, None])
def test_only_a_number_is_a_number(client: Client, given: object) -> None:
    assert set(errors_of(client, {"cost": given})) == {"cost"}


def test_a_whole_number_may_be_written_with_a_point(client: Client) -> None:
    answer = client.post("/api/ordering/", '{"cost": 2.0}', content_type="application/json")
    assert answer.json() == {"cost": 2}
