import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0012_settle_readers_reports'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='verdict',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='verdict',
            name='update_update',
        ),
        migrations.AddField(
            model_name='verdict',
            name='answer_by',
            field=models.DateField(blank=True, help_text='Readers are told, where there was none.', null=True, verbose_name='answer wanted by'),
        ),
        migrations.AddField(
            model_name='verdict',
            name='asked_how',
            field=models.CharField(blank=True, choices=[('email', 'by e-mail'), ('telephone', 'by telephone'), ('letter', 'by letter'), ('form', 'by a form on their site'), ('in_person', 'in person'), ('message', 'by a message')], db_default='', max_length=10, verbose_name='asked how'),
        ),
        migrations.AddField(
            model_name='verdictevent',
            name='answer_by',
            field=models.DateField(blank=True, help_text='Readers are told, where there was none.', null=True, verbose_name='answer wanted by'),
        ),
        migrations.AddField(
            model_name='verdictevent',
            name='asked_how',
            field=models.CharField(blank=True, choices=[('email', 'by e-mail'), ('telephone', 'by telephone'), ('letter', 'by letter'), ('form', 'by a form on their site'), ('in_person', 'in person'), ('message', 'by a message')], db_default='', max_length=10, verbose_name='asked how'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_verdictevent" ("answer", "answer_by", "approved_at", "approved_by_id", "asked_how", "asked_on", "asked_whom", "assignee_id", "changed_at", "claim_id", "confidence", "document_sha256", "explanation", "id", "open_questions", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reason", "revision", "scheduled_by_id", "scheduled_for", "state", "submitted_at", "submitted_by_id") VALUES (NEW."answer", NEW."answer_by", NEW."approved_at", NEW."approved_by_id", NEW."asked_how", NEW."asked_on", NEW."asked_whom", NEW."assignee_id", NEW."changed_at", NEW."claim_id", NEW."confidence", NEW."document_sha256", NEW."explanation", NEW."id", NEW."open_questions", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rating_id", NEW."reason", NEW."revision", NEW."scheduled_by_id", NEW."scheduled_for", NEW."state", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;', hash='6381defed22ea24e9ebd58de0dd127d68af42226', operation='INSERT', pgid='pgtrigger_insert_insert_cb65b', table='factcheck_verdict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answer_by" IS DISTINCT FROM (NEW."answer_by") OR OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."asked_how" IS DISTINCT FROM (NEW."asked_how") OR OLD."asked_on" IS DISTINCT FROM (NEW."asked_on") OR OLD."asked_whom" IS DISTINCT FROM (NEW."asked_whom") OR OLD."assignee_id" IS DISTINCT FROM (NEW."assignee_id") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."document_sha256" IS DISTINCT FROM (NEW."document_sha256") OR OLD."explanation" IS DISTINCT FROM (NEW."explanation") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."open_questions" IS DISTINCT FROM (NEW."open_questions") OR OLD."rating_id" IS DISTINCT FROM (NEW."rating_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."scheduled_by_id" IS DISTINCT FROM (NEW."scheduled_by_id") OR OLD."scheduled_for" IS DISTINCT FROM (NEW."scheduled_for") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id"))', func='INSERT INTO "factcheck_verdictevent" ("answer", "answer_by", "approved_at", "approved_by_id", "asked_how", "asked_on", "asked_whom", "assignee_id", "changed_at", "claim_id", "confidence", "document_sha256", "explanation", "id", "open_questions", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reason", "revision", "scheduled_by_id", "scheduled_for", "state", "submitted_at", "submitted_by_id") VALUES (NEW."answer", NEW."answer_by", NEW."approved_at", NEW."approved_by_id", NEW."asked_how", NEW."asked_on", NEW."asked_whom", NEW."assignee_id", NEW."changed_at", NEW."claim_id", NEW."confidence", NEW."document_sha256", NEW."explanation", NEW."id", NEW."open_questions", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rating_id", NEW."reason", NEW."revision", NEW."scheduled_by_id", NEW."scheduled_for", NEW."state", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;', hash='66468ec15f7be53af90d3fc90fdb7c18bcf45898', operation='UPDATE', pgid='pgtrigger_update_update_bf44a', table='factcheck_verdict', when='AFTER')),
        ),
    ]
