import newsroom.finding
from django.db import migrations, models

from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('accounts', '0003_find_by_words'),
        ('jobs', '0001_jobs'),
    ]

    operations = [
        BuildIndex(
            model_name='job',
            index=models.Index(fields=['state'], name='jobs_job_state_idx'),
        ),
        BuildIndex(
            model_name='job',
            index=models.Index(fields=['kind'], name='jobs_job_kind_idx'),
        ),
        BuildIndex(
            model_name='job',
            index=newsroom.finding.WordsIndex('kind', 'key', 'last_error', name='jobs_job_words_idx'),
        ),
    ]
