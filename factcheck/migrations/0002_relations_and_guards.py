import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0001_claims_and_verdicts'),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='claimants',
            field=models.ManyToManyField(related_name='claims', through='factcheck.ClaimClaimant', to='factcheck.claimant'),
        ),
        migrations.AddField(
            model_name='claim',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='claims', to='factcheck.topic', verbose_name='topics'),
        ),
        migrations.AddField(
            model_name='check',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='checks', to='factcheck.topic'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='slug_immutable', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='75376ee359b3a6a69702eac51715e0e73b22dbca', operation='UPDATE', pgid='pgtrigger_slug_immutable_2a0db', table='factcheck_claim', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_claimevent" ("checkability", "context_note", "created_at", "created_by_id", "id", "is_sensitive", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "said_at", "said_precision", "same_as_id", "slug", "statement", "summary") VALUES (NEW."checkability", NEW."context_note", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_sensitive", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."public_id", NEW."said_at", NEW."said_precision", NEW."same_as_id", NEW."slug", NEW."statement", NEW."summary"); RETURN NULL;', hash='15274a57066045fbedad4f36a0a4b88c31d90ef0', operation='INSERT', pgid='pgtrigger_insert_insert_dea49', table='factcheck_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_claimevent" ("checkability", "context_note", "created_at", "created_by_id", "id", "is_sensitive", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "said_at", "said_precision", "same_as_id", "slug", "statement", "summary") VALUES (NEW."checkability", NEW."context_note", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_sensitive", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."public_id", NEW."said_at", NEW."said_precision", NEW."same_as_id", NEW."slug", NEW."statement", NEW."summary"); RETURN NULL;', hash='7f457456f5a6139a25d10e5db3405d66d7d86b0e', operation='UPDATE', pgid='pgtrigger_update_update_1048b', table='factcheck_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='passage_is_of_the_source', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."passage_id" IS NOT NULL)', func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM sources_passage p\n                        JOIN sources_sourcetext t ON t.id = p.text_id\n                        WHERE p.id = NEW.passage_id AND t.source_id = NEW.source_id\n                    ) THEN\n                        RAISE EXCEPTION 'These words are from another source.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='c218fe41498e2dd639cf66c03320c5a6baf3a829', operation='INSERT OR UPDATE OF "source_id", "passage_id"', pgid='pgtrigger_passage_is_of_the_source_bb18f', table='factcheck_appearance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_appearanceevent" ("attribution", "claim_id", "id", "is_first", "kind", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "upstream_id") VALUES (NEW."attribution", NEW."claim_id", NEW."id", NEW."is_first", NEW."kind", NEW."passage_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source_id", NEW."upstream_id"); RETURN NULL;', hash='faf50b04605f562e302fdc1b2177a905cfaebfd6', operation='INSERT', pgid='pgtrigger_insert_insert_b90e4', table='factcheck_appearance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appearance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_appearanceevent" ("attribution", "claim_id", "id", "is_first", "kind", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "upstream_id") VALUES (NEW."attribution", NEW."claim_id", NEW."id", NEW."is_first", NEW."kind", NEW."passage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source_id", NEW."upstream_id"); RETURN NULL;', hash='cc37552a925bc5a8595fe8310e6a02811c931cfa', operation='UPDATE', pgid='pgtrigger_update_update_13bc1', table='factcheck_appearance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='appearanceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8856d411cfe7332fbc7d996d0e09f67acd797027', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2f99b', table='factcheck_appearanceevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimant',
            trigger=pgtrigger.compiler.Trigger(name='slug_immutable', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='143fbe9cadd3643f14e65c08eb796b37a2948c35', operation='UPDATE', pgid='pgtrigger_slug_immutable_edd67', table='factcheck_claimant', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_claimantevent" ("aliases", "description", "id", "kind", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as", "slug", "wikidata_id") VALUES (NEW."aliases", NEW."description", NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."same_as", NEW."slug", NEW."wikidata_id"); RETURN NULL;', hash='1c55e7331b56a3a67301e88dd2f68f9f61d2fadf', operation='INSERT', pgid='pgtrigger_insert_insert_a84ce', table='factcheck_claimant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_claimantevent" ("aliases", "description", "id", "kind", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "same_as", "slug", "wikidata_id") VALUES (NEW."aliases", NEW."description", NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."same_as", NEW."slug", NEW."wikidata_id"); RETURN NULL;', hash='cdcf9b2e73b3c7b683b4e9715fc696d1613e559e', operation='UPDATE', pgid='pgtrigger_update_update_d3262', table='factcheck_claimant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimantevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b5e09846b64440a849298d352737a297a843c363', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_94b92', table='factcheck_claimantevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimclaimant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_claimclaimantevent" ("claim_id", "claimant_id", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title_held") VALUES (NEW."claim_id", NEW."claimant_id", NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."title_held"); RETURN NULL;', hash='cd64b16f7c36ea9edecd435f3204df117b2a18b5', operation='INSERT', pgid='pgtrigger_insert_insert_1b5e5', table='factcheck_claimclaimant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimclaimant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_claimclaimantevent" ("claim_id", "claimant_id", "id", "part", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "title_held") VALUES (NEW."claim_id", NEW."claimant_id", NEW."id", NEW."part", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."title_held"); RETURN NULL;', hash='2defa4ef4a7eee987d7494a687080ddf16697964', operation='UPDATE', pgid='pgtrigger_update_update_a17cd', table='factcheck_claimclaimant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimclaimantevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0474ee3b34cdf2864d1b02d31f8b9dc205527396', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9a1bc', table='factcheck_claimclaimantevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claimevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='945818017bcba8eb40439168ef05919313741264', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8a8e2', table='factcheck_claimevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_commentevent" ("at", "author_id", "claim_id", "field", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "text") VALUES (NEW."at", NEW."author_id", NEW."claim_id", NEW."field", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resolved_at", NEW."text"); RETURN NULL;', hash='e6e12727b689562b530139082f955a47b76a0def', operation='INSERT', pgid='pgtrigger_insert_insert_73d63', table='factcheck_comment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='comment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_commentevent" ("at", "author_id", "claim_id", "field", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "text") VALUES (NEW."at", NEW."author_id", NEW."claim_id", NEW."field", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resolved_at", NEW."text"); RETURN NULL;', hash='63cd73a470349a9e9f4e09c04fcde91488238963', operation='UPDATE', pgid='pgtrigger_update_update_77f6d', table='factcheck_comment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b83dfd552893828926bf3552f7abb6b5d6f84177', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_39546', table='factcheck_commentevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='discrepancydecision',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_discrepancydecisionevent" ("claim_id", "decided_at", "decided_by_id", "decision", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."claim_id", NEW."decided_at", NEW."decided_by_id", NEW."decision", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;', hash='6d8de74e86016e32712d25376dd00270bc2c25d3', operation='INSERT', pgid='pgtrigger_insert_insert_11cea', table='factcheck_discrepancydecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='discrepancydecision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_discrepancydecisionevent" ("claim_id", "decided_at", "decided_by_id", "decision", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."claim_id", NEW."decided_at", NEW."decided_by_id", NEW."decision", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;', hash='b30cb242ae8ef353bf0e01fdfba81d52f85a1e17', operation='UPDATE', pgid='pgtrigger_update_update_26265', table='factcheck_discrepancydecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='discrepancydecisionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='089510c1170e75b0f11dfe9b6f44c0cfcb57dd18', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_912b3', table='factcheck_discrepancydecisionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='passage_is_of_the_link', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."passage_id" IS NOT NULL)', func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM sources_passage p\n                        JOIN sources_sourcetext t ON t.id = p.text_id\n                        JOIN sources_source s ON s.id = t.source_id\n                        WHERE p.id = NEW.passage_id AND s.link_id = NEW.link_id\n                    ) THEN\n                        RAISE EXCEPTION 'These words are from another page.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='ee4c2cfac1e70fcf2a16ee09a09626310bd8f313', operation='INSERT OR UPDATE OF "link_id", "passage_id"', pgid='pgtrigger_passage_is_of_the_link_5e10e', table='factcheck_evidence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_evidenceevent" ("claim_id", "id", "is_load_bearing", "is_withheld", "kind", "link_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "publisher", "shows", "stance", "title", "upload_id", "withheld_reason") VALUES (NEW."claim_id", NEW."id", NEW."is_load_bearing", NEW."is_withheld", NEW."kind", NEW."link_id", NEW."passage_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."publisher", NEW."shows", NEW."stance", NEW."title", NEW."upload_id", NEW."withheld_reason"); RETURN NULL;', hash='2e8a5070bd1c80e035556c0077bc53f14e717308', operation='INSERT', pgid='pgtrigger_insert_insert_34161', table='factcheck_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_evidenceevent" ("claim_id", "id", "is_load_bearing", "is_withheld", "kind", "link_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "publisher", "shows", "stance", "title", "upload_id", "withheld_reason") VALUES (NEW."claim_id", NEW."id", NEW."is_load_bearing", NEW."is_withheld", NEW."kind", NEW."link_id", NEW."passage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."publisher", NEW."shows", NEW."stance", NEW."title", NEW."upload_id", NEW."withheld_reason"); RETURN NULL;', hash='9c16a568016204d892cdaf802ccb556df040ead7', operation='UPDATE', pgid='pgtrigger_update_update_dde0d', table='factcheck_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidenceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='50c5c11bd41c9ba4d129e7d33ae47733cccf2860', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2807f', table='factcheck_evidenceevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_figureevent" ("appearance_id", "as_of", "as_written", "id", "maximum", "measure", "minimum", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "unit") VALUES (NEW."appearance_id", NEW."as_of", NEW."as_written", NEW."id", NEW."maximum", NEW."measure", NEW."minimum", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."qualifier", NEW."unit"); RETURN NULL;', hash='7cae510f7da925dc22d27e506a4e16920fb1d9b6', operation='INSERT', pgid='pgtrigger_insert_insert_14664', table='factcheck_figure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='figure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_figureevent" ("appearance_id", "as_of", "as_written", "id", "maximum", "measure", "minimum", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "qualifier", "unit") VALUES (NEW."appearance_id", NEW."as_of", NEW."as_written", NEW."id", NEW."maximum", NEW."measure", NEW."minimum", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."qualifier", NEW."unit"); RETURN NULL;', hash='de179d3f4c16c0f50d9d269cce08c36b53b1084d', operation='UPDATE', pgid='pgtrigger_update_update_4c5b7', table='factcheck_figure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='figureevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f04ce61004165b5bd1dd3e6024ae61894be2ce3f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_61a81', table='factcheck_figureevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='immutable', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b10005f47e6ac30ec62be5b07c021c4c2169cc7c', operation='UPDATE OR DELETE', pgid='pgtrigger_immutable_481f8', table='factcheck_publication', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='check',
            trigger=pgtrigger.compiler.Trigger(name='kept_for_ever', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='f0287a0638a35b54212b8a5f47e54c867415450f', operation='DELETE', pgid='pgtrigger_kept_for_ever_636ac', table='factcheck_check', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='check',
            trigger=pgtrigger.compiler.Trigger(name='identity_immutable', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."first_published_at" IS DISTINCT FROM (NEW."first_published_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e80d8abfeddc2dcb42265155b8c96270a4f104e0', operation='UPDATE', pgid='pgtrigger_identity_immutable_732f5', table='factcheck_check', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='change',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='af86a00c3a132d619117e679161eb8c5bf58c532', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5528e', table='factcheck_change', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='append_only_once_published', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='56755468eaeb0165ada194ce48c427cc391d29dc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_once_published_99996', table='factcheck_correction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rating',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_ratingevent" ("id", "is_active", "key", "label", "label_es", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (NEW."id", NEW."is_active", NEW."key", NEW."label", NEW."label_es", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."value"); RETURN NULL;', hash='f8adab476d766970d7af496b978535ac2e3fe374', operation='INSERT', pgid='pgtrigger_insert_insert_10767', table='factcheck_rating', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rating',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_ratingevent" ("id", "is_active", "key", "label", "label_es", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value") VALUES (NEW."id", NEW."is_active", NEW."key", NEW."label", NEW."label_es", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."value"); RETURN NULL;', hash='fd863565e5825985203650d5d0896fc7a7303877', operation='UPDATE', pgid='pgtrigger_update_update_283c0', table='factcheck_rating', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ratingdefinition',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_ratingdefinitionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "text", "text_es", "valid_from") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rating_id", NEW."text", NEW."text_es", NEW."valid_from"); RETURN NULL;', hash='70b62b88b8d89618fbb00484995a5fc4d7a71145', operation='INSERT', pgid='pgtrigger_insert_insert_0c85f', table='factcheck_ratingdefinition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ratingdefinition',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_ratingdefinitionevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "text", "text_es", "valid_from") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rating_id", NEW."text", NEW."text_es", NEW."valid_from"); RETURN NULL;', hash='0719e78934926ac08f8059e3145a4ed8bacd3c60', operation='UPDATE', pgid='pgtrigger_update_update_fcbdf', table='factcheck_ratingdefinition', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ratingdefinitionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0fc1bb5e8d14e6a60ef76409a1392a55ed59232b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a9892', table='factcheck_ratingdefinitionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ratingevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b02360d5992f4b53bfee35afa58621c05d07e2a2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b7c9f', table='factcheck_ratingevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_reviewevent" ("claim_id", "ended_at", "ended_by_id", "ending", "id", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "public_note") VALUES (NEW."claim_id", NEW."ended_at", NEW."ended_by_id", NEW."ending", NEW."id", NEW."opened_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."public_note"); RETURN NULL;', hash='f87715800a1ab219d052a899655c2b6a606fb627', operation='INSERT', pgid='pgtrigger_insert_insert_34274', table='factcheck_review', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_reviewevent" ("claim_id", "ended_at", "ended_by_id", "ending", "id", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "public_note") VALUES (NEW."claim_id", NEW."ended_at", NEW."ended_by_id", NEW."ending", NEW."id", NEW."opened_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."public_note"); RETURN NULL;', hash='573fc0bf812ce4bc8f500318980375a25d1446af', operation='UPDATE', pgid='pgtrigger_update_update_4fe30', table='factcheck_review', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c6804c4114186c81e94ca6230da52e440ee66024', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bf324', table='factcheck_reviewevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='slug_immutable', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6adc03e591c6001ccf44313a75eee23c5f9ba09c', operation='UPDATE', pgid='pgtrigger_slug_immutable_fa3c5', table='factcheck_topic', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_topicevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug"); RETURN NULL;', hash='c3c6cd7c98df7b6a56c4b68555a49752fa54c805', operation='INSERT', pgid='pgtrigger_insert_insert_2e428', table='factcheck_topic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topic',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "factcheck_topicevent" ("id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug"); RETURN NULL;', hash='27b04eeffa00372b5453fa3069e672bfb3f55cb3', operation='UPDATE', pgid='pgtrigger_update_update_2b2c5', table='factcheck_topic', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='topicevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='62b8cdada59766578cfeb6027887932c3c58801b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_da3dd', table='factcheck_topicevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_verdictevent" ("answer", "approved_at", "approved_by_id", "asked_on", "asked_whom", "assignee_id", "changed_at", "claim_id", "confidence", "document_sha256", "explanation", "id", "open_questions", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reason", "revision", "scheduled_by_id", "scheduled_for", "state", "submitted_at", "submitted_by_id") VALUES (NEW."answer", NEW."approved_at", NEW."approved_by_id", NEW."asked_on", NEW."asked_whom", NEW."assignee_id", NEW."changed_at", NEW."claim_id", NEW."confidence", NEW."document_sha256", NEW."explanation", NEW."id", NEW."open_questions", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rating_id", NEW."reason", NEW."revision", NEW."scheduled_by_id", NEW."scheduled_for", NEW."state", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;', hash='4fb77a277a15fb06625c7444761ed0a08231d826', operation='INSERT', pgid='pgtrigger_insert_insert_cb65b', table='factcheck_verdict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verdict',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."asked_on" IS DISTINCT FROM (NEW."asked_on") OR OLD."asked_whom" IS DISTINCT FROM (NEW."asked_whom") OR OLD."assignee_id" IS DISTINCT FROM (NEW."assignee_id") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."document_sha256" IS DISTINCT FROM (NEW."document_sha256") OR OLD."explanation" IS DISTINCT FROM (NEW."explanation") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."open_questions" IS DISTINCT FROM (NEW."open_questions") OR OLD."rating_id" IS DISTINCT FROM (NEW."rating_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."scheduled_by_id" IS DISTINCT FROM (NEW."scheduled_by_id") OR OLD."scheduled_for" IS DISTINCT FROM (NEW."scheduled_for") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id"))', func='INSERT INTO "factcheck_verdictevent" ("answer", "approved_at", "approved_by_id", "asked_on", "asked_whom", "assignee_id", "changed_at", "claim_id", "confidence", "document_sha256", "explanation", "id", "open_questions", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating_id", "reason", "revision", "scheduled_by_id", "scheduled_for", "state", "submitted_at", "submitted_by_id") VALUES (NEW."answer", NEW."approved_at", NEW."approved_by_id", NEW."asked_on", NEW."asked_whom", NEW."assignee_id", NEW."changed_at", NEW."claim_id", NEW."confidence", NEW."document_sha256", NEW."explanation", NEW."id", NEW."open_questions", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rating_id", NEW."reason", NEW."revision", NEW."scheduled_by_id", NEW."scheduled_for", NEW."state", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;', hash='3bb352bdaa126505b6d415108b59098fbe518073', operation='UPDATE', pgid='pgtrigger_update_update_bf44a', table='factcheck_verdict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verdictevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d30c7cdec1d0a1bb2c9a236966ae801ff587c35b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d2168', table='factcheck_verdictevent', when='BEFORE')),
        ),
    ]
