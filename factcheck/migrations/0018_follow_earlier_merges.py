"""Claimants that were merged when merging moved nothing: move what names them now."""

from django.db import migrations


def follow(apps, schema_editor):
    """Let claims name whom their claimants were merged into, as merging does today."""
    Claimant = apps.get_model("factcheck", "Claimant")
    merged = {row.pk: row for row in Claimant.objects.exclude(merged_into=None)}
    for gone in merged.values():
        end, seen = gone.merged_into_id, {gone.pk}
        while end in merged and end not in seen:
            seen.add(end)
            end = merged[end].merged_into_id
        if end not in seen:
            _move(apps.get_model("factcheck", "ClaimClaimant"), gone, end)


def _move(ClaimClaimant, gone, end):
    moved, dropped = [], []
    for row in ClaimClaimant.objects.filter(claimant=gone):
        twin = {"claimant": end, "claim": row.claim_id, "part": row.part}
        if ClaimClaimant.objects.filter(**twin).exists():
            dropped.append({"claim": row.claim_id, "part": row.part,
                            "title_held": row.title_held, "position": row.position})
            row.delete()
        else:
            row.claimant_id = end
            row.save()
            moved.append(row.pk)
    gone.merged_into_id = end
    gone.merged_rows = {"namings": moved, "claimants": [], "dropped": dropped}
    gone.save()


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0017_merged_rows'),
    ]

    operations = [
        migrations.RunPython(follow, migrations.RunPython.noop),
    ]
