"""A database with every migration in it, for test databases to be copied from.

Migrating an empty database takes longer than most test files do, and the result is the same until
a migration changes. So it is done once, in a database of its own that is kept; Django copies it
(``TEST["TEMPLATE"]``) and migrates the copy, which finds nothing left to do.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.db import connection
from django.db.backends.utils import CursorWrapper

ROOT = Path(__file__).parents[2]
PREFIX = "ready_for_tests_"
OURS = ("newsroom", "sources", "factcheck")
MIGRATED_WITH = ("requirements.txt", "newsroom/indexes.py", "newsroom/finding.py")
"""What migrations run beside themselves: other people's migrations, and our operations."""


def ready_database() -> str:
    """Return the name of the database to copy, made first if need be.

    One process makes it while others wait; those of former migrations go. A process that is ended
    halfway leaves a draft that is no template yet.
    """
    name = PREFIX + fingerprint([*(ROOT / name for name in MIGRATED_WITH), *migrations()])
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET lock_timeout = 0; SET statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])
        if name not in _kept(cursor):
            for former in _kept(cursor):
                cursor.execute(f"DROP DATABASE {former} WITH (FORCE)")
            _migrate(f"{PREFIX}draft")
            cursor.execute(f"ALTER DATABASE {PREFIX}draft RENAME TO {name}")
    return name


def fingerprint(files: Iterable[Path]) -> str:
    """Name what is in ``files``: another name when a byte of them is another."""
    whole = hashlib.sha256()
    for path in files:
        whole.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def migrations() -> list[Path]:
    """List the files of every migration of ours."""
    return [path for app in OURS for path in sorted((ROOT / app).rglob("migrations/*.py"))]


def _kept(cursor: CursorWrapper) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
    return [name for (name,) in cursor.fetchall()]


def _migrate(name: str) -> None:
    """Make a database called ``name`` and run every migration in it."""
    given, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    former = test["NAME"]
    test["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    finally:
        connection.close()
        connection.settings_dict["NAME"], test["NAME"] = given, former
