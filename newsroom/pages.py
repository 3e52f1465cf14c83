"""What every page for readers has in common: its headers, and when it is a new page.

No cookie, no script, nothing from a third party. A page may be kept by anybody and is asked for
again each time, so a correction or a withdrawal shows at once. A form is kept by nobody.
"""

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from typing import Any, cast

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

View = Callable[..., HttpResponse]

# What a browser may do with a reader's page: show our text, styles and pictures, no more.
reader_policy = cast(
    "Callable[[View], View]",
    csp(
        {
            "default-src": [NONE],
            "style-src": [SELF],
            "img-src": [SELF],
            "base-uri": [NONE],
            "form-action": [SELF],
            "frame-ancestors": [NONE],
        }
    ),
)

# What a page is drawn with: when any of it changes, every page is a new one.
DRAWN_WITH = {".html", ".css", ".mo", ".py"}


def reader_page(view: View) -> View:
    """Give a view what readers' pages have: GET and HEAD only, strict CSP, strong ETag, 304.

    A view that knows its ETag more cheaply than by its text sets the header itself.
    """

    @reader_policy
    @require_safe
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "public, no-cache")
        if response.status_code == 200 and not response.has_header("ETag"):
            response.headers["ETag"] = etag(sha256(response.content).hexdigest())
        return _unless_unchanged(request, response)

    return page


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


def not_modified(request: HttpRequest, tag: str) -> HttpResponse | None:
    """Return the short answer when the reader has the page with this ETag already."""
    answer = get_conditional_response(request, etag=tag)
    if answer is not None:
        answer.headers["ETag"] = tag
    return answer


def etag(*parts: object) -> str:
    """Return a strong ETag (RFC 9110) of everything the page depends on."""
    return quote_etag(sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:32])


@cache
def edition() -> str:
    """Return a hash of the templates, styles, translations and code pages are drawn with.

    Computed once in the life of a process; the same on every machine with the same release.
    """
    digest = sha256(settings.SITE_NAME.encode())
    for app in ("newsroom", "factcheck"):
        for path in sorted((settings.BASE_DIR / app).rglob("*")):
            if path.suffix in DRAWN_WITH:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def site(_request: HttpRequest) -> dict[str, str]:
    """Tell every template the name of the site (a context processor)."""
    return {"site_name": settings.SITE_NAME}


def _unless_unchanged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    tag = response.headers.get("ETag")
    return get_conditional_response(request, etag=tag, response=response) or response
