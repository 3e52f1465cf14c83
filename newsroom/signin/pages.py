"""What the pages about signing in have in common with the admin's."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from newsroom.middleware import CookiesForTheDeskMiddleware


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give them the head of every admin page, which the admin gives its own (a context processor).

    Pages outside the desk get nothing.
    """
    match = request.resolver_match
    at_the_desk = request.path_info.startswith(CookiesForTheDeskMiddleware.DESK)
    if match is None or not at_the_desk or "admin" in match.namespaces:
        return {}
    return admin.site.each_context(request) | {"is_nav_sidebar_enabled": False}
