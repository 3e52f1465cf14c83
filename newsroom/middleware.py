"""What holds for every answer of the site, readers' pages above all."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language


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
        """Forget the cookies of a request that is not the desk's."""
        if not request.path_info.startswith(self.DESK):
            request.COOKIES = {}
        return self.get_response(request)
