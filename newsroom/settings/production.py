"""For the public: secrets from the environment only, and everything ``check --deploy`` asks."""

from django.core.exceptions import ImproperlyConfigured
from environs import validate

from newsroom.settings.base import *  # noqa: F403 - that is what a settings module is
from newsroom.settings.base import SITE_NAME, STORAGES, env
from newsroom.settings.database import named
from newsroom.settings.logs import logging_config
from newsroom.settings.mail import mail

NEEDED = ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "BROKER_URL")
if missing := [name for name in NEEDED if not env.str(name, "")]:
    raise ImproperlyConfigured(
        f"Production needs these settings, and they are not set: {', '.join(missing)}. "
        "docs/operations.md says what to put there."
    )

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", validate=validate.Length(min=50))
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SITE_URL = env.str("SITE_URL", validate=validate.URL(schemes={"https"})).rstrip("/")
BROKER_URL = env.str("BROKER_URL")
DATABASES: dict[str, object] = {"default": named("DATABASE_URL")}
if migration := named("MIGRATION_DATABASE_URL"):
    DATABASES["migration"] = migration  # what `manage.py migrate` uses
globals().update(mail("smtp://localhost:25", site_name=SITE_NAME, site_url=SITE_URL))
LOGGING = logging_config(json=True)
ARCHIVE_URL = env.str("ARCHIVE_URL", "https://web.archive.org").rstrip("/")
WEBHOOKS_NEED_HTTPS = True

# TLS everywhere. Behind a proxy that ends TLS, the proxy must set X-Forwarded-Proto itself.

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^healthz/(worker|exports)$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "newsroom.statics.HashedFiles"}}
