"""The pages about signing in that allauth leaves to be completed; all others are its own."""

from typing import Any

from allauth.decorators import rate_limit
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.models import User
from newsroom.signin.actions import end_sessions, note_new_password

CHALLENGE_FOR = 300  # seconds


@method_decorator(rate_limit(action="passkey", limit_get=True), name="dispatch")
class PasskeyView(LoginWebAuthnView):  # type: ignore[misc]  # it brings no types
    """Sign in with a passkey alone. A stranger's challenge is counted, and kept for minutes."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return a challenge as JSON; without JavaScript lead to the form."""
        request.session.set_expiry(CHALLENGE_FOR)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response


@method_decorator(rate_limit(action="change_password"), name="dispatch")
class PasswordView(PasswordChangeView):
    """The admin's page for one's own password, put on record; guesses at the old are counted."""

    form_class = AdminPasswordChangeForm
    success_url = reverse_lazy("admin:password_change_done")
    title = _("Change password")

    def form_valid(self, form: Any) -> HttpResponse:
        """Set the password, which ends all other sessions."""
        response = super().form_valid(form)
        who = _person(self.request)
        note_new_password(by=who, who=who)
        _list_this(self.request)
        return response


class SessionsView(ListUserSessionsView):  # type: ignore[misc]  # it brings no types
    """Where the person is logged in. This session is always among them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """List them."""
        _list_this(request)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """End all sessions but this one."""
        who = _person(self.request)
        end_sessions(by=who, who=who)
        update_session_auth_hash(self.request, who)
        _list_this(self.request)
        response: HttpResponse = super().form_valid(form)
        return response


def too_many(request: HttpRequest, *_args: Any) -> HttpResponse:
    """Say that an address has asked too often, and for how long it has to wait (429)."""
    return render(request, "signin/too_many.html", status=429)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _list_this(request: HttpRequest) -> None:
    """Add this session to the list where it is not there: changes give it a new key."""
    if not UserSession.objects.filter(session_key=request.session.session_key).exists():
        UserSession.objects.create_from_request(request)
