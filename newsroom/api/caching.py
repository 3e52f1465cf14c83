"""Conditional answers (RFC 9110, section 13): who has the newest version gets 304."""

from datetime import datetime
from hashlib import sha256

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from rest_framework.request import Request
from rest_framework.response import Response

# Caches may keep it and must ask each time: a withdrawal shows at once.
REVALIDATED = "public, no-cache"


def conditional(
    request: Request, response: Response, last_modified: datetime | None = None
) -> HttpResponse:
    """Give a good answer its strong ETag and return 304 to those who have it.

    The ETag is the hash of the body, so that it is right whatever the body was made of.
    """
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    if response.has_header("ETag"):
        return response  # a file, which knows its own
    etag = quote_etag(sha256(response.rendered_content).hexdigest()[:40])
    response["ETag"] = etag
    response["Cache-Control"] = REVALIDATED
    seconds = int(last_modified.timestamp()) if last_modified else None
    if seconds is not None:
        response["Last-Modified"] = http_date(seconds)
    answer = get_conditional_response(request._request, etag, seconds, response)  # noqa: SLF001
    return answer or response
