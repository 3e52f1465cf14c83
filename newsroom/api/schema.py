"""The promise in OpenAPI 3.1, and the pages that show it."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView

from newsroom.api.problems import MEDIA_TYPE

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
            if any(one["name"] == "fields" for one in operation.get("parameters", ())):
                for content in operation["responses"]["200"]["content"].values():
                    _may_be_sparse(content, schemas)
    for one in schemas.values():
        if "oneOf" in one and "discriminator" not in one:
            one["anyOf"] = one.pop("oneOf")  # the names of a check are the beginning of all of it
    return result


SAYS_SOMETHING = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"


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

    Where a body is taken, it is needed.
    """
    result["components"]["schemas"]["Problem"] = PROBLEM
    for operations in result["paths"].values():
        for method, operation in operations.items():
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            is_public = {} in operation.get("security", [{}])
            may_be_known = is_public and method == "get"  # what needs a key no cache keeps
            operation["responses"] |= UNCHANGED | FAILED if may_be_known else FAILED
    return result


@extend_schema(exclude=True)
class SchemaView(SpectacularJSONAPIView):
    """Serve the schema as JSON."""


@extend_schema(exclude=True)
class DocsView(SpectacularSwaggerSplitView):
    """Show the schema to people. All files are ours; no script stands in the page itself."""

    template_name = "api/docs.html"
    title = f"{settings.SITE_NAME} API"
