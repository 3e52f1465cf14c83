"""How every process talks to PostgreSQL."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

env = Env()


def named(variable: str) -> dict[str, Any] | None:
    """Return the ``DATABASES`` entry that an environment variable names; None if it is unset."""
    if not env.str(variable, ""):
        return None
    entry = dict(env.dj_db_url(variable))
    if entry["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            f"{variable} must name a PostgreSQL database: postgresql://user:password@host/name"
        )
    return with_limits(entry)


def with_limits(entry: dict[str, Any]) -> dict[str, Any]:
    """Add our time limits and connection habits to a ``DATABASES`` entry.

    A statement that takes longer than ``STATEMENT_TIMEOUT`` fails (seconds; ``newsroom.wsgi``
    asks for 5); nobody waits more than two for a lock or keeps a transaction idle for ten.
    """
    limits = {
        "statement_timeout": f"{env.int('STATEMENT_TIMEOUT', 60)}s",
        "lock_timeout": "2s",
        "idle_in_transaction_session_timeout": "10s",
        "jit": "off",  # compiling takes longer than any query of a page
        "parallel_setup_cost": "10000",  # and so does starting workers, but for the longest
    }
    given = entry.get("OPTIONS", {})
    options = [given.get("options", ""), *(f"-c {key}={value}" for key, value in limits.items())]
    return {
        **entry,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**given, "options": " ".join(options).strip()},
    }
