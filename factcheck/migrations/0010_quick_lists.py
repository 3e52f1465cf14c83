import newsroom.finding
from django.conf import settings
from django.db import migrations, models

from newsroom.indexes import BuildIndex, BuildJoinIndex


# What a topic, claimant or source is named in, the latest first. Django's tables that join two
# others take no indexes of a model's; these stand in for those by the first column alone.
_JOINED = (
    ("check", "topics", "topic"),
    ("check", "claimants", "claimant"),
    ("check", "sources", "source"),
    ("claim", "topics", "topic"),
)


def _in_order(one: str, others: str, other: str) -> BuildJoinIndex:
    table = f"factcheck_{one}_{others}"
    return BuildJoinIndex(f"{table}_latest_idx", table, f"{other}_id", f"{one}_id")


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('accounts', '0003_find_by_words'),
        ('factcheck', '0009_spelling'),
        ('sources', '0008_find_by_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BuildIndex(
            model_name='appearance',
            index=models.Index(fields=['kind'], name='factcheck_appearance_kind_idx'),
        ),
        BuildIndex(
            model_name='change',
            index=models.Index(fields=['kind'], name='factcheck_change_kind_idx'),
        ),
        BuildIndex(
            model_name='check',
            index=models.Index(fields=['language', '-first_published_at', '-id'], name='factcheck_check_language_idx'),
        ),
        BuildIndex(
            model_name='check',
            index=models.Index(fields=['evidence_health', '-first_published_at', '-id'], name='factcheck_check_health_idx'),
        ),
        BuildIndex(
            model_name='check',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', False)), fields=['-first_published_at', '-id'], name='factcheck_check_withdrawn_idx'),
        ),
        BuildIndex(
            model_name='check',
            index=models.Index(condition=models.Q(('under_review_since__isnull', False)), fields=['-first_published_at', '-id'], name='factcheck_check_review_idx'),
        ),
        BuildIndex(
            model_name='check',
            index=newsroom.finding.WordsIndex('slug', name='factcheck_check_words_idx'),
        ),
        BuildIndex(
            model_name='claim',
            index=models.Index(fields=['checkability'], name='factcheck_claim_checkable_idx'),
        ),
        BuildIndex(
            model_name='claim',
            index=models.Index(fields=['created_at'], name='factcheck_claim_created_idx'),
        ),
        BuildIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('is_sensitive', True)), fields=['id'], name='factcheck_claim_sensitive_idx'),
        ),
        BuildIndex(
            model_name='claim',
            index=newsroom.finding.WordsIndex('statement', 'summary', name='factcheck_claim_words_idx'),
        ),
        BuildIndex(
            model_name='claimant',
            index=models.Index(fields=['name', 'id'], name='factcheck_claimant_name_idx'),
        ),
        BuildIndex(
            model_name='claimant',
            index=models.Index(fields=['kind'], name='factcheck_claimant_kind_idx'),
        ),
        BuildIndex(
            model_name='claimant',
            index=newsroom.finding.WordsIndex('name', 'aliases', name='factcheck_claimant_words_idx'),
        ),
        BuildIndex(
            model_name='comment',
            index=newsroom.finding.WordsIndex('text', name='factcheck_comment_words_idx'),
        ),
        BuildIndex(
            model_name='correction',
            index=models.Index(fields=['kind', '-published_at', '-id'], name='factcheck_correction_kind_idx'),
        ),
        BuildIndex(
            model_name='correction',
            index=models.Index(fields=['cause'], name='factcheck_correction_cause_idx'),
        ),
        BuildIndex(
            model_name='correction',
            index=newsroom.finding.WordsIndex('was_wrong', name='factcheck_correction_words_idx'),
        ),
        BuildIndex(
            model_name='discrepancydecision',
            index=newsroom.finding.WordsIndex('key', 'reason', name='factcheck_discrepancy_word_idx'),
        ),
        BuildIndex(
            model_name='evidence',
            index=models.Index(fields=['kind'], name='factcheck_evidence_kind_idx'),
        ),
        BuildIndex(
            model_name='evidence',
            index=models.Index(fields=['stance'], name='factcheck_evidence_stance_idx'),
        ),
        BuildIndex(
            model_name='evidence',
            index=newsroom.finding.WordsIndex('title', 'publisher', name='factcheck_evidence_words_idx'),
        ),
        BuildIndex(
            model_name='figure',
            index=models.Index(fields=['qualifier'], name='factcheck_figure_qualifier_idx'),
        ),
        BuildIndex(
            model_name='figure',
            index=newsroom.finding.WordsIndex('measure', 'as_written', name='factcheck_figure_words_idx'),
        ),
        BuildIndex(
            model_name='publication',
            index=models.Index(fields=['published_at'], name='factcheck_publication_at_idx'),
        ),
        BuildIndex(
            model_name='readerreport',
            index=models.Index(fields=['outcome'], name='factcheck_report_outcome_idx'),
        ),
        BuildIndex(
            model_name='readerreport',
            index=newsroom.finding.WordsIndex('message', name='factcheck_report_words_idx'),
        ),
        BuildIndex(
            model_name='review',
            index=models.Index(fields=['-opened_at', '-id'], name='factcheck_review_opened_idx'),
        ),
        BuildIndex(
            model_name='review',
            index=models.Index(fields=['ending'], name='factcheck_review_ending_idx'),
        ),
        BuildIndex(
            model_name='review',
            index=newsroom.finding.WordsIndex('public_note', name='factcheck_review_words_idx'),
        ),
        BuildIndex(
            model_name='topic',
            index=newsroom.finding.WordsIndex('name', name='factcheck_topic_words_idx'),
        ),
        BuildIndex(
            model_name='verdict',
            index=models.Index(fields=['-changed_at', '-id'], name='factcheck_verdict_latest_idx'),
        ),
        BuildIndex(
            model_name='verdict',
            index=models.Index(fields=['state', 'claim'], name='factcheck_verdict_of_state_idx'),
        ),
        BuildIndex(
            model_name='verdict',
            index=models.Index(fields=['rating', 'claim'], name='factcheck_verdict_rated_idx'),
        ),
        BuildIndex(
            model_name='verdict',
            index=newsroom.finding.WordsIndex('reason', name='factcheck_verdict_words_idx'),
        ),
        *(_in_order(*names) for names in _JOINED),
    ]
