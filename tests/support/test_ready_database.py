"""The database that those of tests are copied from: as good as one that was migrated."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.support.ready_database import MIGRATED_WITH, PREFIX, fingerprint, migrations

OF_OURS = re.compile(r"^(?:from|import) ((?:newsroom|sources|factcheck)[\w.]*)", re.MULTILINE)
BEGINNINGS = {"newsroom.api.keys"}
"""What new rows begin with, as models say it too: their tables are the same with another."""


@pytest.mark.django_db
def test_the_database_of_a_test_is_a_copy_with_nothing_left_to_migrate() -> None:
    assert connection.settings_dict["TEST"]["TEMPLATE"].startswith(PREFIX)
    executor = MigrationExecutor(connection)
    assert not executor.migration_plan(executor.loader.graph.leaf_nodes())


def test_another_byte_in_a_migration_is_another_database(tmp_path: Path) -> None:
    one = tmp_path / "0001_first.py"
    names = set()
    for text in ("operations = []", "operations = [1]"):
        one.write_text(text)
        names.add(fingerprint([one]))
    one.rename(tmp_path / "0001_other.py")
    names.add(fingerprint([tmp_path / "0001_other.py"]))
    assert len(names) == 3


def test_whatever_migrations_run_of_ours_is_in_its_name() -> None:
    run = {name for path in migrations() for name in OF_OURS.findall(path.read_text())}
    told = {name.removesuffix(".py").replace("/", ".") for name in MIGRATED_WITH}
    assert {name for name in run - told if ".models." not in name} <= BEGINNINGS
