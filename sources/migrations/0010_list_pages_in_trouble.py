from django.db import migrations, models

from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('sources', '0009_settle_pages'),
    ]

    operations = [
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('health__in', ['suspect', 'dead', 'unverifiable', 'quarantined'])), fields=['health', '-cadence', 'failing_since', 'id'], name='sources_link_broken_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('content', 'drifted')), fields=['-cadence', 'drifting_since', 'id'], name='sources_link_drifted_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('moved_confirmed_at__isnull', False)), fields=['-cadence', 'moved_confirmed_at', 'id'], name='sources_link_moved_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('ignored_until__isnull', False)), fields=['ignored_until'], name='sources_link_ignored_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('archive_used_at__isnull', False)), fields=['archive_used_at'], name='sources_link_in_archive_idx'),
        ),
    ]
