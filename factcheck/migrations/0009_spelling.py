import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    """The words of published checks. ``index_search`` learns those of what is published already."""

    dependencies = [("factcheck", "0008_search_by_the_rarest_words")]

    operations = [
        migrations.CreateModel(
            name="PublishedWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("configuration", models.CharField(max_length=20)),
                ("word", models.TextField(db_collation="C")),
                ("folded", models.TextField(db_collation="C")),
                (
                    "slips",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None
                    ),
                ),
                ("entries", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["slips"], name="factcheck_publishedword_slips"
                    ),
                    models.Index(fields=["folded"], name="factcheck_publishedword_begins"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("configuration", "word"), name="factcheck_publishedword_once"
                    )
                ],
            },
        ),
    ]
