"""The addresses about signing in, all under the desk's: cookies are read nowhere else.

The names are allauth's; a page of the admin's that is replaced keeps its address. Signing up, and
what allauth can do with addresses and other sites' accounts, have no address here.
"""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newsroom.signin.views import PasskeyView, PasswordView, SessionsView

RESET = r"^sign-in/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"


def page(route: str, view: Any, name: str | None = None) -> URLPattern:
    """Give ``view`` an address. No browser keeps a copy: keys and codes are on these pages."""
    address: URLPattern = path(route, never_cache(view), name=name)
    return address


urlpatterns = [
    page("login/", account.login, "account_login"),
    page("password_change/", login_required(PasswordView.as_view())),
    page("sign-in/leave/", require_POST(account.logout), "account_logout"),
    page("sign-in/passkey/", PasskeyView.as_view(), "mfa_login_webauthn"),
    page("sign-in/code/", mfa.authenticate, "mfa_authenticate"),
    page("sign-in/sessions/", login_required(SessionsView.as_view()), "usersessions_list"),
    # A new password, by letter
    page("sign-in/password/", account.password_reset, "account_reset_password"),
    page("sign-in/password/sent/", account.password_reset_done, "account_reset_password_done"),
    page(
        "sign-in/password/done/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    re_path(
        RESET,
        never_cache(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    # Who it is, once more
    page("sign-in/confirm/", account.reauthenticate, "account_reauthenticate"),
    page("sign-in/confirm/code/", mfa.reauthenticate, "mfa_reauthenticate"),
    page("sign-in/confirm/key/", keys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    # The second factor
    page("sign-in/second-factor/", mfa.index, "mfa_index"),
    page("sign-in/app/add/", app.activate_totp, "mfa_activate_totp"),
    page("sign-in/app/remove/", app.deactivate_totp, "mfa_deactivate_totp"),
    page("sign-in/keys/", keys.list_webauthn, "mfa_list_webauthn"),
    page("sign-in/keys/add/", keys.add_webauthn, "mfa_add_webauthn"),
    page("sign-in/keys/<int:pk>/remove/", keys.remove_webauthn, "mfa_remove_webauthn"),
    page("sign-in/keys/<int:pk>/rename/", keys.edit_webauthn, "mfa_edit_webauthn"),
    page("sign-in/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    page("sign-in/codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    page("sign-in/codes/file/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
]
