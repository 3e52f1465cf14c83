import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0010_quick_lists'),
    ]

    operations = [
        migrations.AlterField(
            model_name='searchentry',
            name='claim',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='search_entries', to='factcheck.claim'),
        ),
    ]
