"""docs/partners.md is true: its lines run, its tables are complete, its example is what is served.

To renew the example, print ``live(client)`` and paste it in.
"""

import json
import re
import shlex
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from factcheck.api.filters import CheckFilter, CorrectionFilter
from factcheck.api.questions import (
    MOST_CHARACTERS,
    MOST_MATCHES,
    MOST_TEXTS,
    USUAL_MATCHES,
    QuestionSerializer,
    QuestionsSerializer,
)
from factcheck.document import canonical
from factcheck.exporting.keeping import keep_export
from factcheck.lexemes import LONGEST_QUERY
from tests.factcheck.api.desk import RESOURCES
from tests.factcheck.api.worked_example import live

TEXT = (Path(__file__).parents[3] / "docs" / "partners.md").read_text()
DEMO = "http://127.0.0.1:8000"
CHANGING = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|[0-9a-f]{32}|20\d\d-\d\d-\d\d(?:T[\d:.]+Z)?"
)


def example(heading: str) -> Any:
    section = TEXT.partition(f"# {heading}\n")[2]
    found = re.search(r"```json\n(.*?)```", section, re.DOTALL)
    assert found, heading
    return json.loads(found[1])


def curl_lines() -> list[list[str]]:
    shell = "".join(re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL))
    lines = [shlex.split(line.partition("|")[0]) for line in shell.splitlines()]
    assert len(lines) >= 8
    return lines


def run(client: Client, given: list[str]) -> Any:
    """Do what curl does with these arguments."""
    path = given[-1].removeprefix(DEMO)
    if "-d" in given:
        body = given[given.index("-d") + 1]
        assert "Content-Type: application/json" in given
        return client.post(path, body, content_type="application/json")
    headers = dict(part.split(": ", 1) for part in given if part.startswith("If-"))
    return (client.head if "-sI" in given else client.get)(path, headers=headers)


def questions() -> list[list[str]]:
    return [given for _curl, *given in curl_lines() if "-d" in given]


def steady(served: Any) -> Any:
    """Blank what differs with each run: ids, hashes, moments; keep which of them are the same."""
    names: dict[str, str] = {}
    text = json.dumps(served, sort_keys=True, ensure_ascii=False)
    return CHANGING.sub(lambda found: names.setdefault(found[0], f"<{len(names)}>"), text)


@pytest.fixture
def demo(settings: Settings, db: None) -> None:
    settings.SITE_URL = DEMO


def test_the_worked_example_is_what_is_served(client: Client, demo: None) -> None:
    served = live(client)
    for heading in ("Published", "Corrected", "Withdrawn"):
        assert steady(example(heading)) == steady(served[heading.lower()])
    assert steady(example("Its changes")) == steady(served["changes"])


@pytest.mark.parametrize("heading", ["Published", "Corrected"])
def test_the_hashes_of_the_example_are_those_of_its_documents(heading: str) -> None:
    shown = example(heading)
    assert sha256(canonical(shown["document"])).hexdigest() == shown["publication"]["sha256"]


def test_the_lines_run_as_printed(client: Client, demo: None, quiet: Path) -> None:
    live(client, until="corrected")
    keep_export()
    for curl, *given in curl_lines():
        assert curl == "curl"
        address = given[-1]
        assert address.startswith((f"{DEMO}/api/v1/", f"{DEMO}/v1alpha1/"))
        answer = run(client, given)
        assert answer.status_code == 200, address
        assert answer.getvalue() or "-sI" in given, address


def test_the_lists_that_are_shown_are_not_empty(client: Client, demo: None) -> None:
    live(client, until="corrected")
    for *_, address in curl_lines():
        if "?" in address:
            body = client.get(address.removeprefix(DEMO)).json()
            assert body.get("results") or body.get("claims"), address


def test_the_answer_to_the_question_that_is_shown_is_the_one_that_is_served(
    client: Client, demo: None
) -> None:
    live(client, until="published")
    one, many = (run(client, given).json() for given in questions())
    assert steady(example("Has this been checked?")) == steady(one)
    assert [row["is_match"] for row in many["results"]] == [True, False]


def test_every_field_of_a_question_and_its_limits_are_described() -> None:
    for field in {**QuestionSerializer().fields, **QuestionsSerializer().fields}:
        assert f"| `{field}` |" in TEXT
    for limit in (LONGEST_QUERY, MOST_CHARACTERS):
        assert f"at most {limit:,} characters" in TEXT
    assert f"1 to {MOST_TEXTS} of them" in TEXT
    assert f"1 to {MOST_MATCHES}, {USUAL_MATCHES} when left out" in TEXT


def test_every_resource_and_every_filter_is_described() -> None:
    for resource in RESOURCES:
        assert f"| `/{resource}/` |" in TEXT
    filters = set(CheckFilter.base_filters) | set(CorrectionFilter.base_filters)
    assert {name for name in filters if f"`{name}`" not in TEXT} == set()


def test_the_problem_that_is_shown_is_the_one_that_is_served(client: Client, db: None) -> None:
    assert client.get("/api/v1/topics/?page_size=0").json() == example("Errors")
