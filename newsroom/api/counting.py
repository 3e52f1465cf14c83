"""How much was spent under a name, counted by the database in one statement.

A window opens with the first request after the last one closed, and lasts its time. Whoever counts
at the same moment waits for the row, so that not one more is let through, however many processes
and machines there are; the clock is the database's.
"""

from dataclasses import dataclass

from django.db import InternalError, connection
from django.db.models.functions import Now
from psycopg.errors import ReadOnlySqlTransaction

from newsroom.api.models import Window

SPEND = """
INSERT INTO api_window AS open (name, ends_at, spent)
VALUES (%(name)s, statement_timestamp() + %(seconds)s * interval '1 second', %(cost)s)
ON CONFLICT (name) DO UPDATE SET
  ends_at = CASE WHEN open.ends_at > statement_timestamp()
            THEN open.ends_at ELSE excluded.ends_at END,
  spent = CASE WHEN open.ends_at > statement_timestamp()
          THEN open.spent + excluded.spent ELSE excluded.spent END
WHERE open.ends_at <= statement_timestamp() OR open.spent + excluded.spent <= %(limit)s
RETURNING spent, extract(epoch FROM ends_at - statement_timestamp())::float
"""
REFUSED = """
SELECT spent, extract(epoch FROM ends_at - statement_timestamp())::float
FROM api_window WHERE name = %(name)s AND ends_at > statement_timestamp()
"""


@dataclass(frozen=True, slots=True)
class Count:
    """Whether there was room, how much is left, and in how many seconds the window ends."""

    is_allowed: bool
    left: int
    ends_in: float


def spend(name: str, cost: int, *, limit: int, seconds: int) -> Count | None:
    """Spend ``cost`` of the ``limit`` that ``name`` has in so many ``seconds``, or nothing of it.

    What costs more than the limit costs the limit. One query, two where there is no room. None
    while the database only reads (a standby): then nothing is counted, and nobody turned away.
    """
    asked: dict[str, str | int | None] = {
        "name": name,
        "cost": min(cost, limit),
        "limit": limit,
        "seconds": seconds,
    }
    with connection.cursor() as cursor:
        try:
            cursor.execute(SPEND, asked)
        except InternalError as error:
            if isinstance(error.__cause__, ReadOnlySqlTransaction):
                return None
            raise
        if row := cursor.fetchone():
            return Count(is_allowed=True, left=limit - row[0], ends_in=row[1])
        cursor.execute(REFUSED, asked)
        # None: it ended between the two.
        spent, ends_in = cursor.fetchone() or (limit, 0.0)
        return Count(is_allowed=False, left=max(limit - spent, 0), ends_in=ends_in)


def forget_windows() -> int:
    """Remove windows that have ended: addresses are kept no longer than they are needed."""
    count, _rows = Window.objects.filter(ends_at__lt=Now()).delete()
    return count
