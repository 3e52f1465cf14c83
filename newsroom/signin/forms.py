"""The two forms for strangers. What they say is the same whether or not somebody is known."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django.http import HttpRequest

from newsroom.signin.actions import ask_for_new_password


class SignInForm(LoginForm):  # type: ignore[misc]  # it brings no types
    """Username and password, under the names that the admin's own login gives them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave labels to be labels; the page has a link for forgotten passwords."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""
        self.fields["login"].widget.attrs |= {"autofocus": True, "autocapitalize": "none"}

    def add_prefix(self, field_name: str) -> str:
        """Call the first field what browsers and scripts that fill in the form know it as."""
        return str(super().add_prefix("username" if field_name == "login" else field_name))


class ForgottenForm(ResetPasswordForm):  # type: ignore[misc]  # it brings no types
    """An address, to which a link is sent if somebody here has it."""

    def clean_email(self) -> str:
        """Look nobody up here: the action does, in a time that tells nothing."""
        return str(self.cleaned_data["email"])

    def save(self, _request: HttpRequest, **_kwargs: Any) -> str:
        """Hand over to the action."""
        address: str = self.cleaned_data["email"]
        ask_for_new_password(address=address)
        return address
