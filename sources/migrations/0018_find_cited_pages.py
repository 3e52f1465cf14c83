from django.db import migrations, models

from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('sources', '0017_find_changed_words_by_one_index'),
    ]

    operations = [
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('cadence', 'published')), fields=['public_id'], name='sources_link_cited_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('cadence', 'published')), fields=['host', 'public_id'], name='sources_link_cited_host_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('cadence', 'published'), ('health', 'dead')), fields=['public_id'], name='sources_link_cited_gone_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('cadence', 'published'), ('health__in', ['unverifiable', 'quarantined'])), fields=['public_id'], name='sources_link_cited_closed_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('cadence', 'published'), ('health', 'new')), fields=['public_id'], name='sources_link_cited_new_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('cadence', 'published'), ('content', 'drifted')), fields=['public_id'], name='sources_link_cited_changed'),
        ),
    ]
