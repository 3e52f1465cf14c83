"""Conditional answers (RFC 9110, section 13): who has the newest version gets 304."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag
from rest_framework.request import Request

from newsroom import compression

# Caches may keep it and must ask each time: a withdrawal shows at once.
REVALIDATED = "public, no-cache"


@dataclass(frozen=True, slots=True)
class Version:
    """What proves an answer fresh: its strong ETag, and when it changed last, if that is known.

    ``dates_prove``: nobody gets another answer within the same ``modified``. Where it is not set,
    the date is told, and who knows nothing but a date gets the whole answer.
    """

    tag: str
    modified: datetime | None = None
    dates_prove: bool = False


def tag_of(parts: Iterable[object]) -> str:
    """Return the strong ETag of what is made of these parts."""
    return quote_etag(sha256("\n".join(map(str, parts)).encode()).hexdigest()[:40])


def conditional(
    request: Request, response: HttpResponse, version: Version | None = None
) -> HttpResponse:
    """Give a good answer its strong ETag and its coding, and return 304 to those who have it.

    Without a ``version`` the ETag is the hash of the body: right whatever the body was made of,
    and as dear as the body.
    """
    if request.method not in ("GET", "HEAD") or response.status_code != 200:
        return response
    if response.has_header("ETag"):
        return response  # a file, which knows its own
    version = version or Version(tag_of([sha256(_body(response)).hexdigest()]))
    if short := known_already(request, version):
        return short
    _tell(response, version)
    if compression.is_worth_it(response):
        _pack(response, compression.accepted(request))
    return response


def known_already(request: Request, version: Version) -> HttpResponse | None:
    """Return 304 to whoever has this version, 412 to whoever wants another; else None."""
    proven = version.modified if version.dates_prove else None
    seconds = int(proven.timestamp()) if proven else None
    tag = compression.variant_asked(request._request, version.tag)  # noqa: SLF001
    short = get_conditional_response(request._request, tag, seconds)  # noqa: SLF001
    if short is not None and short.status_code == 304:
        _tell(short, version)
        short["ETag"] = tag
    return short


def _tell(response: HttpResponse, version: Version) -> None:
    response["ETag"] = version.tag
    response["Cache-Control"] = REVALIDATED
    patch_vary_headers(response, ["Accept-Encoding"])
    if version.modified:
        response["Last-Modified"] = http_date(int(version.modified.timestamp()))


def _pack(response: HttpResponse, kind: str) -> None:
    """Send a body in a coding, under the ETag of these bytes."""
    if kind:
        response.content = compression.compressed(_body(response), kind)
        response["Content-Encoding"] = kind
        response["ETag"] = compression.variant(response["ETag"], kind)


def _body(response: HttpResponse) -> bytes:
    """Return the body of an answer of DRF's, written once however often it is asked for."""
    return response.render().content  # type: ignore[attr-defined,no-any-return]  # it is of DRF's
