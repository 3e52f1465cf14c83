import django.db.models.lookups
from django.db import migrations, models

# Forms took ftp addresses too. What no page may link to is left out; the claimant's own history
# keeps it.
LEFT_OUT = r"""
UPDATE factcheck_claimant SET same_as = ARRAY(
         SELECT page FROM unnest(same_as) WITH ORDINALITY AS one (page, place)
          WHERE page ~ '^https?://[^\s<>"]+$' ORDER BY place)
 WHERE EXISTS (SELECT FROM unnest(same_as) AS page WHERE page !~ '^https?://[^\s<>"]+$')
"""
NOTHING_WAITS = "SET CONSTRAINTS ALL IMMEDIATE"  # a table with checks to come cannot be altered


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0023_find_contacts_to_forget'),
    ]

    operations = [
        migrations.RunSQL([LEFT_OUT, NOTHING_WAITS], migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='claimant',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Regex(models.Func('same_as', models.Value('\n'), function='array_to_string', output_field=models.TextField()), models.Value('^(https?://[^\\s<>\\"]+(\\n|$))*$')), name='factcheck_claimant_same_as_is_web', violation_error_message='An address starts with http:// or https://.'),
        ),
    ]
