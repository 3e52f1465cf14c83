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


def with_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Say of each operation that it may answer a problem, of GET also 304 (a spectacular hook).

    Where a body is taken, it is needed.
    """
    result["components"]["schemas"]["Problem"] = PROBLEM
    for operations in result["paths"].values():
        for method, operation in operations.items():
            if "requestBody" in operation:
                operation["requestBody"]["required"] = True
            operation["responses"] |= UNCHANGED | FAILED if method == "get" else FAILED
    return result


@extend_schema(exclude=True)
class SchemaView(SpectacularJSONAPIView):
    """Serve the schema as JSON."""


@extend_schema(exclude=True)
class DocsView(SpectacularSwaggerSplitView):
    """Show the schema to people. All files are ours; no script stands in the page itself."""

    template_name = "api/docs.html"
    title = f"{settings.SITE_NAME} API"
