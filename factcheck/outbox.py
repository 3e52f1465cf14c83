"""Number the public changes in the order they are committed."""

from django.db import connection

from factcheck.models import Change, Check

# One statement makes the row the first time and takes its lock until the transaction ends, so
# that a later number is never committed before an earlier one.
_NEXT = """
    INSERT INTO factcheck_changecounter (id, value) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET value = factcheck_changecounter.value + 1
    RETURNING value
"""


def announce(check: Check, kind: Change.Kind) -> Change:
    """Append a change. Call it last in the transaction: it queues behind other writers."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT)
        sequence = cursor.fetchone()[0]
    return Change.objects.create(
        sequence=sequence, kind=kind, check_record=check, publication_id=check.publication_id
    )
