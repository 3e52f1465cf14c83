"""Mail from ``EMAIL_URL``: who sends it, and when a server that hangs is given up."""

from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

GIVE_UP_AFTER = 10  # seconds


def mail(default: str, *, site_name: str, site_url: str) -> dict[str, Any]:
    """Return the mail settings that ``EMAIL_URL`` asks for.

    Unless it says otherwise (``?_default_from_email=…&timeout=…``) mail comes from ``desk@`` the
    site's host, under the newsroom's name. Raises ``ImproperlyConfigured`` for what is no
    address of mail.
    """
    host = urlsplit(site_url).hostname or "localhost"
    sender = f"desk@{'localhost' if host.replace('.', '').isdigit() else host}"
    asked: dict[str, Any] = Env().dj_email_url("EMAIL_URL", default)
    if "EMAIL_BACKEND" not in asked:
        raise ImproperlyConfigured(
            "EMAIL_URL must begin with smtp://, submission:// or console:, such as "
            "smtp://user:password@mail.example.org:25"
        )
    asked["EMAIL_TIMEOUT"] = asked["EMAIL_TIMEOUT"] or GIVE_UP_AFTER
    return {"DEFAULT_FROM_EMAIL": formataddr((site_name, sender)), **asked}
