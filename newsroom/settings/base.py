"""What holds everywhere. Environment variables are documented in docs/operations.md."""

from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env, validate

from newsroom.settings.logs import configure_structlog, logging_config
from newsroom.settings.networks import network
from newsroom.settings.signin import *  # noqa: F403 - a part of these settings

django_stubs_ext.monkeypatch()
configure_structlog()

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "newsroom.accounts",
    "newsroom.audit",
    "newsroom.jobs",
    "newsroom.signin",
    "newsroom.api",
    "sources",
    "factcheck",
    "seeds",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.api.middleware.ApiMiddleware",
    "newsroom.middleware.CookiesForTheDeskMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.middleware.LanguageByAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.signin.middleware.LanguageOfPersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "newsroom.signin.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.middleware.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "newsroom.middleware.NoNulMiddleware",  # in the language and with the headers of any page
    "pghistory.middleware.HistoryMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.pages.site",
                "newsroom.signin.pages.desk",
            ]
        },
    }
]

# The newsroom

SITE_NAME = env.str("SITE_NAME", "Fact desk")
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_TEXTS = env.str("SITE_TEXTS", "")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [])
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0, validate=validate.Range(min=0))
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
DEMO_LOGINS = False  # whether people with a password everybody knows may be made
LOGGING = logging_config()

# Languages and time: English at the root, Spanish under /es/. No cookie decides it.

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", "UTC")

# People. Sessions and messages touch no cookie until somebody logs in. How: settings/signin.py.

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["newsroom.accounts.backends.RoleBackend"]
MFA_TOTP_ISSUER = SITE_NAME
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "newsroom.sending_again.csrf_failure"

# What a browser may do with our pages; a view that needs less says so itself.

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# What a browser may send us: room for an article of 5 MB, its refusal included.

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Throttles and lockouts need a cache that all processes share.

CACHES = {
    "default": env.dj_cache_url("CACHE_URL")
    if env.str("CACHE_URL", "")
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "newsroom_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # What each process may know by itself, at no query's cost.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# Readers' pages ready to send, in each web process (newsroom/page_cache.py).

KEPT_PAGES_BYTES = 32 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
MEDIA_ROOT = BASE_DIR / "var" / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Copies of pages and what editors upload: never served from here.
    "snapshots": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": BASE_DIR / "var" / "snapshots", "base_url": None},
    },
    # Pictures of checks; whatever is lost is drawn again.
    "cards": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": BASE_DIR / "var" / "cards", "base_url": None},
    },
    # The whole corpus for partners; a new one is made where there is none.
    "exports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": BASE_DIR / "var" / "exports", "base_url": None},
    },
}

# History: the database keeps it by itself; requests that write add who and where.

PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_INSTALL_CONTEXT_FUNC_ON_MIGRATE = True

# The API

API_REQUESTS_A_MINUTE = {"address": 300, "key": 3_000}  # a key may have a rate of its own
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["newsroom.api.renderers.WrittenRenderer"],
    "DEFAULT_PARSER_CLASSES": ["newsroom.api.bodies.JSONBody"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["newsroom.api.authentication.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "newsroom.api.pagination.SignedCursorPagination",
    "DEFAULT_SCHEMA_CLASS": "newsroom.api.operations.Operation",
    "DEFAULT_THROTTLE_CLASSES": ["newsroom.api.throttling.RequestThrottle"],
    "NUM_PROXIES": TRUSTED_PROXIES,  # 0: X-Forwarded-For is not believed
    "EXCEPTION_HANDLER": "newsroom.api.problems.problem_response",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": f"{SITE_NAME} API",
    "DESCRIPTION": "Published fact-checks, their claims, claimants, sources and corrections.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v[0-9]+/",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"validatorUrl": None, "deepLinking": True},
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enum_id_removal",
        "newsroom.api.schema.with_strict_parameters",
        "newsroom.api.schema.with_sparse_answers",
        "newsroom.api.schema.with_problems",
    ],
}

# Watching links. Nothing private is reachable unless named here.

LINKCHECK_ALLOWED_NETWORKS = env.list("LINKCHECK_ALLOWED_NETWORKS", [], subcast=network)
LINKCHECK_ALLOWED_PORTS = env.list("LINKCHECK_ALLOWED_PORTS", [], subcast=int)
LINKCHECK_CANARIES: list[str] = env.list("LINKCHECK_CANARIES", [])
LINKCHECK_NAT64_PREFIXES: list[str] = env.list("LINKCHECK_NAT64_PREFIXES", [])
LINKCHECK_PACE = env.float("LINKCHECK_PACE", 1.0, validate=validate.Range(min=1))

# Webhooks go through the same door, and in production only where nobody listens in.

WEBHOOKS_NEED_HTTPS = False

# Web archives are asked in production only, unless one is named.

ARCHIVE_URL = env.str("ARCHIVE_URL", "").rstrip("/")
ARCHIVE_AVAILABILITY_URL = env.str("ARCHIVE_AVAILABILITY_URL", "")
