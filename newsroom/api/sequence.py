"""Pages of an append-only log, by number: what a copy is kept up to date with."""

import re
from typing import Any

from rest_framework.exceptions import APIException
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from newsroom.api.addresses import absolute
from newsroom.api.pagination import (
    SIZE_PARAMETER,
    link_header,
    page_schema,
    page_size_of,
    parameter,
    refusal,
)

BEGINNING = "0"
"""The mark of number 0, before the first row."""

LONGEST = 18  # digits: all of them fit the column
MARK = "^[0-9a-f]{1,64}$"


class NotOurs(APIException):
    """Whoever asks has a row that is not in the log: their copy is of something else."""

    status_code = 410
    default_code = "gone"

    def __init__(self, since: int, begin_at: str) -> None:
        """Say which, and where a copy is begun anew."""
        super().__init__(
            f"Your number {since} is not one of this list: it was restored from a backup, or is "
            f"another newsroom's. Begin anew: take the newest export from {begin_at} and go on "
            "from its number."
        )
        self.members = {"exports": begin_at}


class SequencePagination(BasePagination):
    """The rows after ``since``, oldest first. Rows have a ``sequence`` and a ``mark``.

    The mark tells a row from another that was given its number, as after a backup was restored.
    The view's ``begin_at`` is the address where a copy is begun anew.
    """

    parameters = ("since", "mark", "page_size")

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        """Return the rows of the page; raise ``NotOurs``. One query."""
        size = page_size_of(request)
        self.since, self.mark, given = _since(request), BEGINNING, _mark(request)
        rows = list(queryset.filter(sequence__gte=self.since).order_by("sequence")[: size + 2])
        if self.since:
            known = rows.pop(0) if rows and rows[0].sequence == self.since else None
            if known is None or (given or known.mark) != known.mark:
                raise NotOurs(self.since, view.begin_at())  # type: ignore[union-attr]
            self.mark = known.mark
        self.has_next = len(rows) > size
        page = rows[:size]
        if page:
            self.since, self.mark = page[-1].sequence, page[-1].mark
        self.base_url = absolute(request.get_full_path())
        return page

    def around(self) -> tuple[object, ...]:
        """Return what a page says beside its rows."""
        return self.has_next, self.since, self.mark

    def get_paginated_response(self, data: Any) -> Response:
        """Return the page, and the ``since`` and ``mark`` to ask with next time."""
        after = replace_query_param(self.base_url, "since", self.since)
        after = replace_query_param(after, "mark", self.mark)
        following = after if self.has_next else None
        body = {"next": following, "since": self.since, "mark": self.mark, "results": data}
        return Response(body, headers=link_header(next=following))

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the page for OpenAPI."""
        address = {"type": ["string", "null"], "format": "uri"}
        since = {"type": "integer", "description": "What to give as `since` next time."}
        mark = {"type": "string", "description": "What to give as `mark` next time."}
        return page_schema(schema, next=address, since=since, mark=mark)

    def get_schema_operation_parameters(self, _view: APIView) -> list[dict[str, Any]]:
        """Describe the parameters for OpenAPI."""
        since = "The last sequence number you have; 0, the beginning, when left out."
        mark = (
            "The mark that came with it. Where it is another row's by now, or the number was "
            "never given, the answer is 410: begin anew."
        )
        return [
            parameter("since", since, type="integer", minimum=0, maximum=10**LONGEST - 1),
            parameter("mark", mark, type="string", pattern=MARK),
            SIZE_PARAMETER,
        ]


def _since(request: Request) -> int:
    given = request.query_params.get("since", "0")
    if re.fullmatch(f"[0-9]{{1,{LONGEST}}}", given):
        return int(given)
    raise refusal("since", "Give the sequence number of the last change you have, or 0.")


def _mark(request: Request) -> str | None:
    given = request.query_params.get("mark")
    if given is None or re.fullmatch(MARK, given):
        return given
    raise refusal("mark", "Give the mark as it came with the number, or leave it out.")
