import newsroom.finding
from django.conf import settings
from django.db import migrations, models

from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('accounts', '0003_find_by_words'),
        ('audit', '0001_events'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BuildIndex(
            model_name='event',
            index=models.Index(fields=['at'], name='audit_event_at_idx'),
        ),
        BuildIndex(
            model_name='event',
            index=newsroom.finding.WordsIndex('verb', 'target_id', 'note', name='audit_event_words_idx'),
        ),
    ]
