"""What holds for every answer of an API, views' or not."""

from collections.abc import Callable
from datetime import UTC
from typing import Any

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone

from newsroom.api.problems import MEDIA_TYPE, as_problem
from newsroom.api.throttling import left_of
from newsroom.api.views import Nowhere

PREFIXES = ("/api/", "/v1alpha1/")
ERRORS = {MEDIA_TYPE, "application/json"}
"""Types of errors that say what is wrong in the words of their address."""

# Anybody's page may read; nobody's cookies are sent (no Allow-Credentials).
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Content-Range, Deprecation, ETag, Link, RateLimit, RateLimit-Policy, "
        "Retry-After, Sunset"
    ),
}
READING = "GET, HEAD, OPTIONS"
PREFLIGHT = {
    "Access-Control-Allow-Headers": (
        "Accept, Content-Type, If-Modified-Since, If-None-Match, If-Range, Range"
    ),
    "Access-Control-Max-Age": "86400",
}


class ApiMiddleware:
    """Errors as problem+json, CORS for reading, what is left of the limit, times in UTC."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response
        self.nowhere: Any = convert_exception_to_response(Nowhere.as_view())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; addresses elsewhere are left alone."""
        if not request.path_info.startswith(PREFIXES):
            return self.get_response(request)
        with timezone.override(UTC):
            response = self.get_response(request)
            if response.status_code == 404:
                response = self._counted(request, response)
        if response.status_code >= 400:
            if response["Content-Type"] not in ERRORS:
                response = as_problem(response, request.path)
            response["Cache-Control"] = "no-store"
        headers = CORS
        if request.method == "OPTIONS":
            methods = response.get("Allow", READING)
            headers = CORS | PREFLIGHT | {"Access-Control-Allow-Methods": methods}
        for name, value in (headers | left_of(request)).items():
            response[name] = value
        return response

    def _counted(self, request: HttpRequest, missing: HttpResponse) -> HttpResponse:
        """Count what no view has counted; return what is missing, or why nobody is told so."""
        if hasattr(request, "throttle"):
            return missing
        response: HttpResponse = self.nowhere(request)
        if isinstance(response, SimpleTemplateResponse):
            response.render()  # as Django does with what comes from a view
        return missing if response.status_code == 404 else response
