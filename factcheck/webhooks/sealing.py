"""Secrets of webhooks at rest: sealed with a key of SECRET_KEY, opened to sign and nowhere else."""

import secrets
from base64 import b64encode, urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

PREFIX = "whsec_"
BYTES = 32
"""Of a secret's; Standard Webhooks asks for 24 to 64."""


class Unreadable(Exception):
    """The secret was sealed under a SECRET_KEY that is neither the current one nor a fallback."""


def new_secret() -> str:
    """Make a secret as Standard Webhooks writes it: ``whsec_`` and 32 random bytes in base64."""
    return PREFIX + b64encode(secrets.token_bytes(BYTES)).decode()


def seal(secret: str) -> str:
    """Encrypt a secret for the database."""
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Return the secret that was sealed. Raises ``Unreadable``."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Unreadable from None


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_of(key)) for key in keys])


def _key_of(secret_key: str | bytes) -> bytes:
    """Derive a key of its own for this purpose (32 bytes, as Fernet wants them written)."""
    derived = salted_hmac("factcheck.webhooks.sealing", "", secret=secret_key, algorithm="sha256")
    return urlsafe_b64encode(derived.digest())
