"""For pytest: the real database, quick passwords, no surprises from the environment."""

from django.core.management.utils import get_random_secret_key

from newsroom import embedded
from newsroom.settings.base import *  # noqa: F403 - that is what a settings module is
from newsroom.settings.base import STATIC_ROOT
from newsroom.settings.database import named, with_limits

SECRET_KEY = get_random_secret_key()
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SITE_URL = "https://desk.example.org"
DEMO_LOGINS = True
TWO_FACTOR_IS_MANDATORY = False
DATABASES = {"default": named("DATABASE_URL") or with_limits(embedded.database())}
DATABASES["default"]["CONN_MAX_AGE"] = 0
BROKER_URL = "memory://"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ARCHIVE_URL = ""  # a test that wants an archive brings its own
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
