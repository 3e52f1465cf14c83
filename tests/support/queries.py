"""Count what a request costs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def sql_sent(*, counting: bool = False) -> Iterator[list[str]]:
    """Collect the statements sent to the database.

    Those of the shared cache are left out, and that which counts a request, unless asked for.
    """
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    spoken = [query["sql"] for query in captured.captured_queries]
    skipped = ("SAVEPOINT",) if counting else ("SAVEPOINT", "newsroom_cache", "api_window")
    found += [sql for sql in spoken if not any(word in sql for word in skipped)]
