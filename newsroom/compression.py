"""Bodies made small for the way. What is public holds no secret, so none leaks by its size."""

import gzip
import re
from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponse

KINDS = ("br", "gzip")
"""The content codings we write, the smaller first."""

BROTLI_QUALITY = 6
GZIP_LEVEL = 6

_REFUSED = re.compile(r"q=0(\.0{0,3})?")
_ALREADY_SMALL = ("image/png", "image/jpeg", "image/webp", "application/zip")


def accepted(request: HttpRequest) -> str:
    """Return the best coding a client says it reads (RFC 9110, 12.5.3); "" for none."""
    return _best(request.META.get("HTTP_ACCEPT_ENCODING", ""))


@lru_cache(maxsize=256)
def _best(header: str) -> str:
    read = set()
    for part in header.lower().split(","):
        kind, _, weight = part.partition(";")
        if not _REFUSED.fullmatch(weight.strip()):
            read.add(kind.strip())
    return next((kind for kind in KINDS if kind in read), "")


def variant(tag: str, kind: str) -> str:
    """Return the ETag of a body in a coding: other bytes, so another strong tag."""
    return f'{tag[:-1]}.{kind}"' if kind else tag


def variant_asked(request: HttpRequest, tag: str) -> str:
    """Return the ETag a client is answered by: the plain one if it names that, or its coding's."""
    asked = request.META.get("HTTP_IF_NONE_MATCH", "") + request.META.get("HTTP_IF_MATCH", "")
    return tag if tag in asked else variant(tag, accepted(request))


def is_worth_it(response: HttpResponse) -> bool:
    """Say whether a response can be made smaller: it is text, and nobody did it yet."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return not response.has_header("Content-Encoding") and kind not in _ALREADY_SMALL


def compressed(body: bytes, kind: str) -> bytes:
    """Return the body in a coding of ``KINDS``, or as it is for ""."""
    if kind == "br":
        return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY))
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if kind else body
