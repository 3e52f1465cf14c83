from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, NotSupportedError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddIndex
from django.db.migrations.state import ProjectState

from factcheck.models import Topic
from newsroom.finding import WordsIndex
from newsroom.indexes import BuildIndex, BuildJoinIndex
from tests.factories import published_claim
from tests.support.queries import sql_sent

NAME = "tests_topic_idx"
OF_A_MODEL = BuildIndex("topic", models.Index(fields=["name", "slug"], name=NAME))
OF_A_JOIN = BuildJoinIndex(NAME, "factcheck_check_topics", "topic_id", "check_id", "id")

pytestmark = pytest.mark.django_db(transaction=True)
both = pytest.mark.parametrize("operation", [OF_A_MODEL, OF_A_JOIN])


@pytest.fixture(autouse=True)
def _no_index_left_behind() -> Iterator[None]:
    yield
    run(f"DROP INDEX IF EXISTS {NAME}")


@pytest.fixture(scope="module")
def state() -> ProjectState:
    """Return what migrations know of all models at the end."""
    return MigrationLoader(None).project_state()


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def answer(sql: str) -> Any:
    """Return the one value that a query finds, or None."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return row and row[0]


def is_valid() -> bool | None:
    """Say whether the index is whole; None where it is not there."""
    found: bool | None = answer(
        "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('tests_topic_idx')"
    )
    return found


def forwards(operation: Any, state: ProjectState) -> None:
    with connection.schema_editor(atomic=False) as editor:
        operation.database_forwards("factcheck", editor, state, state)


def backwards(operation: Any, state: ProjectState) -> None:
    with connection.schema_editor(atomic=False) as editor:
        operation.database_backwards("factcheck", editor, state, state)


@both
def test_an_index_is_built_and_dropped_while_the_table_is_in_use(
    operation: Any, state: ProjectState
) -> None:
    with sql_sent() as sent:
        forwards(operation, state)
        assert is_valid()
        backwards(operation, state)
    assert is_valid() is None
    changes = [sql for sql in sent if " INDEX " in sql]
    assert len(changes) == 2
    assert all("CONCURRENTLY" in sql for sql in changes)


def test_a_build_waits_for_who_is_at_work_and_holds_up_nobody(state: ProjectState) -> None:
    with closing(connection.copy()) as at_work, ThreadPoolExecutor(1) as elsewhere:
        with transaction.atomic():
            Topic.objects.create(name="Harbours", slug="harbours")
            building = elsewhere.submit(_build_impatiently, state)
            with at_work.cursor() as cursor:
                while not building.done():
                    cursor.execute(_WAITING)
                    if cursor.fetchone():
                        break
                cursor.execute("UPDATE factcheck_topic SET name = name")
            run("SELECT pg_sleep(0.3)")
        building.result()
    assert is_valid()


_WAITING = """
    SELECT true FROM pg_stat_activity WHERE datname = current_database()
    AND wait_event_type = 'Lock' AND query LIKE 'CREATE INDEX%'
"""


def _build_impatiently(state: ProjectState) -> None:
    """Build on a connection of this thread whose own limits are too short for that."""
    with closing(connection):
        run("SET lock_timeout = '1ms'; SET statement_timeout = '250ms'")
        forwards(OF_A_MODEL, state)


def test_the_limits_are_those_of_the_connection_again(state: ProjectState) -> None:
    before = answer("SHOW statement_timeout"), answer("SHOW lock_timeout")
    forwards(OF_A_MODEL, state)
    assert (answer("SHOW statement_timeout"), answer("SHOW lock_timeout")) == before
    assert "0" not in before


@both
def test_what_a_broken_off_build_has_left_is_made_anew(operation: Any, state: ProjectState) -> None:
    table = Topic._meta.db_table if operation is OF_A_MODEL else operation.table
    _break_off(table)
    assert is_valid() is False
    forwards(operation, state)
    assert is_valid()


def _break_off(table: str) -> None:
    """Leave a part of an index, as a build does that fails: two rows are too many for this one."""
    topics = [Topic.objects.create(name=name, slug=name) for name in ("harbours", "ferries")]
    published_claim(topics=topics)
    with pytest.raises(IntegrityError):
        run(f"CREATE UNIQUE INDEX CONCURRENTLY {NAME} ON {table} ((true))")


@both
def test_an_index_that_is_there_is_left_alone(operation: Any, state: ProjectState) -> None:
    forwards(operation, state)
    with sql_sent() as sent:
        forwards(operation, state)
    assert not any(" INDEX " in sql for sql in sent)


@both
def test_a_transaction_is_refused(operation: Any, state: ProjectState) -> None:
    with pytest.raises(NotSupportedError), transaction.atomic():
        forwards(operation, state)
    assert is_valid() is None


def test_every_index_of_words_is_built_beside_the_work() -> None:
    added = [
        (migration, operation)
        for migration in MigrationLoader(None).disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, AddIndex) and isinstance(operation.index, WordsIndex)
    ]
    assert added
    assert all(isinstance(operation, BuildIndex) for _, operation in added)
    assert not any(migration.atomic for migration, _ in added)


def test_sqlmigrate_shows_what_a_new_database_needs(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("sqlmigrate", "factcheck", "0010")
    shown = capsys.readouterr().out
    assert shown.count("CREATE INDEX CONCURRENTLY") == shown.count("CREATE INDEX") > 30
