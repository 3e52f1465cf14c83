import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0035_drop_index_by_publisher'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='check',
            trigger=pgtrigger.compiler.Trigger(name='publicity_is_announced', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n                    IF NOT EXISTS (\n                        SELECT FROM factcheck_change c\n                        WHERE c.check_record_id = NEW.id AND c.publication_id = NEW.publication_id\n                          AND (c.kind = 'withdrawn') = (NEW.withdrawn_at IS NOT NULL)\n                          AND c.kind IN ('published', 'corrected', 'withdrawn')\n                    ) THEN\n                        RAISE EXCEPTION 'No change tells of the check as it is public now.'\n                            USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NULL;\n                ", hash='769fa989e3999e31270d275edc9ae3760b07ff0e', operation='INSERT OR UPDATE OF "publication_id", "withdrawn_at"', pgid='pgtrigger_publicity_is_announced_da716', table='factcheck_check', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
