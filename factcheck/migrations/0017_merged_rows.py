import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0016_presence'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='claimant',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claimant',
            name='update_update',
        ),
        migrations.AddField(
            model_name='claimant',
            name='merged_rows',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='claimantevent',
            name='merged_rows',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name='claimant',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='factcheck.claimant', verbose_name='merged into'),
        ),
        migrations.AlterField(
            model_name='claimantevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='factcheck.claimant', verbose_name='merged into'),
        ),
        migrations.AlterField(
            model_name='claimclaimant',
            name='claimant',
            field=models.ForeignKey(limit_choices_to={'merged_into': None}, on_delete=django.db.models.deletion.PROTECT, related_name='claim_claimants', to='factcheck.claimant', verbose_name='claimant'),
        ),
        migrations.AlterField(
            model_name='claimclaimantevent',
            name='claimant',
            field=models.ForeignKey(db_constraint=False, limit_choices_to={'merged_into': None}, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='factcheck.claimant', verbose_name='claimant'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_claimantevent" ("aliases", "description", "id", "kind", "merged_into_id", "merged_rows", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as", "slug", "wikidata_id") VALUES (NEW."aliases", NEW."description", NEW."id", NEW."kind", NEW."merged_into_id", NEW."merged_rows", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."same_as", NEW."slug", NEW."wikidata_id"); RETURN NULL;', hash='49e21696f82123c56c431cf356da4470e083b067', operation='INSERT', pgid='pgtrigger_insert_insert_a84ce', table='factcheck_claimant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_claimantevent" ("aliases", "description", "id", "kind", "merged_into_id", "merged_rows", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as", "slug", "wikidata_id") VALUES (NEW."aliases", NEW."description", NEW."id", NEW."kind", NEW."merged_into_id", NEW."merged_rows", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."same_as", NEW."slug", NEW."wikidata_id"); RETURN NULL;', hash='a0b9f14157dca51c3c76843cb25c6257bdd215d1', operation='UPDATE', pgid='pgtrigger_update_update_d3262', table='factcheck_claimant', when='AFTER')),
        ),
    ]
