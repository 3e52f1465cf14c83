
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0006_find_what_comes_and_goes'),
    ]

    operations = [
        migrations.AddField(
            model_name='link',
            name='drift_rule',
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        ),
    ]
