import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0014_settled_comments'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_appearanceevent" ("attribution", "claim_id", "id", "is_first", "kind", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "upstream_id") VALUES (OLD."attribution", OLD."claim_id", OLD."id", OLD."is_first", OLD."kind", OLD."passage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source_id", OLD."upstream_id"); RETURN NULL;', hash='943e51347bfe4ce2156744aecf1c88a2fcf4d5f5', operation='DELETE', pgid='pgtrigger_delete_delete_030bf', table='factcheck_appearance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimclaimant',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_claimclaimantevent" ("claim_id", "claimant_id", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title_held") VALUES (OLD."claim_id", OLD."claimant_id", OLD."id", OLD."part", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."title_held"); RETURN NULL;', hash='5ee29b9a9081ec8f20056e482f7b322d9f2cf566', operation='DELETE', pgid='pgtrigger_delete_delete_9a4ca', table='factcheck_claimclaimant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_evidenceevent" ("claim_id", "id", "is_load_bearing", "is_withheld", "kind", "link_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "publisher", "shows", "stance", "title", "upload_id", "withheld_reason") VALUES (OLD."claim_id", OLD."id", OLD."is_load_bearing", OLD."is_withheld", OLD."kind", OLD."link_id", OLD."passage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."publisher", OLD."shows", OLD."stance", OLD."title", OLD."upload_id", OLD."withheld_reason"); RETURN NULL;', hash='ff02860585a5be7bd7676cf47d58c348f4df9e98', operation='DELETE', pgid='pgtrigger_delete_delete_2e1af', table='factcheck_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_figureevent" ("appearance_id", "as_of", "as_written", "id", "maximum", "measure", "minimum", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "unit") VALUES (OLD."appearance_id", OLD."as_of", OLD."as_written", OLD."id", OLD."maximum", OLD."measure", OLD."minimum", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."qualifier", OLD."unit"); RETURN NULL;', hash='95de2e182919114eb376739b9687903b670ab9de', operation='DELETE', pgid='pgtrigger_delete_delete_658ae', table='factcheck_figure', when='AFTER')),
        ),
    ]
