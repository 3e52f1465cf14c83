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
    answers = [op["responses"] for operations in paths.values() for op in operations.values()]
    assert answers
    assert all({"200", "304", "default"} <= set(responses) for responses in answers)


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
