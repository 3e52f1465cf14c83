"""What a question may be, and what is said of one that cannot be answered."""

import json

import pytest
from django.test import Client

from factcheck.lexemes import LONGEST_QUERY
from tests.factcheck.api.asking import GRAIN, MATCH, answer, answers, ask, refusal
from tests.factcheck.api.desk import published
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("question", "field", "detail"),
    [
        ({}, "text", "Give either “text” or “texts”."),
        ({"limit": 3}, "text", "Give either “text” or “texts”."),
        ({"text": GRAIN, "texts": [GRAIN]}, "text", "Give either “text” or “texts”."),
        ({"text": ""}, "text", "This field may not be blank."),
        ({"text": " \n\t"}, "text", "This field may not be blank."),
        ({"text": None}, "text", "This field may not be null."),
        ({"text": 17_000}, "text", "Not a valid string."),
        ({"text": [GRAIN]}, "text", "Not a valid string."),
        ({"text": {"text": GRAIN}}, "text", "Not a valid string."),
        ({"text": "a\x00b"}, "text", "Null characters are not allowed."),
        ({"text": "a\ud83d"}, "text", "Surrogate characters are not allowed: U+D83D."),
        ({"texts": []}, "texts", "Give at least one text."),
        ({"texts": GRAIN}, "texts", 'Expected a list of items but got type "str".'),
        ({"texts": [GRAIN] * 101}, "texts", "Give at most 100 texts."),
        ({"texts": [1] * 150_000}, "texts", "Give at most 100 texts."),
        ({"texts": [GRAIN, 1]}, "texts.1", "Not a valid string."),
        ({"texts": [GRAIN, " "]}, "texts.1", "This field may not be blank."),
        ({"text": GRAIN, "limit": 0}, "limit", "Ensure this value is greater than or equal to 1."),
        ({"text": GRAIN, "limit": 21}, "limit", "Ensure this value is less than or equal to 20."),
        ({"text": GRAIN, "limit": "3"}, "limit", "A valid integer is required."),
        ({"text": GRAIN, "limit": True}, "limit", "A valid integer is required."),
        ({"text": GRAIN, "language": "en"}, "language", None),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_why(
    client: Client, question: dict[str, object], field: str, detail: str | None
) -> None:
    published()
    with sql_sent() as sent:
        errors = refusal(ask(client, **question))
    assert set(errors) == {field}
    assert detail in (None, errors[field])
    assert sent == []


@pytest.mark.parametrize(
    "day", ["", "yesterday", "2019-02-30", "2019-06", "2019-06-03T12:00:00Z", 2019, True, [], None]
)
def test_a_day_is_a_day(client: Client, day: object) -> None:
    assert set(refusal(ask(client, text=GRAIN, said_on=day))) == {"said_on"}


@pytest.mark.parametrize("day", ["0001-01-01", "2019-06-03", "9999-12-31"])
def test_any_day_of_the_calendar_can_be_asked(client: Client, day: str) -> None:
    published()
    assert answer(client, GRAIN, said_on=day)["matches"]


def test_a_text_too_long_is_refused_with_the_limit(client: Client) -> None:
    assert answer(client, "a" * LONGEST_QUERY)["matches"] == []
    errors = refusal(ask(client, text="grain " * 20_000))
    said = "A text has at most 5,000 characters: send its beginning, or its parts."
    assert errors == {"text": said}
    assert refusal(ask(client, texts=["grain", "a" * 5_001])) == {"texts.1": said}


def test_texts_too_long_together_are_refused_with_the_limit(client: Client) -> None:
    assert len(answers(client, texts=["a" * 500] * 100)) == 100
    errors = refusal(ask(client, texts=["a" * 501] * 100))
    assert errors == {"texts": "The texts of a request have at most 50,000 characters together."}


def test_the_longest_question_fits_into_a_body(client: Client) -> None:
    texts = ["🙂" * 500] * 100
    assert len(json.dumps({"texts": texts})) > 600_000  # as escapes, twelve letters each
    assert len(answers(client, texts=texts)) == 100


@pytest.mark.parametrize(
    "text",
    [
        *("🙂", "' OR 1=1; DROP TABLE factcheck_check; --", "a & | ! <-> (b:*", "%s %(audience)s"),
        *("венесуэла ベネズエラ فنزويلا Venezuela", "\u202egrain\u202c", "\u200b", "-" * 5_000),
        *("é\u0301" * 1_000, " (@" * 1_000, "1,000" * 1_000, "\\", "'", "a\n\n\tb", "\ufeffgrain"),
    ],
)
def test_any_text_is_answered(client: Client, text: str) -> None:
    published()
    assert answer(client, text)["is_match"] is False


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"grain"', b"1", b"true"])
def test_what_is_no_object_is_no_question(client: Client, body: bytes) -> None:
    refusal(client.post(MATCH, body, content_type="application/json"))


@pytest.mark.parametrize("body", [b"{", b"text=grain", b'{"text": "\xff"}', b'{"text": "a",}'])
def test_what_is_no_json_is_no_question(client: Client, body: bytes) -> None:
    refusal(client.post(MATCH, body, content_type="application/json"))


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "a/b", ""])
def test_another_content_type_is_refused(client: Client, kind: str) -> None:
    refusal(client.post(MATCH, b'{"text": "grain"}', content_type=kind), 415)


def test_a_body_too_large_is_refused(client: Client) -> None:
    refusal(client.post(MATCH, b" " * 2_000_000, content_type="application/json"), 413)


def test_there_is_nothing_to_get(client: Client) -> None:
    response = client.get(MATCH)
    refusal(response, 405)
    assert response["Allow"] == "POST, OPTIONS"


def test_the_address_takes_no_parameters(client: Client) -> None:
    assert set(refusal(ask(client, f"{MATCH}?limit=3", text=GRAIN))) == {"limit"}
