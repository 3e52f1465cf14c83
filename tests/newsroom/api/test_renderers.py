"""Answers as bytes: as DRF writes them, with what is JSON already left alone."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db.models import TextChoices
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ErrorDetail
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.serializer_helpers import ReturnDict, ReturnList

from newsroom.api.renderers import Written, WrittenRenderer


class Word(TextChoices):
    GONE = "gone"


@pytest.mark.parametrize(
    "value",
    [
        datetime(2026, 6, 2, 10, 0, 0, 5, tzinfo=UTC),
        date(2026, 6, 2),
        UUID(int=7),
        Decimal("1.5"),
        Word.GONE,
        gettext_lazy("gone"),
        ErrorDetail("Give a number.", "invalid"),
        SafeString("<b>"),
        ReturnList([ReturnDict({"a": 1}, serializer=None)], serializer=None),
        ("é", "👩‍⚖️", "a\u2029b", '"\\'),
        1.0,
        None,
    ],
    ids=repr,
)
def test_everything_is_written_as_drf_does(value: Any) -> None:
    body = {"value": value}
    expected = JSONRenderer().render(body)
    assert json.loads(WrittenRenderer().render(body)) == json.loads(expected)
    assert b" " not in WrittenRenderer().render({"a": [1, {"b": 2}]})


def test_what_is_json_already_is_sent_as_it_is() -> None:
    body = {"rows": [{"document": Written('{"a":  1}')}, Written("[]")], "next": None}
    assert WrittenRenderer().render(body) == b'{"rows":[{"document":{"a":  1}},[]],"next":null}'


def test_an_answer_without_a_body_has_none() -> None:
    assert WrittenRenderer().render(None) == b""
