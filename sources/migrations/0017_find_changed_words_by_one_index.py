from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('sources', '0016_find_trouble_of_a_host'),
    ]

    operations = [
        RemoveIndexConcurrently(model_name='passage', name='sources_passage_broken_idx'),
    ]
