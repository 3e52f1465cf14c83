"""Outlets that were merged when merging moved nothing: move their articles now."""

from django.db import migrations


def follow(apps, schema_editor):
    """Let articles be of what their outlets were merged into, as merging does today."""
    Outlet = apps.get_model("sources", "Outlet")
    Source = apps.get_model("sources", "Source")
    merged = {row.pk: row for row in Outlet.objects.exclude(merged_into=None)}
    for gone in merged.values():
        end, seen = gone.merged_into_id, {gone.pk}
        while end in merged and end not in seen:
            seen.add(end)
            end = merged[end].merged_into_id
        if end in seen:
            continue
        articles = Source.objects.filter(outlet=gone)
        gone.merged_rows = {"sources": list(articles.values_list("pk", flat=True)), "outlets": []}
        articles.update(outlet=end)
        gone.merged_into_id = end
        gone.save()


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0011_merged_rows'),
    ]

    operations = [
        migrations.RunPython(follow, migrations.RunPython.noop),
    ]
