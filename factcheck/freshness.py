"""What proves a page of a check fresh, at the price of one short query.

PostgreSQL gives each version of a row a place (``ctid``) and the transaction that wrote it
(``xmin``). Whatever changes of a check, by whatever way, is another version of its row; and what
else its pages show, its publications, never changes and is never added without the row. The
columns beside them are for databases that were restored, where places begin anew.
"""

from typing import Any

from django.db import OperationalError, connection
from django.db.models import Expression, TextField
from django.utils.translation import get_language

from newsroom.pages import edition, etag

BESIDE = ("publication_id", "evidence_version", "updated_at")
"""The columns of ``Check`` beside the place of the version of its row."""

ROW_VERSION = f"concat_ws(' ', xmin, ctid, {', '.join(BESIDE)})"
"""SQL: names one version of a row of ``Check``."""

_FIND = f"SELECT {ROW_VERSION} FROM factcheck_check WHERE slug = %s"  # noqa: S608 - constants


def tag_of(slug: str, *parts: object) -> str | None:
    """Return the ETag of a page of the check at this address, in today's language. One query.

    ``parts`` tell its pages apart. None where nothing was ever published. The query is written
    by hand: it is most of what a page costs that was drawn before.
    """
    try:
        row = _row_version(slug)
    except OperationalError:
        if connection.in_atomic_block or connection.is_usable():
            raise
        connection.close()  # the server went away since the last request: begin with a new one
        row = _row_version(slug)
    return tag(row, *parts) if row else None


def _row_version(slug: str) -> str | None:
    # Asking this is the check that the connection works: no other question before it.
    connection.health_check_done = True  # type: ignore[attr-defined] # not in Django's stubs
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [slug])
        found = cursor.fetchone()
    return found[0] if found else None


def tag(row_version: str, *parts: object) -> str:
    """Return the ETag of a page of a check that is known to be at ``row_version``."""
    return etag(row_version, get_language(), edition(), *parts)


class RowVersion(Expression):
    """The version of each row of a query's own table, with columns beside: see above."""

    output_field = TextField()

    def __init__(self, *beside: str) -> None:
        """Name the columns beside, those of ``Check`` unless others are given."""
        super().__init__()
        self.beside = beside or BESIDE

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:  # noqa: ARG002 - theirs
        """Return the same as ``ROW_VERSION``, of the table under whatever name it has here."""
        row = compiler.quote_name_unless_alias(compiler.query.get_initial_alias())
        columns = [f"{row}.{name}" for name in ("xmin", "ctid", *self.beside)]
        return f"concat_ws(' ', {', '.join(columns)})", ()
