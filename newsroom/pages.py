"""What every page for readers has in common: its headers, and when it is a new page.

No cookie, no script, nothing from a third party. A page may be kept by anybody and is asked for
again each time, so a correction or a withdrawal shows at once. A form is kept by nobody.
"""

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from typing import Any

from csp.constants import HEADER, NONE, SELF
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from newsroom.page_cache import Page, answer, finish, not_modified

__all__ = [
    "Page",
    "View",
    "edition",
    "etag",
    "not_modified",
    "policy",
    "reader_form",
    "reader_page",
    "reader_policy",
    "site",
]

View = Callable[..., HttpResponse]
PageView = Callable[..., HttpResponse | Page]


def policy(directives: dict[str, Any]) -> Callable[[View], View]:
    """Make a decorator: what a view answers has this Content-Security-Policy, written once."""
    written = build_policy(directives)

    def decorate(view: View) -> View:
        @wraps(view)
        def held(*args: Any, **kwargs: Any) -> HttpResponse:
            response = view(*args, **kwargs)
            response.headers[HEADER] = written
            return response

        return held

    return decorate


# What a browser may do with a reader's page: show our text, styles and pictures, no more.
reader_policy = policy(
    {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],  # nothing here connects; Lighthouse asks for robots.txt by it
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
)

# What a page is drawn with: when any of it changes, every page is a new one.
DRAWN_WITH = {".html", ".css", ".mo", ".py", ".svg"}


def reader_page(view: PageView) -> View:
    """Give a view what readers' pages have: GET and HEAD only, strict CSP, strong ETag, 304.

    A view that knows its ETag more cheaply than by its text returns a ``Page``, which is drawn
    where no process of ours has it yet, or sets the header itself. Text goes out compressed.
    """

    @reader_policy
    @require_safe
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = view(request, *args, **kwargs)
        response = answer(request, found) if isinstance(found, Page) else _finished(request, found)
        response.headers.setdefault("Cache-Control", "public, no-cache")
        return response

    return page


def _finished(request: HttpRequest, drawn: HttpResponse) -> HttpResponse:
    if drawn.status_code != 200 or drawn.streaming:
        return drawn
    tag = drawn.headers.get("ETag") or etag(sha256(drawn.content).hexdigest())
    return finish(request, drawn, tag)


def reader_form(view: View) -> View:
    """Give a view what forms for readers have: GET, HEAD and POST, strict CSP, never kept.

    Readers have no cookie, so nothing of Django's stands against forgery: the view asks where the
    form was sent from (``newsroom.origins``) and for its stamp (``newsroom.stamps``).
    """

    @csrf_exempt
    @reader_policy
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def form(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    return form


def etag(*parts: object) -> str:
    """Return a strong ETag (RFC 9110) of everything the page depends on."""
    return quote_etag(sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:32])


@cache
def edition() -> str:
    """Return a hash of the templates, styles, translations, code and settings of pages.

    Computed once in the life of a process; the same on every machine with the same release.
    """
    named = (settings.SITE_NAME, settings.SITE_URL, settings.TIME_ZONE)
    digest = sha256("\n".join(named).encode())
    for app in ("newsroom", "sources", "factcheck"):
        for path in sorted((settings.BASE_DIR / app).rglob("*")):
            if path.suffix in DRAWN_WITH:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def site(_request: HttpRequest) -> dict[str, str]:
    """Tell every template the name of the site (a context processor)."""
    return {"site_name": settings.SITE_NAME}
