from django.db import migrations, models

from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('factcheck', '0033_export_attempts'),
    ]

    operations = [
        BuildIndex(
            model_name='webhookdelivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['endpoint', 'id', 'due_at'], name='factcheck_webhook_next_idx'),
        ),
    ]
