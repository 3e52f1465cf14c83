import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0023_find_contacts_to_forget'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='claimant',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Regex(models.Func('same_as', models.Value('\n'), function='array_to_string', output_field=models.TextField()), models.Value('^(https?://[^\\s<>\\"]+(\\n|$))*$')), name='factcheck_claimant_same_as_is_web', violation_error_message='An address starts with http:// or https://.'),
        ),
    ]
