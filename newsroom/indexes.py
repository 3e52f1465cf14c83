"""Indexes for tables that are in use: migrations build them while everybody reads and writes.

A migration that has one of these operations is ``atomic = False`` and has nothing else. When one
is broken off, ``migrate`` goes on where it was: what is built stays, what was half built is made
anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, NotInTransactionMixin
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation, OperationCategory


class BuildIndex(AddIndexConcurrently):
    """Add an index of a model's. Raises ``NotSupportedError`` inside a transaction."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        """Build it, unless it is there."""
        with _unhurried(schema_editor):
            if not _is_built(schema_editor, self.index.name):
                super().database_forwards(app_label, schema_editor, *states)

    def database_backwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        """Drop it, without holding up who reads by it."""
        with _unhurried(schema_editor):
            super().database_backwards(app_label, schema_editor, *states)


class BuildJoinIndex(NotInTransactionMixin, Operation):
    """Add an index to a table of Django's own that joins two others, and can declare none.

    Raises ``NotSupportedError`` inside a transaction.
    """

    atomic = False
    category = OperationCategory.ADDITION
    reversible = True

    def __init__(self, name: str, table: str, *columns: str) -> None:
        """Call the index ``name``."""
        self.name = name
        self.table = table
        self.columns = columns

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Tell Django nothing: it does not know indexes of these tables."""

    def database_forwards(self, _app_label: str, schema_editor: Any, *_states: Any) -> None:
        """Build it, unless it is there."""
        self._ensure_not_in_transaction(schema_editor)
        with _unhurried(schema_editor):
            if not _is_built(schema_editor, self.name):
                on = f"{self.table} ({', '.join(self.columns)})"
                schema_editor.execute(f"CREATE INDEX CONCURRENTLY {self.name} ON {on}")

    def database_backwards(self, _app_label: str, schema_editor: Any, *_states: Any) -> None:
        """Drop it, without holding up who reads by it."""
        self._ensure_not_in_transaction(schema_editor)
        with _unhurried(schema_editor):
            _drop(schema_editor, self.name)

    def describe(self) -> str:
        """Say what is done, for ``migrate --plan``."""
        return f"Concurrently create index {self.name} on table {self.table}"


@contextmanager
def _unhurried(schema_editor: BaseDatabaseSchemaEditor) -> Iterator[None]:
    """Lift the connection's limits: who is at work is waited for, and a large table takes long."""
    schema_editor.execute("SET statement_timeout = 0; SET lock_timeout = 0", None)
    try:
        yield
    finally:
        schema_editor.execute("RESET statement_timeout; RESET lock_timeout", None)


def _is_built(schema_editor: BaseDatabaseSchemaEditor, name: str) -> bool:
    """Say whether the index is there and whole; clear away what a broken-off build has left."""
    if schema_editor.collect_sql:  # for `sqlmigrate`, which shows what a new database needs
        return False
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)", [name])
        found = cursor.fetchone()
    if found == (False,):
        _drop(schema_editor, name)
    return bool(found == (True,))


def _drop(schema_editor: BaseDatabaseSchemaEditor, name: str) -> None:
    schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
