"""An authenticator app: it knows a key, and shows the six digits of now."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from newsroom.accounts.models import User


def digits_now(key: str) -> str:
    """Return what the app shows (RFC 6238, half a minute a code)."""
    return str(format_hotp_value(hotp_value(key, int(time.time()) // 30)))


def app_of(person: User) -> str:
    """Set up an app as the second factor of ``person`` and return its key."""
    key: str = generate_totp_secret()
    TOTP.activate(person, key)
    return key


def recovery_codes_of(person: User) -> list[str]:
    """Make recovery codes for ``person``."""
    return list(RecoveryCodes.activate(person).get_unused_codes())
