"""Django's PostgreSQL backend, which starts the embedded server when it is first needed."""

from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from newsroom.embedded import postgres


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded server; it runs for as long as a process uses it."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; start the server for the first time, or again after a crash."""
        postgres.use()
        try:
            return super().get_new_connection(conn_params)
        except OperationalError:
            postgres.ensure_running()
            return super().get_new_connection(conn_params)
