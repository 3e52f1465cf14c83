import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_schema_is_openapi_3_1_as_json(client: Client) -> None:
    response = client.get("/api/schema/")
    assert response["Content-Type"] == "application/vnd.oai.openapi+json"
    assert response.json()["openapi"] == "3.1.0"


def test_every_operation_says_that_it_may_answer_a_problem(client: Client) -> None:
    paths = client.get("/api/schema/").json()["paths"]
    operations = [(method, op) for path in paths.values() for method, op in path.items()]
    assert {method for method, _op in operations} == {"get", "post", "patch", "delete"}
    for method, operation in operations:
        is_public = {} in operation["security"]
        unchanged = {"304"} if method == "get" and is_public else set()
        (_done,) = set(operation["responses"]) - unchanged - {"default"}
        assert unchanged | {"default"} < set(operation["responses"])


def test_where_a_body_is_taken_it_is_needed(client: Client) -> None:
    paths = client.get("/api/schema/").json()["paths"]
    operations = [operation for path in paths.values() for operation in path.values()]
    bodies = [operation["requestBody"] for operation in operations if "requestBody" in operation]
    assert bodies
    assert all(body["required"] for body in bodies)


def test_the_docs_page_has_no_script_or_style_of_its_own(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()
    assert re.findall(r"<script(?![^>]* src=)", page) == []
    assert "<style" not in page
    assert " style=" not in page
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []


def test_the_docs_script_reads_our_schema(client: Client) -> None:
    response = client.get("/api/docs/?script=")
    assert response["Content-Type"] == "application/javascript"
    assert b"/api/schema/" in response.content.replace(b"\\u002D", b"-")
