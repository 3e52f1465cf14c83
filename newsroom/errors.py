"""What readers see when there is no page. Drawn without the request, so nothing is echoed.

What was never published gets the very same bytes as what does not exist.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from newsroom.pages import reader_policy

ErrorView = Callable[[HttpRequest, Exception], HttpResponse]


@reader_policy
def bad_request(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 400."""
    return _page(400)


@reader_policy
def permission_denied(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 403."""
    return _page(403)


@reader_policy
def not_found(_request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 404."""
    return _page(404)


@reader_policy
def server_error(_request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database."""
    return _page(500)


def _page(status: int) -> HttpResponse:
    text = render_to_string(f"{status}.html", {"site_name": settings.SITE_NAME})
    return HttpResponse(text, status=status, headers={"Cache-Control": "no-cache"})
