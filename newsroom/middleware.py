"""What holds for every answer of the site, readers' pages above all."""

from collections.abc import Callable
from urllib.parse import unquote

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language

from newsroom.api.middleware import PREFIXES
from newsroom.errors import bad_request


class LanguageByAddressMiddleware(LocaleMiddleware):
    """English, or Spanish under /es/: the address alone decides.

    Django's own would mark every English page as varying by ``Accept-Language``, which nothing
    here reads, and caches would keep a copy for each browser.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Name the language of the response, and let it vary by nothing."""
        del request
        response.headers.setdefault("Content-Language", get_language())
        return response


class PolicyMiddleware(CSPMiddleware):
    """The Content-Security-Policy of answers that bring none of their own (``pages.policy``).

    Building one, only to find that it is not wanted, takes an eighth of what a kept page costs.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Leave an answer alone that has its policy."""
        return response if HEADER in response else super().process_response(request, response)


class NoNulMiddleware:
    """Refuse an address with a NUL in it: PostgreSQL has no text with one, nobody means one.

    The API is left to itself: it says which parameter is wrong.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 400 where path or query has a NUL."""
        asked = request.path_info + unquote(request.META.get("QUERY_STRING", ""))
        if "\0" in asked and not request.path_info.startswith(PREFIXES):
            # Raised, it would fill the log with traces.
            refused: HttpResponseBase = bad_request(request, BadRequest())
            return refused
        return self.get_response(request)


class CookiesForTheDeskMiddleware:
    """Cookies belong to the desk: elsewhere none is read, so none is ever set.

    Even a cookie that a browser sends by mistake would make Django answer with one, and a cache
    might hand that answer to everybody.
    """

    DESK = "/admin/"

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Forget the cookies of a request that is not the desk's, and of its answer."""
        if request.path_info.startswith(self.DESK):
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        _vary_by_no_cookie(response)
        return response


def _vary_by_no_cookie(response: HttpResponseBase) -> None:
    """Take ``Cookie`` out of ``Vary``: whoever looked for a person in the session found nobody."""
    names = [name.strip() for name in response.headers.get("Vary", "").split(",")]
    del response.headers["Vary"]
    if kept := [name for name in names if name and name.lower() != "cookie"]:
        response.headers["Vary"] = ", ".join(kept)
