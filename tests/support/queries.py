"""Count what a request costs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def sql_sent() -> Iterator[list[str]]:
    """Collect the statements sent to the database, those of the shared cache left out."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    spoken = [query["sql"] for query in captured.captured_queries]
    skipped = ("newsroom_cache", "SAVEPOINT")
    found += [sql for sql in spoken if not any(word in sql for word in skipped)]
