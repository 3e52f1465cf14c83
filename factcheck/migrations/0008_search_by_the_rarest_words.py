import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

# The text of verdicts is found by the index of the entries; of the postings one index is enough.
_COVERING_KEY = """
    ALTER TABLE factcheck_searchposting
          DROP CONSTRAINT factcheck_searchposting_pkey,
          ADD PRIMARY KEY (audience, lexeme, entry_id) INCLUDE (weight);
"""


class Migration(migrations.Migration):
    """Postings of claims alone, by one covering key. ``index_search`` makes the index anew."""

    dependencies = [("factcheck", "0007_search_index")]

    operations = [
        migrations.DeleteModel(name="SearchPosting"),
        migrations.RunSQL(
            "TRUNCATE factcheck_searchentry, factcheck_searchterm, factcheck_searchstatistics",
            migrations.RunSQL.noop,
        ),
        migrations.AddField(
            model_name="searchentry", name="checked_on", field=models.DateField(null=True)
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["vector"], name="factcheck_searchentry_words"
            ),
        ),
        migrations.CreateModel(
            name="SearchPosting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        *("audience", "lexeme", "entry_id"),
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("audience", models.SmallIntegerField(choices=[(1, "Desk"), (2, "Readers")])),
                ("lexeme", models.TextField(db_collation="C")),
                ("weight", models.FloatField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="postings",
                        to="factcheck.searchentry",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(_COVERING_KEY, migrations.RunSQL.noop),
    ]
