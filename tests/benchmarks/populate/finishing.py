"""What is done inside the database once all rows are in: the outbox, watching, sequences."""

from django.db.backends.base.base import BaseDatabaseWrapper

from tests.benchmarks.populate.pages import DAY
from tests.benchmarks.populate.rows import tables
from tests.benchmarks.populate.scale import BEGINS, ENDS

# In the order in which it all became public; one number each, none left out.
_CHANGES = """
    INSERT INTO factcheck_change (sequence, kind, check_record_id, publication_id, at)
    SELECT row_number() OVER (ORDER BY at, check_id, kind), kind, check_id, publication_id, at
    FROM (
        SELECT CASE number WHEN 1 THEN 'published' ELSE 'corrected' END AS kind,
               claim_id AS check_id, id AS publication_id, published_at AS at
        FROM factcheck_publication
        UNION ALL
        SELECT 'withdrawn', id, publication_id, withdrawn_at
        FROM factcheck_check WHERE withdrawn_at IS NOT NULL
        UNION ALL
        SELECT 'evidence_changed', id, publication_id, greatest(updated_at, %s)
        FROM factcheck_check WHERE withdrawn_at IS NULL AND evidence_health IN ('changed', 'broken')
    ) AS public
"""
_COUNTER = """
    INSERT INTO factcheck_changecounter (id, value)
    SELECT 1, coalesce(max(sequence), 0) FROM factcheck_change
"""
# Nothing public rests on these: they are watched as drafts are.
_UNPUBLISHED = """
    UPDATE sources_link SET cadence = 'draft' WHERE NOT EXISTS (
        SELECT FROM factcheck_check_links JOIN factcheck_check ON factcheck_check.id = check_id
        WHERE link_id = sources_link.id AND withdrawn_at IS NULL
    )
"""
_SEQUENCES = """
    SELECT pg_get_serial_sequence(table_name, column_name), table_name, column_name
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = ANY(%s) AND is_identity = 'YES'
"""


def define_ratings_before(connection: BaseDatabaseWrapper) -> None:
    """Date the ratings' definitions back to before the first document that carries them."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE factcheck_ratingdefinition SET valid_from = %s", [BEGINS])


def fill_outbox(connection: BaseDatabaseWrapper) -> None:
    """Number the public changes in the order of their times, without gaps."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES, [ENDS.fromtimestamp(ENDS.timestamp() - 8 * DAY, ENDS.tzinfo)])
        cursor.execute(_COUNTER)


def watch_less(connection: BaseDatabaseWrapper) -> None:
    """Watch what only drafts rest on as drafts are watched. Needs the indexes."""
    with connection.cursor() as cursor:
        cursor.execute(_UNPUBLISHED)


def set_sequences(connection: BaseDatabaseWrapper) -> None:
    """Let every table count on from its last row."""
    with connection.cursor() as cursor:
        cursor.execute(_SEQUENCES, [tables()])
        for sequence, table, column in cursor.fetchall():
            if sequence:
                last = f"SELECT coalesce(max({column}), 1) FROM {table}"  # noqa: S608 - our tables
                cursor.execute(f"SELECT setval(%s, ({last}))", [sequence])


def analyze(connection: BaseDatabaseWrapper) -> None:
    """Tell the planner what is in the tables."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables())}")
