"""The schema is the promise: it is frozen in a file, and every answer keeps it.

When a change is meant, write the file anew and say in CHANGELOG.md what partners have to know:
``manage.py spectacular --format openapi-json --file tests/factcheck/api/schema.json``
"""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.factcheck.api.asking import GRAIN, MATCH, ask
from tests.factcheck.api.desk import API, RESOURCES, corrected, get, published, withdrawn

SNAPSHOT = Path(__file__).with_name("schema.json")


SPARSE = {"$ref": "#/components/schemas/Sparse"}
"""What may be left of a row that was asked for in part; these tests ask for all of it."""


def test_the_promise_is_kept() -> None:
    written = StringIO()
    form = {"format": "openapi-json", "validate": True, "fail_on_warn": True}
    call_command("spectacular", stdout=written, **form)
    assert json.loads(written.getvalue()) == json.loads(SNAPSHOT.read_text()), __doc__


def closed(schema: Any) -> Any:
    """Forbid whatever the schema does not name, so that nothing unpromised is served."""
    if isinstance(schema, list):
        return [closed(part) for part in schema if part != SPARSE]
    if not isinstance(schema, dict):
        return schema
    parts = {key: closed(value) for key, value in schema.items()}
    if "properties" in parts:
        parts["additionalProperties"] = False
    return parts


def validator(
    schema: dict[str, Any], path: str, method: str = "get", status: str = "200"
) -> Draft202012Validator:
    answer = schema["paths"][path][method]["responses"][status]["content"]
    root = Resource.from_contents(closed(schema), default_specification=DRAFT202012)
    registry: Any = Registry().with_resource("urn:api", root)
    pointer = f"urn:api#/paths/{path.replace('/', '~1')}/{method}/responses/{status}/content"
    media = next(iter(answer)).replace("/", "~1")
    return Draft202012Validator({"$ref": f"{pointer}/{media}/schema"}, registry=registry)


@pytest.mark.django_db
def test_every_answer_is_as_promised(client: Client) -> None:
    check = corrected(published(topics=["grain"]))
    withdrawn(published(statement="Gone"))
    schema = json.loads(SNAPSHOT.read_text())
    for resource in RESOURCES:
        validator(schema, f"{API}{resource}/").validate(get(client, f"{resource}/"))
    for resource in ("changes", "corrections"):
        whole = get(client, f"{resource}/?expand=check")
        validator(schema, f"{API}{resource}/").validate(whole)
        assert {row["check"]["status"] for row in whole["results"]} <= {"standing", "withdrawn"}
    validator(schema, f"{API}topics/").validate(get(client, "topics/?count=true"))
    both = get(client, "checks/?status=all")
    validator(schema, f"{API}checks/").validate(both)
    assert {row["status"] for row in both["results"]} == {"standing", "withdrawn"}
    review = get(client, f"checks/{check.slug}/claimreview/")
    validator(schema, f"{API}checks/{{slug}}/claimreview/").validate(review)


@pytest.mark.django_db
def test_the_answer_to_a_question_is_as_promised(client: Client) -> None:
    published()
    schema = json.loads(SNAPSHOT.read_text())
    answer = ask(client, texts=[GRAIN, "The moon landing was faked"]).json()
    assert [row["is_match"] for row in answer["results"]] == [True, False]
    validator(schema, MATCH, "post").validate(answer)


@pytest.mark.django_db
def test_the_examples_of_the_schema_are_answered(client: Client) -> None:
    post = json.loads(SNAPSHOT.read_text())["paths"][MATCH]["post"]
    examples = post["requestBody"]["content"]["application/json"]["examples"]
    assert len(examples) == 2
    for example in examples.values():
        assert ask(client, **example["value"]).status_code == 200


def test_an_unpromised_field_would_be_noticed() -> None:
    schema = json.loads(SNAPSHOT.read_text())
    body = {"next": None, "previous": None, "results": [], "total": 1}
    assert not validator(schema, f"{API}topics/").is_valid(body)
