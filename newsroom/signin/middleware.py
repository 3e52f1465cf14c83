"""What the desk knows about whoever is logged in, before any screen is drawn."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import activate
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.middleware import CookiesForTheDeskMiddleware
from newsroom.signin.second_factor import is_due

Next = Callable[[HttpRequest], HttpResponseBase]

ALWAYS_OPEN = {"admin:logout", "admin:jsi18n"}


def _person(request: HttpRequest) -> User | None:
    """Return who is logged in to the desk. Elsewhere nobody is, and no session is looked at."""
    at_the_desk = request.path_info.startswith(CookiesForTheDeskMiddleware.DESK)
    return request.user if at_the_desk and isinstance(request.user, User) else None


class LanguageOfPersonMiddleware:
    """The desk speaks the person's language; readers choose theirs by the address."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Switch to the person's language. The next request begins with that of its address."""
        if person := _person(request):
            activate(person.language)
            request.LANGUAGE_CODE = person.language
        return self.get_response(request)


class SecondFactorMiddleware:
    """Whoever must have a second factor sets one up before anything else."""

    def __init__(self, get_response: Next) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on: what is asked for is known only in ``process_view``."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Lead from every screen of the admin to the second factor, where that is due."""
        match, person = request.resolver_match, _person(request)
        if person is None or match is None or match.view_name in ALWAYS_OPEN:
            return None
        if "admin" not in match.namespaces or not is_due(person):
            return None
        messages.warning(
            request,
            _("Whoever publishes signs in with a second factor. Set one up, and all is open."),
        )
        return HttpResponseRedirect(reverse("mfa_index"))
