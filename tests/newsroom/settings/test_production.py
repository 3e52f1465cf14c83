import sys
from importlib import import_module
from types import ModuleType

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

PRODUCTION = "newsroom.settings.production"
NEEDED = {
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "desk.example.org",
    "SITE_URL": "https://desk.example.org",
    "DATABASE_URL": "postgresql://desk@db.example.org/desk",
    "BROKER_URL": "redis://broker.example.org",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("MIGRATION_DATABASE_URL", raising=False)
    return monkeypatch


def production() -> ModuleType:
    sys.modules.pop(PRODUCTION, None)
    return import_module(PRODUCTION)


@pytest.mark.parametrize("name", NEEDED)
def test_production_refuses_to_start_without_what_it_needs(
    name: str, environment: pytest.MonkeyPatch
) -> None:
    environment.delenv(name)
    with pytest.raises(ImproperlyConfigured, match=rf"not set: {name}\. docs/operations\.md"):
        production()


@pytest.mark.parametrize(
    ("name", "value"), [("SECRET_KEY", "short"), ("SITE_URL", "http://desk.example.org")]
)
def test_production_refuses_a_weak_secret_and_an_address_without_tls(
    name: str, value: str, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv(name, value)
    with pytest.raises(EnvError, match=name):
        production()


def test_cookies_are_bound_to_the_host(environment: pytest.MonkeyPatch) -> None:
    settings = production()
    assert settings.SESSION_COOKIE_NAME.startswith("__Host-")
    assert settings.CSRF_COOKIE_NAME.startswith("__Host-")
    assert settings.DEBUG is False


def test_a_role_for_migrations_is_a_connection_of_its_own(
    environment: pytest.MonkeyPatch,
) -> None:
    assert set(production().DATABASES) == {"default"}
    environment.setenv("MIGRATION_DATABASE_URL", "postgresql://owner@db.example.org/desk")
    assert production().DATABASES["migration"]["USER"] == "owner"


def test_production_asks_the_web_archive_unless_told_not_to(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.delenv("ARCHIVE_URL", raising=False)
    assert production().ARCHIVE_URL == "https://web.archive.org"
    environment.setenv("ARCHIVE_URL", "")
    assert production().ARCHIVE_URL == ""
