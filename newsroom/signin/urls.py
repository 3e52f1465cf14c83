"""The addresses about signing in, all under the desk's: cookies are read nowhere else.

The names are allauth's; a page of the admin's that is replaced keeps its address. Signing up, and
what allauth can do with addresses and other sites' accounts, have no address here.
"""

from allauth.account import views as account
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path
from django.views.decorators.http import require_POST

from newsroom.signin.views import PasskeyView, PasswordView, SessionsView

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("password_change/", PasswordView.as_view()),
    path("sign-in/leave/", require_POST(account.logout), name="account_logout"),
    path("sign-in/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("sign-in/password/", account.password_reset, name="account_reset_password"),
    path(
        "sign-in/password/sent/",
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "sign-in/password/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^sign-in/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sign-in/passkey/", PasskeyView.as_view(), name="mfa_login_webauthn"),
    path("sign-in/second-factor/", include("allauth.mfa.base.urls")),
    path("sign-in/app/", include("allauth.mfa.totp.urls")),
    path("sign-in/recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
    path("sign-in/keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("sign-in/keys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        "sign-in/keys/confirm/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("sign-in/keys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("sign-in/keys/<int:pk>/rename/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("sign-in/sessions/", login_required(SessionsView.as_view()), name="usersessions_list"),
]
