import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0013_right_of_reply'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='comment',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='comment',
            name='update_update',
        ),
        migrations.AddField(
            model_name='comment',
            name='resolved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='resolved by'),
        ),
        migrations.AddField(
            model_name='commentevent',
            name='resolved_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='resolved by'),
        ),
        migrations.AlterField(
            model_name='comment',
            name='field',
            field=models.CharField(blank=True, choices=[('statement', 'the claim'), ('said', 'when it was said'), ('claimants', 'the claimants'), ('rating', 'the rating'), ('reason', 'the reason'), ('explanation', 'the explanation'), ('reply', 'the right of reply'), ('evidence', 'the evidence'), ('appearances', 'the appearances')], max_length=60, verbose_name='about'),
        ),
        migrations.AlterField(
            model_name='commentevent',
            name='field',
            field=models.CharField(blank=True, choices=[('statement', 'the claim'), ('said', 'when it was said'), ('claimants', 'the claimants'), ('rating', 'the rating'), ('reason', 'the reason'), ('explanation', 'the explanation'), ('reply', 'the right of reply'), ('evidence', 'the evidence'), ('appearances', 'the appearances')], max_length=60, verbose_name='about'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_commentevent" ("at", "author_id", "claim_id", "field", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "resolved_by_id", "text") VALUES (NEW."at", NEW."author_id", NEW."claim_id", NEW."field", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resolved_at", NEW."resolved_by_id", NEW."text"); RETURN NULL;', hash='782fdee580a993c5ee57a0df41c49c910d64ad35', operation='INSERT', pgid='pgtrigger_insert_insert_73d63', table='factcheck_comment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_commentevent" ("at", "author_id", "claim_id", "field", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "resolved_by_id", "text") VALUES (NEW."at", NEW."author_id", NEW."claim_id", NEW."field", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resolved_at", NEW."resolved_by_id", NEW."text"); RETURN NULL;', hash='91910070bf3560128d1a0e9dc1fff3403ae9c3a6', operation='UPDATE', pgid='pgtrigger_update_update_77f6d', table='factcheck_comment', when='AFTER')),
        ),
    ]
