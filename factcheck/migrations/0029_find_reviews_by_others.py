import newsroom.finding
from django.db import migrations

from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('factcheck', '0028_reviews_by_others'),
    ]

    operations = [
        BuildIndex(
            model_name='externalreview',
            index=newsroom.finding.WordsIndex('claim_reviewed', 'claimant', 'publisher', name='factcheck_external_words_idx'),
        ),
    ]
