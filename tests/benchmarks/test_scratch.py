"""Benchmarks leave nothing behind."""

import subprocess
import sys

import pytest

SCRIPT = """
from django.db import connection
from tests.benchmarks.scratch import database

with database("probe") as name, connection.cursor() as cursor:
    cursor.execute("SELECT current_database(), (SELECT count(*) FROM sources_link)")
    assert cursor.fetchone() == (name, 0)
connection.settings_dict["NAME"] = "postgres"
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [name])
    assert cursor.fetchone() == (0,)
"""


@pytest.mark.slow
def test_a_scratch_database_has_our_tables_and_is_gone_afterwards() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
