from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate


@pytest.fixture
def migrated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the databases that Django's own command is asked to migrate."""
    asked: list[str] = []

    def remember(_self: migrate.Command, *_args: Any, **options: Any) -> None:
        asked.append(options["database"])

    monkeypatch.setattr(migrate.Command, "handle", remember)
    return asked


def test_migrate_uses_the_role_for_migrations_where_there_is_one(
    migrated: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.DATABASES, "migration", {})
    call_command("migrate")
    assert migrated == ["migration"]


def test_migrate_uses_the_one_database_otherwise(migrated: list[str]) -> None:
    call_command("migrate")
    assert migrated == ["default"]
