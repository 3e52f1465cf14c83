"""Pages of long lists, for clients that copy the whole corpus.

Every page costs the same: rows are found by where the last page ended, never by counting.
"""

import re
from typing import Any

from django.core.signing import BadSignature, Signer
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from newsroom.api.addresses import absolute

PAGE_SIZE = 50
MAX_PAGE_SIZE = 200
MOST_COUNTED = 10_000
_COUNT_TEXT = f"Whether to count the rows of the whole list, up to {MOST_COUNTED:,}."
COUNT_SCHEMA = {
    "type": "object",
    "description": "Only where `count=true` asks for it.",
    "required": ["value", "is_exact"],
    "properties": {
        "value": {"type": "integer", "minimum": 0, "maximum": MOST_COUNTED},
        "is_exact": {"type": "boolean", "description": "False: there are more than that."},
    },
}
_SIZE_TEXT = f"Rows on a page, 1 to {MAX_PAGE_SIZE}; {PAGE_SIZE} when left out."


def page_size_of(request: Request) -> int:
    """Return the size asked for; raise ``ValidationError`` for one we do not serve."""
    given = request.query_params.get("page_size", str(PAGE_SIZE))
    if re.fullmatch("[0-9]{1,3}", given) and 1 <= int(given) <= MAX_PAGE_SIZE:
        return int(given)
    raise refusal("page_size", f"A page has 1 to {MAX_PAGE_SIZE} rows.")


def _wants_count(request: Request) -> bool:
    given = request.query_params.get("count", "false")
    if given not in ("true", "false"):
        raise refusal("count", "Give true or false.")
    return given == "true"


def refusal(parameter: str, sentence: str) -> ValidationError:
    """Make the error for a parameter whose value cannot be used."""
    return ValidationError({parameter: [ErrorDetail(sentence, "invalid")]})


def link_header(**addresses: str | None) -> dict[str, str]:
    """Return the ``Link`` header (RFC 8288) for the relations that have an address."""
    links = [f'<{url}>; rel="{rel}"' for rel, url in addresses.items() if url]
    return {"Link": ", ".join(links)} if links else {}


class SignedCursorPagination(CursorPagination):
    """Pages by a cursor that only we can make, for one list only.

    A cursor that is cut, forged or of another list is refused; answering page one instead would
    make a client that copies everything begin again without noticing. The order is fixed: the
    view's ``ordering``.
    """

    page_size = PAGE_SIZE
    page_size_query_param = "page_size"
    page_size_query_description = _SIZE_TEXT
    max_page_size = MAX_PAGE_SIZE
    cursor_query_description = "Where a page begins: taken from `next` or `previous`, unchanged."
    parameters = ("cursor", "page_size", "count")
    counted: dict[str, Any] | None = None

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any] | None:
        """Return the rows of the page. One query, and another where a count is asked for."""
        if _wants_count(request):
            number = queryset.order_by().values("pk")[: MOST_COUNTED + 1].count()
            is_exact = number <= MOST_COUNTED
            self.counted = {"value": min(number, MOST_COUNTED), "is_exact": is_exact}
        return super().paginate_queryset(queryset, request, view)

    def around(self) -> tuple[object, ...]:
        """Return what a page says beside its rows."""
        return self.get_next_link(), self.get_previous_link(), self.counted

    def get_page_size(self, request: Request) -> int:
        """Return the size asked for."""
        return page_size_of(request)

    def get_ordering(self, _request: Request, _queryset: Any, view: Any) -> tuple[str, ...]:
        """Return the one order of the list."""
        ordering: tuple[str, ...] = view.ordering
        return ordering

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Read the cursor of the request; raise ``ValidationError`` when it is not ours."""
        self.address = absolute(request.get_full_path())
        self.signer = Signer(salt=f"cursor:{request.path}")
        given = request.query_params.get("cursor")
        if given is None:
            return None
        try:
            return Cursor(*self.signer.unsign_object(given))
        except BadSignature:
            sentence = "This cursor is not one we gave for this list. Begin at the first page."
            raise refusal("cursor", sentence) from None

    def encode_cursor(self, cursor: Cursor) -> str:
        """Return the address of the page at ``cursor``."""
        return replace_query_param(self.address, "cursor", self.signer.sign_object(cursor))

    def get_paginated_response(self, data: Any) -> Response:
        """Return the page with the addresses of its neighbours, in the body and as ``Link``."""
        nearby = {"next": self.get_next_link(), "previous": self.get_previous_link()}
        headers = link_header(next=nearby["next"], prev=nearby["previous"])
        count = {} if self.counted is None else {"count": self.counted}
        return Response({**nearby, **count, "results": data}, headers=headers)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the page for OpenAPI."""
        address = {"type": ["string", "null"], "format": "uri"}
        page = page_schema(schema, next=address, previous=address)
        page["properties"]["count"] = COUNT_SCHEMA
        return page

    def get_schema_operation_parameters(self, _view: APIView) -> list[dict[str, Any]]:
        """Describe the parameters for OpenAPI."""
        cursor = parameter("cursor", self.cursor_query_description, type="string")
        return [cursor, SIZE_PARAMETER, parameter("count", _COUNT_TEXT, enum=["true", "false"])]


def page_schema(rows: dict[str, Any], **fields: dict[str, Any]) -> dict[str, Any]:
    """Describe a page of ``rows`` with these other ``fields``."""
    properties = {**fields, "results": rows}
    return {"type": "object", "required": list(properties), "properties": properties}


def parameter(name: str, description: str, **schema: Any) -> dict[str, Any]:
    """Describe an optional query parameter for OpenAPI."""
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }


SIZE_PARAMETER = parameter(
    "page_size", _SIZE_TEXT, type="integer", minimum=1, maximum=MAX_PAGE_SIZE
)
