import newsroom.finding
from django.conf import settings
from django.db import migrations, models

from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('accounts', '0003_find_by_words'),
        ('sources', '0007_remember_why_a_page_drifted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BuildIndex(
            model_name='host',
            index=newsroom.finding.WordsIndex('key', name='sources_host_words_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('content', 'same'), _negated=True), fields=['content'], name='sources_link_content_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('access', 'open'), _negated=True), fields=['access'], name='sources_link_access_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('cadence', 'published'), _negated=True), fields=['cadence'], name='sources_link_cadence_idx'),
        ),
        BuildIndex(
            model_name='link',
            index=newsroom.finding.WordsIndex('url', name='sources_link_words_idx'),
        ),
        BuildIndex(
            model_name='look',
            index=models.Index(fields=['outcome'], name='sources_look_outcome_idx'),
        ),
        BuildIndex(
            model_name='outlet',
            index=models.Index(fields=['name', 'id'], name='sources_outlet_name_idx'),
        ),
        BuildIndex(
            model_name='outlet',
            index=newsroom.finding.WordsIndex('name', 'domain', name='sources_outlet_words_idx'),
        ),
        BuildIndex(
            model_name='passage',
            index=models.Index(condition=models.Q(('state', 'present'), _negated=True), fields=['state'], name='sources_passage_state_idx'),
        ),
        BuildIndex(
            model_name='passage',
            index=newsroom.finding.WordsIndex('exact', name='sources_passage_words_idx'),
        ),
        BuildIndex(
            model_name='retrieval',
            index=models.Index(fields=['state'], name='sources_retrieval_state_idx'),
        ),
        BuildIndex(
            model_name='retrieval',
            index=models.Index(fields=['obtained'], name='sources_retrieval_how_idx'),
        ),
        BuildIndex(
            model_name='snapshot',
            index=models.Index(fields=['kind'], name='sources_snapshot_kind_idx'),
        ),
        BuildIndex(
            model_name='snapshot',
            index=newsroom.finding.WordsIndex('title', name='sources_snapshot_words_idx'),
        ),
        BuildIndex(
            model_name='source',
            index=models.Index(fields=['-filed_at', '-id'], name='sources_source_filed_idx'),
        ),
        BuildIndex(
            model_name='source',
            index=models.Index(fields=['published_at'], name='sources_source_published_idx'),
        ),
        BuildIndex(
            model_name='source',
            index=models.Index(fields=['kind'], name='sources_source_kind_idx'),
        ),
        BuildIndex(
            model_name='source',
            index=models.Index(fields=['language'], name='sources_source_language_idx'),
        ),
        BuildIndex(
            model_name='source',
            index=newsroom.finding.WordsIndex('title', 'byline', name='sources_source_words_idx'),
        ),
        BuildIndex(
            model_name='sourcetext',
            index=models.Index(fields=['obtained'], name='sources_text_obtained_idx'),
        ),
        BuildIndex(
            model_name='transition',
            index=models.Index(fields=['axis'], name='sources_transition_axis_idx'),
        ),
    ]
