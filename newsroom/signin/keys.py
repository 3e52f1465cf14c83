"""What a browser says a key has signed. It comes from outside: nonsense is refused, not met."""

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms

LONGEST = 20_000  # characters; keys say one or two thousand
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error)


@contextmanager
def refusing_nonsense() -> Iterator[None]:
    """Turn whatever the parser of a malformed answer raises into a sentence on the form."""
    try:
        yield
    except MALFORMED as error:
        raise get_adapter().validation_error("incorrect_code") from error


class LoginForm(forms.LoginWebAuthnForm):  # type: ignore[misc]  # it brings no types
    """A passkey in place of name and password."""

    def clean_credential(self) -> Any:
        """Check the signature."""
        with refusing_nonsense():
            return super().clean_credential()


class AuthenticateForm(forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A key as the second factor."""

    def clean_credential(self) -> Any:
        """Check the signature."""
        with refusing_nonsense():
            return super().clean_credential()


class ReauthenticateForm(forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A key to confirm who it is."""

    def clean_credential(self) -> Any:
        """Check the signature."""
        with refusing_nonsense():
            return super().clean_credential()


class AddForm(forms.AddWebAuthnForm):  # type: ignore[misc]
    """A new key. What it says is kept as it is, so it may not be long, and has to fit in JSON."""

    def clean_credential(self) -> Any:
        """Refuse what cannot be stored: PostgreSQL has no NUL in JSON."""
        said = json.dumps(self.cleaned_data["credential"])
        if len(said) > LONGEST or "\\u0000" in said:
            raise get_adapter().validation_error("incorrect_code")
        return self.cleaned_data["credential"]

    def clean(self) -> Any:
        """Check that the key answered our challenge."""
        with refusing_nonsense():
            return super().clean()
