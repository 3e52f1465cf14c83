"""A form that is sent after the login has ended loses nothing: what was typed is held on a page.

The page is the answer to that very request, so nothing of it is stored here. It goes back to
where it was sent, with a token of its own, once somebody has logged in in another tab.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import csrf
from django.views.decorators.cache import never_cache

from newsroom.origins import is_from_here

View = Callable[..., HttpResponseBase]

_NOT_HELD = {"login", "logout"}
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


def held_when_logged_out(view: View) -> View:
    """Answer a form that nobody is logged in to send with a page that holds it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated and _is_held(request):
            return _page(request)
        return view(request, *args, **kwargs)

    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Hold a form of the desk whose token is from before the last login; refuse all others.

    Only what one of our own pages sent is held, by the word of the browser: what another site
    made up must not be one button away from being done.
    """
    if request.method == "POST" and _is_held(request) and is_from_here(request):
        return _page(request)
    return csrf.csrf_failure(request, reason)


def _is_held(request: HttpRequest) -> bool:
    """Say whether a form is the desk's and not the login itself."""
    match = request.resolver_match
    return match is not None and match.app_name == "admin" and match.url_name not in _NOT_HELD


@never_cache
def _page(request: HttpRequest) -> HttpResponse:
    """Show what was sent, ready to be sent again. Files and passwords are asked for anew."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != _TOKEN and not _is_secret(name)
    ]
    home = reverse("admin:index")
    context = {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("Not sent yet: log in and send it again"),
        "is_logged_in": request.user.is_authenticated,
        "login_url": f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': home})}",
        "fields": fields,
        "typed": [(_said(name), value) for name, value in fields if _is_typed(name, value)],
        "secrets": [(name, _said(name)) for name in request.POST if _is_secret(name)],
        "files": [
            (name, _said(name), upload.name)
            for name, uploads in request.FILES.lists()
            for upload in uploads
        ],
    }
    return TemplateResponse(request, "admin/sending_again.html", context, status=403).render()


def _is_secret(name: str) -> bool:
    return "password" in name


def _is_typed(name: str, value: str) -> bool:
    """Tell what a person wrote from what the form carries along."""
    counted = name.endswith(("_FORMS", "-id"))
    return bool(value.strip()) and not (counted or name.startswith("_") or "__prefix__" in name)


def _said(name: str) -> str:
    return name.replace("_", " ").replace("-", " ")
