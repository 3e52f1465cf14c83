from django.db import migrations, transaction

LOT = 1_000  # checks written at once: each lot is a transaction, and nobody waits for longer

# A check published before there was a history has none, so the first change of its pages would
# have nothing to differ from and go untold. What readers are told of a page they have been told
# since the newest public change at the latest.
TOLD = """
UPDATE factcheck_check AS checked SET history = told.entries || checked.history
  FROM (
    SELECT one.id, jsonb_agg(jsonb_build_object(
             'at', to_char(coalesce(newest.at, one.first_published_at) AT TIME ZONE 'UTC',
                           'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
             'what', 'page', 'of', link.state -> 'link', 'is', link.state -> 'health'
           ) ORDER BY link.place) AS entries
      FROM factcheck_check AS one
     CROSS JOIN LATERAL jsonb_array_elements(one.evidence_state -> 'links')
           WITH ORDINALITY AS link (state, place)
      LEFT JOIN LATERAL (SELECT max(at) AS at FROM factcheck_change
                          WHERE check_record_id = one.id) AS newest ON true
     WHERE one.withdrawn_at IS NULL AND one.id >= %s AND one.id < %s
       AND NOT one.history @> jsonb_build_array(
             jsonb_build_object('what', 'page', 'of', link.state -> 'link'))
     GROUP BY one.id
  ) AS told
 WHERE told.id = checked.id
"""
UNHURRIED = "SET LOCAL lock_timeout = 0"  # somebody may be writing to one of them


def begin_histories(apps, schema_editor):
    """Go through the checks in lots. Stopped, it goes on: what was told once is not told again."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM factcheck_check")
        (last,) = cursor.fetchone()
        for first in range(0, last + 1, LOT):
            with transaction.atomic(schema_editor.connection.alias):
                cursor.execute(UNHURRIED)
                cursor.execute(TOLD, [first, first + LOT])


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('factcheck', '0025_sitemap_sections'),
    ]

    operations = [
        migrations.RunPython(begin_histories, migrations.RunPython.noop),
    ]
