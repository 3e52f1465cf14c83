import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from newsroom.api import schema

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
        (_done,) = set(operation["responses"]) - unchanged - {"default", "206"}
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


def test_the_schema_knows_no_parameters(client: Client) -> None:
    for query in ("lang=es", "version=2%0A"):
        response = client.get(f"/api/schema/?{query}")
        assert response.status_code == 400
        assert response["Content-Type"] == "application/problem+json"
    assert b"lang" not in client.get("/api/docs/?script=&lang=es").content.split(b"SwaggerUI")[0]


def test_who_has_the_schema_is_told_that_it_is_the_same(client: Client) -> None:
    first = client.get("/api/schema/")
    again = client.get("/api/schema/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_several_may_ask_for_the_schema_before_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    began = []

    class Generator:
        def __init__(self, **_given: Any) -> None:
            began.append(self)

        def get_schema(self, **_given: Any) -> dict[str, Any]:
            time.sleep(0.1)  # so that whoever is let in meanwhile begins, too
            return {"openapi": "3.1.0"}

    monkeypatch.setattr(schema, "SchemaGenerator", Generator)
    schema._written.cache_clear()
    try:
        with ThreadPoolExecutor(4) as threads:
            answers = list(threads.map(lambda _: schema.written(), range(4)))
    finally:
        schema._written.cache_clear()
    assert answers == [{"openapi": "3.1.0"}] * 4
    assert len(began) == 1


def test_the_schema_is_in_one_language_whoever_asks_first() -> None:
    told = []
    for language in ("es", "en"):
        schema._written.cache_clear()
        with override(language):
            told.append(schema.written())
    assert told[0] == told[1]
