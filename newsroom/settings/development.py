"""For a developer's machine and the demo: starts what it needs by itself, needs no secrets."""

from django.core.management.utils import get_random_secret_key

from newsroom import embedded
from newsroom.settings.base import *  # noqa: F403 - that is what a settings module is
from newsroom.settings.base import SITE_NAME, SITE_URL, STATIC_ROOT, env
from newsroom.settings.database import named, with_limits
from newsroom.settings.mail import mail

DEBUG = env.bool("DEBUG", True)
DEMO_LOGINS = True
TWO_FACTOR_IS_MANDATORY = False
SECRET_KEY = embedded.kept("secret-key", get_random_secret_key)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
DATABASES = {"default": named("DATABASE_URL") or with_limits(embedded.database())}
BROKER_URL = env.str("BROKER_URL", "") or embedded.BROKER_URL
WHITENOISE_USE_FINDERS = True
globals().update(mail("console:", site_name=SITE_NAME, site_url=SITE_URL))
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
