"""Ask the API whether texts have been checked before."""

import json
from typing import Any

from django.test import Client

MATCH = "/api/v1/match/"
GRAIN = "17,000 tons of grain went through the harbour in May!"


def ask(client: Client, address: str = MATCH, /, **question: object) -> Any:
    return client.post(address, json.dumps(question), content_type="application/json")


def answers(client: Client, **question: object) -> list[dict[str, Any]]:
    response = ask(client, **question)
    assert response.status_code == 200, response.content
    results: list[dict[str, Any]] = response.json()["results"]
    return results


def answer(client: Client, text: str, **more: object) -> dict[str, Any]:
    (only,) = answers(client, text=text, **more)
    return only


def refusal(response: Any, status: int = 400) -> dict[str, str]:
    """Return what is said of each field."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["detail"]
    return {error["field"]: error["detail"] for error in problem.get("errors", [])}
