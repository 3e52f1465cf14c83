"""Errors as RFC 9457 problem details, all in one shape."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.encoding import escape_uri_path
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler

from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal

MEDIA_TYPE = "application/problem+json"

# One sentence for each, whatever the reason: an address that was never published must answer
# like one that never existed.
SENTENCES = {
    400: "The request cannot be understood.",
    403: "This is not open to you.",
    404: "Nothing is published at this address.",
    412: "The version you named is not the current one.",
    415: "Send JSON, with the header Content-Type: application/json.",
    500: "Something went wrong on our side. Try again later.",
    503: "The service is not available just now. Try again later.",
}

ALWAYS = {404, 415}
"""Whatever the exception says, these say their sentence."""

Errors = list[dict[str, str]]


class Refused(APIException):
    """What an action refused, in its own words: 403, 409 where it is too late or early, or 400."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep the sentence."""
        super().__init__(str(refusal))
        is_untimely = isinstance(refusal, Conflict | NotReady)
        self.status_code = 403 if isinstance(refusal, NotAllowed) else 409 if is_untimely else 400


def problem(status: int, path: str, detail: str = "", errors: Errors | None = None) -> Any:
    """Describe what went wrong at ``path``; ``errors`` holds field, code and detail of each."""
    title = HTTPStatus(status).phrase
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail or SENTENCES.get(status, f"{title}."),
        "instance": escape_uri_path(path),
    }
    return body | ({"errors": errors} if errors else {})


def problem_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an exception of a view into problem+json; None for what is nobody's plan (500).

    ``members`` of the exception are said beside the others (RFC 9457, 3.2), its ``headers`` sent.
    """
    exc = Refused(exc) if isinstance(exc, Refusal) else exc
    response = exception_handler(exc, context)
    if response is None:
        return None
    errors = list(_errors(exc.detail)) if isinstance(exc, APIException) else []
    detail = " ".join(dict.fromkeys(error["detail"] for error in errors))
    if not detail and isinstance(exc, APIException) and response.status_code not in ALWAYS:
        detail = str(exc.detail)
    path = context["request"].path
    members: dict[str, Any] = getattr(exc, "members", {})
    response.data = problem(response.status_code, path, detail, errors) | members
    response.content_type = MEDIA_TYPE
    headers: dict[str, str] = getattr(exc, "headers", {})
    for name, value in headers.items():
        response[name] = value
    return response


def _errors(detail: Any, field: str | None = None) -> Iterable[dict[str, str]]:
    """Name what is wrong with each field; the fourth row of ``texts`` is ``texts.3``."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _errors(inner, str(name) if field is None else f"{field}.{name}")
    elif field is not None:
        for message in detail:
            yield {"field": field, "code": message.code, "detail": str(message)}


def as_problem(response: HttpResponse, path: str) -> HttpResponse:
    """Give an error that no view of the API made the same shape, keeping its headers."""
    body = problem(response.status_code, path)
    response.content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    response["Content-Type"] = MEDIA_TYPE
    response["Content-Length"] = str(len(response.content))
    return response
