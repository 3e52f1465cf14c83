"""The promise in OpenAPI 3.1, and the pages that show it."""

from functools import cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response

from newsroom.api.parameters import SAYS_SOMETHING
from newsroom.api.problems import MEDIA_TYPE
from newsroom.api.views import PublicView

_TEXT = {"type": "string"}
PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": _TEXT | {"format": "uri-reference"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT | {"description": "A sentence for people."},
        "instance": _TEXT | {"format": "uri-reference", "description": "The address asked."},
        "exports": _TEXT | {"format": "uri", "description": "Of 410: where a copy is begun anew."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {"field": _TEXT, "code": _TEXT, "detail": _TEXT},
            },
        },
    },
}
UNCHANGED = {"304": {"description": "Nothing changed since the ETag or date you sent."}}
FAILED = {
    "default": {
        "description": "A problem.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    },
}


SPARSE = {
    "type": "object",
    "description": "What `fields` and `omit` leave of a row, if they are given.",
}


def with_sparse_answers(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say that answers may be sparse, where ``fields`` may be asked for (a spectacular hook)."""
    schemas = result["components"]["schemas"]
    schemas["Sparse"] = SPARSE
    for operations in result["paths"].values():
        for operation in operations.values():
            if any(_chooses_fields(one) for one in operation.get("parameters", ())):
                for content in operation["responses"]["200"]["content"].values():
                    _may_be_sparse(content, schemas)
    for one in schemas.values():
        if "oneOf" in one and "discriminator" not in one:
            one["anyOf"] = one.pop("oneOf")  # the names of a check are the beginning of all of it
    return result


def _chooses_fields(parameter: dict[str, Any]) -> bool:
    """Say whether it is our own ``fields``, a list of names; Google's is one word."""
    return (parameter["name"], parameter["schema"].get("type")) == ("fields", "array")


def with_strict_parameters(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say that no parameter is blank or has a NUL in it (a spectacular hook)."""
    for operations in result["paths"].values():
        for operation in operations.values():
            for one in operation.get("parameters", ()):
                schema = one["schema"]
                is_free = schema.get("type") == "string" and schema.keys() <= {"type", "maxLength"}
                if one["in"] == "query" and is_free:
                    schema |= {"minLength": 1, "pattern": SAYS_SOMETHING}
    return result


def _may_be_sparse(content: dict[str, Any], schemas: dict[str, Any]) -> None:
    page = schemas.get(content["schema"].get("$ref", "").rpartition("/")[2], {})
    results = page.get("properties", {}).get("results")
    within, key = (results, "items") if results else (content, "schema")
    if "anyOf" not in within[key]:
        within[key] = {"anyOf": [within[key], {"$ref": "#/components/schemas/Sparse"}]}


def with_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say of each operation that it may answer a problem, of GET also 304 (a spectacular hook).

    What an operation says of its failures itself stays. Where a body is taken, it is needed.
    """
    result["components"]["schemas"]["Problem"] = PROBLEM
    for operations in result["paths"].values():
        for method, operation in operations.items():
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            is_public = {} in operation.get("security", [{}])
            may_be_known = is_public and method == "get"  # what needs a key no cache keeps
            said = UNCHANGED | FAILED if may_be_known else FAILED
            operation["responses"] |= said | operation["responses"]
    return result


@extend_schema(exclude=True)
class SchemaView(PublicView):
    """Serve the schema as JSON: the same to everybody, with an ETag."""

    scope = None
    renderer_classes = [OpenApiJsonRenderer, OpenApiJsonRenderer2]

    def get(self, _request: Request) -> Response:
        """Return the schema."""
        return Response(written())


_ONE_AT_A_TIME = Lock()
"""Spectacular finds its extensions while it writes, which two threads cannot do at once."""


def written() -> dict[str, Any]:
    """Return the schema, which is written once in a process: it takes a third of a second."""
    with _ONE_AT_A_TIME:
        return _written(settings.ROOT_URLCONF)


@cache
def _written(urlconf: str) -> dict[str, Any]:
    generator = SchemaGenerator(urlconf=urlconf)  # type: ignore[no-untyped-call]
    with translation.override(settings.LANGUAGE_CODE):  # not whoever's asks first
        return dict(generator.get_schema(request=None, public=True))  # type: ignore[no-untyped-call]


@extend_schema(exclude=True)
class DocsView(SpectacularSwaggerSplitView):
    """Show the schema to people. All files are ours; no script stands in the page itself."""

    template_name = "api/docs.html"
    title = f"{settings.SITE_NAME} API"

    def _get_schema_url(self, _request: HttpRequest) -> str:
        """Return the one address of the schema, which knows no parameters."""
        return reverse("schema")
