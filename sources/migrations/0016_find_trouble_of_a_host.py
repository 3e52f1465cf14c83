from django.db import migrations, models

from newsroom.indexes import BuildIndex

BROKEN = ['suspect', 'dead', 'unverifiable', 'quarantined']


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('sources', '0015_copies_so_far_are_too'),
    ]

    operations = [
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('health__in', BROKEN)), fields=['host', 'health'], name='sources_link_broken_there_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('seen_until__isnull', False)), fields=['seen_until'], name='sources_link_seen_idx'),
        ),
        BuildIndex(
            model_name='passage',
            index=models.Index(condition=models.Q(('replaced_by', None), ('state__in', ['edited', 'gone'])), fields=['changed_since', 'id'], name='sources_passage_changed_idx'),
        ),
    ]
