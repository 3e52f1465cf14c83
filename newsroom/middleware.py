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
