"""Files as answers: conditional, and in parts for those who were interrupted (RFC 9110, 14)."""

import re
from pathlib import Path

from django.http import FileResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from whitenoise.responders import SlicedFile

from newsroom.api.caching import REVALIDATED

_RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})")


class BeyondTheEnd(APIException):
    """A part is asked for that begins after the file's end."""

    status_code = 416
    default_detail = "The file ends before the part you ask for: you have all of it."
    default_code = "beyond_the_end"

    def __init__(self, size: int) -> None:
        """Tell the size of the file, in bytes, as RFC 9110, 15.5.17, wants it."""
        super().__init__()
        self.headers = {"Content-Range": f"bytes */{size}"}


def file_answer(request: Request, path: Path, *, sha256: str, media_type: str) -> HttpResponseBase:
    """Answer with a file whose content has this hash, which is its strong ETag.

    One range is answered with that part (206); several, or none we understand, with the whole.
    Raises ``FileNotFoundError``, and ``BeyondTheEnd``.
    """
    tag = quote_etag(sha256)
    short = get_conditional_response(request._request, tag)  # noqa: SLF001 - as caching does
    answer = short or _body(request, path, tag, media_type)
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = REVALIDATED
    return answer


def _body(request: Request, path: Path, tag: str, media_type: str) -> FileResponse:
    size = path.stat().st_size
    part = _part(request, tag, size)
    first, last = part or (0, size - 1)
    file = path.open("rb") if request.method == "GET" else ()
    answer = FileResponse(
        SlicedFile(file, first, last) if part and file else file,
        status=206 if part else 200,
        content_type=media_type,
        filename=path.name,
    )
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Content-Length"] = str(last - first + 1)
    if part:
        answer.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


def _part(request: Request, tag: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte asked for; None for all of them."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not asked or request.headers.get("If-Range", tag) != tag:
        return None
    first = int(asked[1])
    if first >= size:
        raise BeyondTheEnd(size)
    last = min(int(asked[2] or size), size - 1)
    return (first, last) if first <= last else None
