"""The sections of the sitemap: so many checks each, by the order in which they came to be.

An index has the section of each standing check and when it changed. So all sections are found by a
step each, and none of them costs more at the end of a million checks than at the beginning.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from factcheck.models import Check
from factcheck.models.check import SECTION

# As the index says it: `section_of` is its expression, and rows that are gone are not in it.
_SECTIONS = f"""
WITH RECURSIVE section AS (
    (SELECT id / {SECTION} AS number, updated_at FROM factcheck_check
      WHERE withdrawn_at IS NULL
      ORDER BY id / {SECTION}, updated_at DESC LIMIT 1)
     UNION ALL
    SELECT further.* FROM section CROSS JOIN LATERAL (
        SELECT id / {SECTION}, updated_at FROM factcheck_check
         WHERE withdrawn_at IS NULL AND id / {SECTION} > section.number
         ORDER BY id / {SECTION}, updated_at DESC LIMIT 1) AS further
)
SELECT number, updated_at,
       (SELECT first_published_at FROM factcheck_check WHERE withdrawn_at IS NULL
         ORDER BY first_published_at DESC LIMIT 1)
  FROM section ORDER BY number
"""  # noqa: S608 - a number of ours


@dataclass(frozen=True, slots=True)
class Section:
    """A section that has checks: its number, and when the latest of them was changed."""

    number: int
    changed_at: datetime


def sections() -> tuple[list[Section], datetime | None]:
    """Return the sections that have checks, and when the newest check was published. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_SECTIONS)
        rows = cursor.fetchall()
    newest = rows[0][2] if rows else None
    return [Section(number, changed_at) for number, changed_at, _newest in rows], newest


def checks_in(number: int) -> QuerySet[Check]:
    """Return the standing checks of a section, in order."""
    first = number * SECTION
    return Check.objects.standing().filter(pk__gte=first, pk__lt=first + SECTION).order_by("pk")
