import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0010_list_pages_in_trouble'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='outlet',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='outlet',
            name='update_update',
        ),
        migrations.AddField(
            model_name='outlet',
            name='merged_rows',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, editable=False),
        ),
        migrations.AddField(
            model_name='outletevent',
            name='merged_rows',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name='outlet',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='sources.outlet', verbose_name='merged into'),
        ),
        migrations.AlterField(
            model_name='outletevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.outlet', verbose_name='merged into'),
        ),
        migrations.AlterField(
            model_name='source',
            name='outlet',
            field=models.ForeignKey(blank=True, limit_choices_to={'merged_into': None}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='sources.outlet', verbose_name='outlet'),
        ),
        migrations.AlterField(
            model_name='sourceevent',
            name='outlet',
            field=models.ForeignKey(blank=True, db_constraint=False, limit_choices_to={'merged_into': None}, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.outlet', verbose_name='outlet'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outlet',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sources_outletevent" ("country", "domain", "id", "kind", "language", "merged_into_id", "merged_rows", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "wikidata_id") VALUES (NEW."country", NEW."domain", NEW."id", NEW."kind", NEW."language", NEW."merged_into_id", NEW."merged_rows", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."wikidata_id"); RETURN NULL;', hash='f9d09d42aaf56b5ec028cd3e552ffc8c0798f56e', operation='INSERT', pgid='pgtrigger_insert_insert_6363e', table='sources_outlet', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outlet',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "sources_outletevent" ("country", "domain", "id", "kind", "language", "merged_into_id", "merged_rows", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "wikidata_id") VALUES (NEW."country", NEW."domain", NEW."id", NEW."kind", NEW."language", NEW."merged_into_id", NEW."merged_rows", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."wikidata_id"); RETURN NULL;', hash='4e40e8fbdd0d441bc4716bc36b378f13996f80ee', operation='UPDATE', pgid='pgtrigger_update_update_6f20c', table='sources_outlet', when='AFTER')),
        ),
    ]
