import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0027_webhooks'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExternalReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid6.uuid7, editable=False, unique=True)),
                ('key', models.CharField(editable=False, max_length=64, unique=True)),
                ('trail', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('claim_reviewed', models.TextField(verbose_name='claim')),
                ('claimant', models.CharField(blank=True, max_length=500, verbose_name='claimant')),
                ('said_at', models.DateTimeField(blank=True, null=True, verbose_name='said on')),
                ('said_precision', models.CharField(choices=[('minute', 'minute'), ('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10, verbose_name='known to the')),
                ('publisher', models.CharField(db_index=True, max_length=300, verbose_name='checked by')),
                ('url', models.CharField(max_length=2000, verbose_name='address')),
                ('title', models.CharField(blank=True, max_length=500, verbose_name='title')),
                ('language', models.CharField(blank=True, max_length=35, verbose_name='language')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('published_precision', models.CharField(choices=[('minute', 'minute'), ('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10, verbose_name='known to the')),
                ('rating_given', models.CharField(blank=True, max_length=300, verbose_name='rating in their words')),
                ('remarks', models.JSONField(blank=True, default=list, verbose_name='what is odd in it')),
                ('raw', models.JSONField(blank=True, default=dict, verbose_name='as it came')),
                ('missing_since', models.DateTimeField(blank=True, null=True, verbose_name='no longer in its feed since')),
                ('first_seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='first seen')),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='changed')),
                ('rating', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='factcheck.rating', verbose_name='on our scale')),
            ],
            options={
                'verbose_name': 'review by others',
                'verbose_name_plural': 'reviews by others',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ReviewFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid6.uuid7, editable=False, unique=True)),
                ('name', models.CharField(max_length=500, unique=True, verbose_name='file or address')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'feed of reviews',
                'verbose_name_plural': 'feeds of reviews',
            },
        ),
        migrations.CreateModel(
            name='ExternalReviewEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('public_id', models.UUIDField(default=uuid6.uuid7, editable=False)),
                ('claim_reviewed', models.TextField(verbose_name='claim')),
                ('claimant', models.CharField(blank=True, max_length=500, verbose_name='claimant')),
                ('said_at', models.DateTimeField(blank=True, null=True, verbose_name='said on')),
                ('said_precision', models.CharField(choices=[('minute', 'minute'), ('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10, verbose_name='known to the')),
                ('publisher', models.CharField(max_length=300, verbose_name='checked by')),
                ('url', models.CharField(max_length=2000, verbose_name='address')),
                ('title', models.CharField(blank=True, max_length=500, verbose_name='title')),
                ('language', models.CharField(blank=True, max_length=35, verbose_name='language')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('published_precision', models.CharField(choices=[('minute', 'minute'), ('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10, verbose_name='known to the')),
                ('rating_given', models.CharField(blank=True, max_length=300, verbose_name='rating in their words')),
                ('remarks', models.JSONField(blank=True, default=list, verbose_name='what is odd in it')),
                ('missing_since', models.DateTimeField(blank=True, null=True, verbose_name='no longer in its feed since')),
                ('first_seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='first seen')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='factcheck.externalreview')),
                ('rating', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='factcheck.rating', verbose_name='on our scale')),
                ('feed', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='factcheck.reviewfeed', verbose_name='from')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='externalreview',
            name='feed',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='factcheck.reviewfeed', verbose_name='from'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='externalreviewevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3636b568ea9f4aaaef4edb5731ae5bf1a34a5397', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_606f1', table='factcheck_externalreviewevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='externalreview',
            index=models.Index(fields=['published_at'], name='factcheck_external_at_idx'),
        ),
        migrations.AddIndex(
            model_name='externalreview',
            index=models.Index(fields=['missing_since'], name='factcheck_external_gone_idx'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('url__regex', '^https?://[^\\s<>\\"]+$')), name='factcheck_externalreview_url_is_web'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('publisher__regex', '^\\s*$'), _negated=True), name='factcheck_externalreview_names_others'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(('claim_reviewed__regex', '^\\s*$'), _negated=True), name='factcheck_externalreview_says_a_claim'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('said_at__isnull', True), ('said_precision', 'unknown')), models.Q(('said_at__isnull', False), models.Q(('said_precision', 'unknown'), _negated=True)), _connector='OR'), name='factcheck_externalreview_said_and_precision'),
        ),
        migrations.AddConstraint(
            model_name='externalreview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_precision', 'unknown')), models.Q(('published_at__isnull', False), models.Q(('published_precision', 'unknown'), _negated=True)), _connector='OR'), name='factcheck_externalreview_published_and_precision'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='externalreview',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "factcheck_externalreviewevent" ("claim_reviewed", "claimant", "feed_id", "first_seen_at", "id", "language", "missing_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "published_at", "published_precision", "publisher", "rating_given", "rating_id", "remarks", "said_at", "said_precision", "title", "url") VALUES (NEW."claim_reviewed", NEW."claimant", NEW."feed_id", NEW."first_seen_at", NEW."id", NEW."language", NEW."missing_since", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_id", NEW."published_at", NEW."published_precision", NEW."publisher", NEW."rating_given", NEW."rating_id", NEW."remarks", NEW."said_at", NEW."said_precision", NEW."title", NEW."url"); RETURN NULL;', hash='d0ddf7699fb6e9693c4ac25787f683d0f95f1fdc', operation='INSERT', pgid='pgtrigger_insert_insert_28f1f', table='factcheck_externalreview', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='externalreview',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claim_reviewed" IS DISTINCT FROM (NEW."claim_reviewed") OR OLD."claimant" IS DISTINCT FROM (NEW."claimant") OR OLD."feed_id" IS DISTINCT FROM (NEW."feed_id") OR OLD."first_seen_at" IS DISTINCT FROM (NEW."first_seen_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."missing_since" IS DISTINCT FROM (NEW."missing_since") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_precision" IS DISTINCT FROM (NEW."published_precision") OR OLD."publisher" IS DISTINCT FROM (NEW."publisher") OR OLD."rating_id" IS DISTINCT FROM (NEW."rating_id") OR OLD."rating_given" IS DISTINCT FROM (NEW."rating_given") OR OLD."remarks" IS DISTINCT FROM (NEW."remarks") OR OLD."said_at" IS DISTINCT FROM (NEW."said_at") OR OLD."said_precision" IS DISTINCT FROM (NEW."said_precision") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func='INSERT INTO "factcheck_externalreviewevent" ("claim_reviewed", "claimant", "feed_id", "first_seen_at", "id", "language", "missing_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "published_at", "published_precision", "publisher", "rating_given", "rating_id", "remarks", "said_at", "said_precision", "title", "url") VALUES (NEW."claim_reviewed", NEW."claimant", NEW."feed_id", NEW."first_seen_at", NEW."id", NEW."language", NEW."missing_since", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_id", NEW."published_at", NEW."published_precision", NEW."publisher", NEW."rating_given", NEW."rating_id", NEW."remarks", NEW."said_at", NEW."said_precision", NEW."title", NEW."url"); RETURN NULL;', hash='2413731c29da084db11db11d63d0d237272b1c41', operation='UPDATE', pgid='pgtrigger_update_update_bfd26', table='factcheck_externalreview', when='AFTER')),
        ),
    ]
