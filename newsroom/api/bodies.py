"""What is sent to us: JSON, not too much of it, and only fields we know, each of its own type."""

import json
from collections.abc import Mapping
from math import isinf
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension
from rest_framework import serializers as s
from rest_framework.exceptions import APIException, ErrorDetail, ParseError, ValidationError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.utils.json import strict_constant

from newsroom.api.parameters import LONGEST_NAME, NAMED, SAYS_SOMETHING

LARGEST = 1024 * 1024
MAY_BE_BLANK = r"^[^\u0000]*$"


class TooLarge(APIException):
    """The body is larger than any we read."""

    status_code = 413
    default_detail = f"A body has at most {LARGEST:,} bytes. Send it in several requests."
    default_code = "too_large"


class LengthRequired(APIException):
    """The body came without its length, so that the server sees none of it."""

    status_code = 411
    default_detail = "Send the body whole, with its Content-Length; we read none in chunks."
    default_code = "length_required"


class JSONBody(BaseParser):
    """JSON in UTF-8 (RFC 8259). Of a body that is too large no more is read than shows it."""

    media_type = "application/json"

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,  # noqa: ARG002 - DRF gives it
        parser_context: Any = None,  # noqa: ARG002 - DRF gives it
    ) -> Any:
        """Return what the body says; raise ``TooLarge``, or ``ParseError`` for what is no JSON."""
        body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise TooLarge
        try:
            return json.loads(
                body.decode("utf-8-sig"),
                parse_constant=strict_constant,
                parse_float=_finite,
                object_pairs_hook=_once,
            )
        except RecursionError:
            raise ParseError("The body is nested too deeply.") from None
        except ValueError as error:
            raise ParseError(f"The body is not JSON in UTF-8: {error}.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its fields; two of one name would be read differently by everybody."""
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise ParseError("A field is given twice.")
    return fields


def _finite(written: str) -> float:
    """Read a number; one too large would be infinite, which no JSON can say."""
    number = float(written)
    return strict_constant(number) if isinf(number) else number


def body_of(request: Request) -> Any:
    """Return what the body says; raise ``APIException`` (400 to 415), also where there is none."""
    # Some servers name a length they do not know, and leave it empty.
    if "Transfer-Encoding" in request.headers and not request.headers.get("Content-Length"):
        raise LengthRequired
    if request.stream is None:
        raise ParseError("The body is empty. Send JSON.")
    return request.data


class Text(s.CharField):
    """A string; nothing else is taken for one. Blanks around it count, but are left out."""

    def to_internal_value(self, data: Any) -> str:
        """Return the string without the blanks around it."""
        if not isinstance(data, str):
            self.fail("invalid")
        if self.max_length is not None and len(data) > self.max_length:
            self.fail("max_length", max_length=self.max_length)
        return super().to_internal_value(data)


class Whole(s.IntegerField):
    """A whole number, written ``5`` or ``5.0`` as JSON has it; no string or truth is one."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number."""
        if type(data) is float and data.is_integer():
            data = int(data)
        if type(data) is not int:
            self.fail("invalid")
        return super().to_internal_value(data)


class KnownFields(s.Serializer[Any]):
    """The fields of a body. A misspelled one is refused: the rest would mean something else."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the values; raise ``ValidationError`` naming fields that are unknown."""
        given = data if isinstance(data, Mapping) else ()  # a list or a number has no fields
        unknown = [name for name in given if name not in self.fields]
        if unknown:
            raise ValidationError(dict(self._refused(name) for name in unknown[:NAMED]))
        return super().to_internal_value(data)

    def _refused(self, name: str) -> tuple[str, list[ErrorDetail]]:
        # Half a character can be named in JSON, but not written in an answer.
        shown = name[:LONGEST_NAME].encode(errors="replace").decode()
        known = ", ".join(sorted(self.fields))
        return shown, [ErrorDetail(f"“{shown}” is not a field here. Known: {known}.", "unknown")]


class KnownFieldsInSchema(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """Says in the schema that no other fields are taken, and which strings are no text."""

    target_class = KnownFields
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        """Describe the fields and close the list."""
        described: dict[str, Any] = auto_schema._map_serializer(  # noqa: SLF001 - documented for extensions
            self.target, direction, bypass_extensions=True
        )
        for name, field in self.target.fields.items():
            _forbid_what_is_no_text(field, described["properties"][name])
        return described | {"additionalProperties": False}


def _forbid_what_is_no_text(field: Any, schema: dict[str, Any]) -> None:
    """Say that a text has no NUL and, unless it may be blank, something beside blanks."""
    if isinstance(field, s.ListField):
        _forbid_what_is_no_text(field.child, schema["items"])
    if isinstance(field, Text) and "format" not in schema:
        schema["pattern"] = MAY_BE_BLANK if field.allow_blank else SAYS_SOMETHING
