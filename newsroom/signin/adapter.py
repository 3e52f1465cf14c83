"""django-allauth as the desk wants it: closed, silent about who works here, on record."""

from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.signin.letters import CHANGED, write_to

log = structlog.get_logger(__name__)

VERBS = {
    "account/email/password_reset": "set password",
    "mfa/email/totp_activated": "add authenticator app",
    "mfa/email/totp_deactivated": "remove authenticator app",
    "mfa/email/webauthn_added": "add passkey",
    "mfa/email/webauthn_removed": "remove passkey",
    "mfa/email/recovery_codes_generated": "make recovery codes",
}
"""What allauth would write a letter about, and how that is on record."""


class DeskAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # it brings no types
    """The places where allauth asks the project."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "Please enter the correct username and password. "
            "Capital and small letters are different ones."
        ),
        "too_many_login_attempts": _(
            "Too many attempts that failed. Wait five minutes, then try again."
        ),
        "rate_limited": _("Too many attempts that failed. Wait five minutes, then try again."),
        "invalid_password_reset": _("This link was used already, or is older than a day."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Refuse: publishers add people."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **_hints: Any) -> HttpResponse | None:
        """Turn away whoever has left or has no role, however they proved who they are."""
        if user.is_active and user.is_staff:
            return None
        request.session.flush()
        messages.error(request, self.error_messages["username_password_mismatch"])
        return HttpResponseRedirect(reverse("account_login"))

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session, of the usual length, and put it on record."""
        super().login(request, user)
        request.session.set_expiry(None)
        record(actor=user, verb="log in", target=user)

    def authentication_failed(self, request: HttpRequest, **_credentials: Any) -> None:
        """Log a wrong password without the name: people type passwords there too."""
        log.warning("signin.failed", address=self.get_client_ip(request))

    def send_notification_mail(
        self, template_prefix: str, user: User, *_for_the_letter: Any, **_more: Any
    ) -> None:
        """Put a change of somebody's login on record, and write to them in our own words."""
        verb = VERBS[template_prefix]
        record(actor=user, verb=verb, target=user)
        write_to(user, CHANGED, verb)
