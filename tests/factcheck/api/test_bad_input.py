"""Whatever partners send, with a key or without, is answered as a problem or as nothing special.

The odd things themselves are those that readers' pages are asked too.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from newsroom.api.models import APIKey
from tests.factcheck.api.asking import GRAIN, MATCH
from tests.factcheck.surface import Question, questions
from tests.factcheck.test_bad_input import HEADERS, NUL, ODD, named
from tests.factories import bearer, issued
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

HEAVIEST = 60_000  # bytes
ORACLES = {
    "a secret of the house": "author__password__startswith=a",
    "a draft": "claim__state=draft&publication__document__statement__contains=a",
    "a key": "partner__keys__digest__startswith=a&key__prefix=a",
    "another order": "ordering=-claim__state&order_by=random",
    "more fields": "fields=draft,author&expand=claim.author&include=*&omit=",
    "another form": "format=api&callback=x&_method=DELETE",
    "a lookup": "topic__slug__regex=(a%2B)%2B%24&rating__in=a,b&id__gt=0",
    "what Mongo reads": "rating[$ne]=x&topic[$regex]=.*",
}


@pytest.fixture(autouse=True)
def no_limit(settings: Settings) -> None:
    settings.API_REQUESTS_A_MINUTE = {"address": 100_000, "key": 100_000}


@pytest.fixture(params=["without a key", "with a key"])
def sent(request: Any) -> dict[str, str]:
    """The headers of a request: none, or a key that opens everything."""
    return bearer(issued()[1]) if request.param == "with a key" else {}


def asked() -> list[Question]:
    """List each address that anybody may read once, of things that are there, with nothing asked.

    Webhooks need a key and are written to: ``test_webhooks`` asks there.
    """
    found: dict[str, Question] = {}
    for one in questions(named()):
        path = one.path.partition("?")[0]
        is_open = not one.name.startswith("api:webhook-")
        if is_open and one.body is None and path.startswith(("/api/", "/v1alpha1/")):
            found.setdefault(one.name, Question(one.name, path, one.is_about_one))
    return list(found.values())


def is_problem(response: Any) -> bool:
    """Say whether it is an error in the words of its address."""
    if response["Content-Type"] == "application/json":  # Google's
        return set(response.json()) == {"error"}
    problem = response.json()
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    return bool(problem["status"] == response.status_code and problem["detail"])


def requests() -> Iterator[tuple[str, dict[str, str]]]:
    """Name each address; every other one is asked with a key."""
    secret = bearer(issued()[1])
    for number, one in enumerate(asked()):
        yield one.path, secret if number % 2 else {}


@pytest.mark.parametrize("odd", [*ODD.values(), NUL], ids=[*ODD, "a NUL"])
def test_whatever_is_asked_is_refused_in_words_or_answered_as_ever(
    client: Client, odd: Mapping[str, str]
) -> None:
    for (path, headers), (name, said) in product(requests(), odd.items()):
        with sql_sent() as spoken:
            response = client.get(f"{path}?{said}", headers=headers)
        assert response.status_code < 500, (path, name)
        assert response.status_code < 400 or is_problem(response), (path, name)
        assert len(response.content) <= HEAVIEST, (path, name)
        assert len(spoken) <= 6, (path, name)


@pytest.mark.parametrize("oracle", ORACLES.values(), ids=ORACLES)
def test_nothing_is_found_out_by_filters_nobody_promised(
    client: Client, sent: dict[str, str], oracle: str
) -> None:
    for one in asked():
        if one.name in {"docs", "google-claims-search"}:
            continue
        with sql_sent() as spoken:
            response = client.get(f"{one.path}?{oracle}", headers=sent)
        assert response.status_code in (400, 405), one.path
        assert is_problem(response)
        assert [sql for sql in spoken if "api_apikey" not in sql] == []


def test_no_header_breaks_an_answer(client: Client) -> None:
    for (path, key), (name, headers) in product(requests(), HEADERS.items()):
        response = client.get(path, headers=headers | key)
        assert response.status_code < 500, (path, name)
        assert response.status_code < 400 or is_problem(response), (path, name)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "X"])
def test_what_is_only_read_is_not_written(
    client: Client, sent: dict[str, str], method: str
) -> None:
    for one in asked():
        if one.name == "api:match":
            continue
        body = b'{"status": "withdrawn"}'
        response = client.generic(method, one.path, body, "application/json", headers=sent)
        assert response.status_code == 405, one.path
        assert "GET" in response["Allow"]
        assert is_problem(response)


def test_head_and_options_tell_what_get_tells_without_saying_it(
    client: Client, sent: dict[str, str]
) -> None:
    for one in asked():
        if one.name in {"api:match", "docs"}:
            continue
        get, head = client.get(one.path, headers=sent), client.head(one.path, headers=sent)
        assert (head.status_code, head.content) == (get.status_code, b""), one.path
        assert head["Content-Type"] == get["Content-Type"]
        assert head.get("ETag") == get.get("ETag")
        options = client.options(one.path, headers=sent)
        assert (options.status_code, options.content) == (204, b"")
        assert options["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/api/", "/api/v2/checks/", "/api/v1/keys/", "/v1alpha1/x"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "DELETE"])
def test_an_address_that_is_none_is_a_problem(client: Client, path: str, method: str) -> None:
    response = client.generic(method, path, b"{", "application/json")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"


BODIES: dict[str, tuple[bytes, str, int]] = {
    "10 MB": (b'{"text": "%s"}' % (b"a" * 10_000_000), "application/json", 413),
    "10 MB of brackets": (b"[" * 10_000_000, "application/json", 413),
    "10 MB of another kind": (b"a" * 10_000_000, "text/plain", 415),
    "a hundred texts of 100 KB": (
        json.dumps({"texts": ["grain " * 17_000] * 100}).encode(),
        "application/json",
        413,
    ),
    "ten texts of 100 KB": (
        json.dumps({"texts": ["grain " * 17_000] * 10}).encode(),
        "application/json",
        400,
    ),
    "a form": (b"text=grain", "application/x-www-form-urlencoded", 415),
    "parts": (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x", 415),
    "another alphabet": ('{"text": "grano ñ"}'.encode("utf-16"), "application/json", 400),
    "a field twice": (b'{"text": "grain", "text": "port"}', "application/json", 400),
    "a field twice inside": (b'{"text": {"a": 1, "a": 2}}', "application/json", 400),
    "invalid UTF-8": (b'{"text": "\xc0\xae\xff"}', "application/json", 400),
    "half a character": (b'{"text": "\\ud800"}', "application/json", 400),
    "a NUL": (b'{"text": "a\\u0000"}', "application/json", 400),
    "an endless number": (b'{"text": "grain", "limit": 1e999999}', "application/json", 400),
    "a long number": (b'{"text": "grain", "limit": %s}' % (b"9" * 4_000), "application/json", 400),
    "a longer number": (
        b'{"text": "grain", "limit": %s}' % (b"9" * 100_000),
        "application/json",
        400,
    ),
    "a long fraction": (
        b'{"text": "grain", "limit": 1.4%s}' % (b"9" * 100_000),
        "application/json",
        400,
    ),
    "no number": (b'{"text": "grain", "limit": NaN}', "application/json", 400),
    "an array for an object": (b'[{"text": "grain"}]', "application/json", 400),
    "a scope": (b'{"text": "grain", "scopes": ["webhooks"]}', "application/json", 400),
    "a rate": (b'{"text": "grain", "rate": 1000000, "partner": 1}', "application/json", 400),
    "a prototype": (b'{"text": "grain", "__proto__": {"is_match": true}}', "application/json", 400),
    "a draft": (b'{"text": "grain", "audience": "editors"}', "application/json", 400),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_whatever_is_sent_is_refused_in_words(
    client: Client, sent: dict[str, str], body: tuple[bytes, str, int]
) -> None:
    content, kind, status = body
    before = list(APIKey.objects.values())
    with sql_sent() as spoken:
        response = client.post(MATCH, content, content_type=kind, headers=sent)
    assert response.status_code == status
    assert is_problem(response)
    assert len(response.content) < 10_000
    assert [sql for sql in spoken if "api_apikey" not in sql] == []
    assert list(APIKey.objects.values()) == before


def test_what_is_refused_costs_a_request_and_no_more(client: Client) -> None:
    body = json.dumps({"texts": [GRAIN] * 100 + [1]})
    response = client.post(MATCH, body, content_type="application/json")
    assert response.status_code == 400
    assert ";r=99999;" in response["RateLimit"]
