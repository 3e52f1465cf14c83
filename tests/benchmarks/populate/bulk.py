"""Tables made quick to fill: what slows rows down is put aside and restored exactly.

Put aside are secondary indexes, unique constraints, foreign keys and the tables' own triggers;
check constraints and primary keys stay in force. So do partial indexes: they are small, and
PostgreSQL does not always read their conditions back as it writes them. Restoring builds and
checks all of them against the rows; what triggers would have refused, the tests look for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

_PATIENCE = """
    SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0;
    SET maintenance_work_mem = '256MB'; SET synchronous_commit = off
"""
_CONSTRAINTS = """
    SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid), contype
    FROM pg_constraint WHERE conrelid::regclass::text = ANY(%s) AND contype IN ('f', 'u')
    ORDER BY contype DESC, conrelid::regclass::text, conname
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid::regclass::text = ANY(%s) AND indpred IS NULL AND NOT EXISTS (
        SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x')
    ) ORDER BY pg_relation_size(indrelid) DESC, indrelid::regclass::text, 1
"""
_EVERYTHING = """
    SELECT 'constraint', conrelid::regclass::text || ' ' || conname,
           pg_get_constraintdef(oid) || ' ' || convalidated
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', indexrelid::regclass::text,
           pg_get_indexdef(indexrelid) || ' ' || indisvalid
    FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger', tgrelid::regclass::text || ' ' || tgname,
           pg_get_triggerdef(oid) || ' ' || tgenabled::text
    FROM pg_trigger WHERE NOT tgisinternal
    ORDER BY 1, 2
"""


class NotRestored(RuntimeError):
    """The database is not as it was before; the message says what differs."""


@dataclass(frozen=True, slots=True)
class Aside:
    """The statements that restore what was put aside: indexes and unique constraints, then keys."""

    indexes: list[str]
    foreign_keys: list[str]


def be_patient(connection: BaseDatabaseWrapper) -> None:
    """Let the session take its time and memory: loading is no request."""
    with connection.cursor() as cursor:
        cursor.execute(_PATIENCE)


def definitions(connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
    """Return every constraint, index and trigger of the database, as the database writes it."""
    with connection.cursor() as cursor:
        cursor.execute(_EVERYTHING)
        return list(cursor.fetchall())


@contextmanager
def triggers_off(connection: BaseDatabaseWrapper, tables: list[str]) -> Iterator[None]:
    """Keep the tables' own triggers from firing, for every session, until the end."""
    _for_each(connection, tables, "DISABLE TRIGGER USER")
    yield
    _for_each(connection, tables, "ENABLE TRIGGER USER")


def put_aside(connection: BaseDatabaseWrapper, tables: list[str]) -> Aside:
    """Drop indexes, unique constraints and foreign keys of the tables; return the way back."""
    aside = Aside([], [])
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES, [tables])
        indexes = cursor.fetchall()
        cursor.execute(_CONSTRAINTS, [tables])
        for table, name, definition, kind in cursor.fetchall():
            back = aside.foreign_keys if kind == "f" else aside.indexes
            back.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, definition in indexes:
            aside.indexes.append(definition)
            cursor.execute(f"DROP INDEX {name}")
    return aside


def run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    """Run statements, one after the other."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def check_restored(connection: BaseDatabaseWrapper, before: list[tuple[Any, ...]]) -> None:
    """Raise ``NotRestored`` unless all definitions are those of before."""
    if differing := set(before).symmetric_difference(definitions(connection)):
        raise NotRestored(f"Not as it was: {sorted(differing)}")


def _for_each(connection: BaseDatabaseWrapper, tables: list[str], what: str) -> None:
    run(connection, [f"ALTER TABLE {table} {what}" for table in tables])
