"""The site's addresses, and a bare view that passes the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from newsroom import urls
from newsroom.urls import handler400, handler403, handler404, handler429, handler500

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]


def hello(_request: HttpRequest) -> HttpResponse:
    """Answer as little as can be."""
    return HttpResponse("Hello, world.")


urlpatterns = [path("hello/", hello), *urls.urlpatterns]
