"""Pages as they go out, compressed, kept by each process under their ETag.

An ETag names everything its page is made of, and each request finds it out anew. So a page that
was kept can be old, but nobody asks for it any more: there is nothing to clear, and no process
needs to tell another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from cachetools import LRUCache
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from newsroom import compression

OF_CODING = {"ETag", "Vary", "Content-Encoding"}
"""The headers that tell one coding of a page from another."""

ANY = "*"
"""Whoever has any version of a page; whether there is a page at all is known when it is drawn."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that knows its strong ETag before it is drawn.

    ``draw`` may return something else than a page (a notice, with another status): that is sent
    and not kept.
    """

    tag: str
    draw: Callable[[], HttpResponse]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A body ready to send, with its headers."""

    body: bytes
    headers: dict[str, str]

    def __len__(self) -> int:
        """Count the bytes it takes, about."""
        return len(self.body) + 1_000


_pages: LRUCache[str, _Kept] = LRUCache(settings.KEPT_PAGES_BYTES, getsizeof=len)
_lock = Lock()


def answer(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer with the page, in the coding the client reads; 304 when it has it already."""
    short = not_modified(request, page.tag)
    if short and request.META.get("HTTP_IF_NONE_MATCH", "").strip() != ANY:
        return short
    kept = _look_up(request, page.tag)
    if kept is None:
        drawn = page.draw()
        if drawn.status_code != 200:
            return drawn
        kept = _keep(request, page.tag, drawn)
    return short or HttpResponse(kept.body, headers=kept.headers)


def finish(request: HttpRequest, drawn: HttpResponse, tag: str) -> HttpResponse:
    """Give what is drawn already its ETag and coding: all that can be saved is compressing it."""
    if short := not_modified(request, tag):
        return short
    if not compression.is_worth_it(drawn):
        drawn.headers["ETag"] = tag
        return drawn
    kept = _look_up(request, tag) or _keep(request, tag, drawn)
    drawn.content = kept.body
    for name in OF_CODING & kept.headers.keys():
        drawn.headers[name] = kept.headers[name]
    return drawn


def not_modified(request: HttpRequest, tag: str) -> HttpResponse | None:
    """Return the short answer when the reader has the page with this ETag, in whatever coding."""
    one = compression.variant_asked(request, tag)
    short = get_conditional_response(request, etag=one)
    if short is not None:
        short.headers["ETag"] = one
        patch_vary_headers(short, ["Accept-Encoding"])
    return short


def _key(request: HttpRequest, tag: str) -> str:
    return f"{request.path} {compression.variant(tag, compression.accepted(request))}"


def _look_up(request: HttpRequest, tag: str) -> _Kept | None:
    with _lock:
        return _pages.get(_key(request, tag))


def _keep(request: HttpRequest, tag: str, drawn: HttpResponse) -> _Kept:
    kept = _packed(drawn, tag, compression.accepted(request))
    if not settings.DEBUG and len(kept) <= _pages.maxsize:  # in DEBUG templates change meanwhile
        with _lock:
            _pages[_key(request, tag)] = kept
    return kept


def _packed(drawn: HttpResponse, tag: str, kind: str) -> _Kept:
    if not compression.is_worth_it(drawn):
        return _Kept(drawn.content, {**drawn.headers, "ETag": tag})
    patch_vary_headers(drawn, ["Accept-Encoding"])
    headers = {**drawn.headers, "ETag": compression.variant(tag, kind)}
    if kind:
        headers["Content-Encoding"] = kind
    return _Kept(compression.compressed(drawn.content, kind), headers)
