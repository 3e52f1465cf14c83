"""How people sign in: django-allauth, closed to strangers, with a second factor."""

ACCOUNT_ADAPTER = "newsroom.signin.adapter.DeskAdapter"
ACCOUNT_FORMS = {
    "login": "newsroom.signin.forms.SignInForm",
    "reset_password": "newsroom.signin.forms.ForgottenForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up, but they must agree
ACCOUNT_EMAIL_VERIFICATION = "none"  # publishers enter addresses; they are kept in one place
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_SESSION_REMEMBER = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds; the letters say a day

# Attempts, counted in the cache that all processes share. The sentences people read when they
# are locked out say five minutes (failures by name) and one minute (all others).

ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "10/m/user",
    "passkey": "30/m/ip",
}

MFA_FORMS = {
    "login_webauthn": "newsroom.signin.keys.LoginForm",
    "authenticate_webauthn": "newsroom.signin.keys.AuthenticateForm",
    "reauthenticate_webauthn": "newsroom.signin.keys.ReauthenticateForm",
    "add_webauthn": "newsroom.signin.keys.AddForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # guards against strangers who sign up: there are none
MFA_TOTP_TOLERANCE = 1  # half a minute that a telephone's clock may be wrong
TWO_FACTOR_IS_MANDATORY = True  # for publishers and superusers
