import newsroom.finding
from django.db import migrations

from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('accounts', '0003_find_by_words'),
        ('factcheck', '0019_claim_imports'),
    ]

    operations = [
        BuildIndex(
            model_name='claimimport',
            index=newsroom.finding.WordsIndex('name', name='factcheck_import_words_idx'),
        ),
    ]
