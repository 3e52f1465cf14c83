
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import sources.models.snapshot
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Host',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='host:port', max_length=260, unique=True)),
                ('lease_token', models.UUIDField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('not_before', models.DateTimeField(blank=True, null=True)),
                ('robots_txt', models.TextField(blank=True)),
                ('robots_fetched_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['key'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lease_token__isnull', True), ('leased_until__isnull', True)), models.Q(('lease_token__isnull', False), ('leased_until__isnull', False)), _connector='OR'), name='sources_host_lease_whole')],
            },
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid6.uuid7, editable=False, unique=True)),
                ('url', models.CharField(max_length=2000, unique=True, verbose_name='address')),
                ('cadence', models.CharField(choices=[('none', 'not watched'), ('draft', 'used in drafts'), ('published', 'cited by a publication')], default='none', max_length=10, verbose_name='watched')),
                ('watched_since', models.DateTimeField(blank=True, null=True, verbose_name='watched since')),
                ('requested_at', models.DateTimeField(blank=True, null=True)),
                ('health', models.CharField(choices=[('new', 'not looked at yet'), ('alive', 'works'), ('suspect', 'failing, confirming'), ('dead', 'gone'), ('unverifiable', 'blocked to us or unreachable'), ('quarantined', 'refused by our policy')], default='new', max_length=12, verbose_name='health')),
                ('content', models.CharField(choices=[('same', 'unchanged'), ('minor', 'small changes'), ('drifted', 'changed')], default='same', max_length=7, verbose_name='content')),
                ('access', models.CharField(choices=[('open', 'open'), ('paywall', 'behind a paywall'), ('login', 'behind a login'), ('geo', 'closed to our country')], default='open', max_length=7, verbose_name='access')),
                ('failing_since', models.DateTimeField(blank=True, null=True)),
                ('hard_failures', models.PositiveSmallIntegerField(default=0)),
                ('hard_since', models.DateTimeField(blank=True, null=True)),
                ('permanent_failures', models.PositiveSmallIntegerField(default=0)),
                ('permanent_since', models.DateTimeField(blank=True, null=True)),
                ('soft_failures', models.PositiveSmallIntegerField(default=0)),
                ('soft_since', models.DateTimeField(blank=True, null=True)),
                ('blocked_looks', models.PositiveSmallIntegerField(default=0)),
                ('drifting_since', models.DateTimeField(blank=True, null=True)),
                ('drift_confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('flapped_at', django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), blank=True, default=list, size=None)),
                ('moved_to', models.CharField(blank=True, max_length=2000)),
                ('moved_since', models.DateTimeField(blank=True, null=True)),
                ('moved_confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('seen_until', models.DateTimeField(blank=True, null=True)),
                ('last_looked_at', models.DateTimeField(blank=True, null=True, verbose_name='last looked at')),
                ('last_ok_at', models.DateTimeField(blank=True, null=True, verbose_name='last found well')),
                ('next_look_at', models.DateTimeField(blank=True, null=True, verbose_name='next look')),
                ('outcome', models.CharField(blank=True, max_length=20, verbose_name='last outcome')),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='last HTTP status')),
                ('etag', models.CharField(blank=True, max_length=500)),
                ('last_modified', models.CharField(blank=True, max_length=100)),
                ('archived_url', models.CharField(blank=True, max_length=2000, verbose_name='archived copy')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='sources.host')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='looked at')),
                ('outcome', models.CharField(max_length=20, verbose_name='outcome')),
                ('rule', models.CharField(max_length=60, verbose_name='rule')),
                ('signals', models.JSONField(default=dict)),
                ('status', models.PositiveSmallIntegerField(null=True, verbose_name='HTTP status')),
                ('final_url', models.CharField(max_length=2000, verbose_name='final address')),
                ('hops', models.JSONField(default=list)),
                ('elapsed_ms', models.PositiveIntegerField(verbose_name='took, ms')),
                ('content_type', models.CharField(blank=True, max_length=200)),
                ('body_sha256', models.CharField(blank=True, max_length=64)),
                ('text_sha256', models.CharField(blank=True, max_length=64)),
                ('likeness', models.FloatField(null=True, verbose_name='likeness to the baseline')),
                ('findings', models.JSONField(default=list)),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='looks', to='sources.link')),
            ],
            options={
                'verbose_name': 'look',
                'verbose_name_plural': 'looks',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('slug', models.SlugField(max_length=100, unique=True, verbose_name='address name')),
                ('domain', models.CharField(blank=True, help_text='Such as news.example.org; empty when it has none.', max_length=253, null=True, unique=True, verbose_name='domain')),
                ('kind', models.CharField(choices=[('outlet', 'news outlet'), ('agency', 'news agency'), ('government', 'government'), ('social', 'social network'), ('blog', 'blog'), ('repost', 'republisher'), ('other', 'other')], default='outlet', max_length=20, verbose_name='kind')),
                ('country', models.CharField(blank=True, help_text='Two letters, ISO 3166.', max_length=2, verbose_name='country')),
                ('language', models.CharField(blank=True, help_text='Such as en or es-MX.', max_length=35, verbose_name='language')),
                ('wikidata_id', models.CharField(blank=True, help_text='Such as Q9684.', max_length=20, verbose_name='Wikidata id')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='sources.outlet')),
            ],
            options={
                'verbose_name': 'outlet',
                'verbose_name_plural': 'outlets',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='OutletEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=100, verbose_name='address name')),
                ('domain', models.CharField(blank=True, help_text='Such as news.example.org; empty when it has none.', max_length=253, null=True, verbose_name='domain')),
                ('kind', models.CharField(choices=[('outlet', 'news outlet'), ('agency', 'news agency'), ('government', 'government'), ('social', 'social network'), ('blog', 'blog'), ('repost', 'republisher'), ('other', 'other')], default='outlet', max_length=20, verbose_name='kind')),
                ('country', models.CharField(blank=True, help_text='Two letters, ISO 3166.', max_length=2, verbose_name='country')),
                ('language', models.CharField(blank=True, help_text='Such as en or es-MX.', max_length=35, verbose_name='language')),
                ('wikidata_id', models.CharField(blank=True, help_text='Such as Q9684.', max_length=20, verbose_name='Wikidata id')),
                ('merged_into', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.outlet')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sources.outlet')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid6.uuid7, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('baseline', 'baseline'), ('change', 'change'), ('upload', 'uploaded by an editor')], max_length=10, verbose_name='kind')),
                ('title', models.CharField(blank=True, max_length=500, verbose_name='title')),
                ('text', models.TextField(blank=True, verbose_name='main text')),
                ('text_sha256', models.CharField(blank=True, max_length=64)),
                ('body', models.FileField(blank=True, max_length=200, storage=sources.models.snapshot.snapshot_storage, upload_to='', verbose_name='file')),
                ('body_sha256', models.CharField(blank=True, max_length=64)),
                ('media_type', models.CharField(blank=True, max_length=100, verbose_name='media type')),
                ('extractor', models.CharField(blank=True, max_length=60)),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('taken_down_at', models.DateTimeField(blank=True, null=True, verbose_name='taken down at')),
                ('taken_down_reason', models.TextField(blank=True, verbose_name='reason for taking it down')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('link', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='sources.link')),
                ('uploaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'snapshot',
                'verbose_name_plural': 'snapshots',
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='link',
            name='baseline',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='sources.snapshot'),
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(editable=False, max_length=120, unique=True, verbose_name='address name')),
                ('title', models.CharField(blank=True, max_length=500, verbose_name='title')),
                ('byline', models.CharField(blank=True, max_length=300, verbose_name='by-line')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('published_precision', models.CharField(choices=[('minute', 'minute'), ('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10, verbose_name='known to the')),
                ('published_inferred', models.BooleanField(default=False, help_text='Not printed on the page itself.', verbose_name='date inferred')),
                ('language', models.CharField(blank=True, help_text='Such as en or es-MX.', max_length=35, verbose_name='language')),
                ('kind', models.CharField(choices=[('article', 'article'), ('transcript', 'transcript'), ('post', 'post'), ('video', 'video'), ('document', 'document')], default='article', max_length=12, verbose_name='kind')),
                ('notes', models.TextField(blank=True, verbose_name='notes')),
                ('filed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('filed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('link', models.OneToOneField(blank=True, help_text='Pasted text may have none; then nothing is watched, and the page says so.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='source', to='sources.link')),
                ('outlet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sources', to='sources.outlet', verbose_name='outlet')),
                ('republished_from', models.ForeignKey(blank=True, help_text='The original, when this is a repost.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reposts', to='sources.source', verbose_name='republished from')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['-filed_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Retrieval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('obtained', models.CharField(choices=[('pasted', 'pasted'), ('fetched', 'fetched from its address'), ('imported', 'imported from a file')], max_length=10)),
                ('state', models.CharField(choices=[('waiting', 'being fetched'), ('read', 'read, waiting for an editor'), ('failed', 'could not be read'), ('accepted', 'accepted')], default='waiting', max_length=10, verbose_name='state')),
                ('note', models.TextField(blank=True, verbose_name='what happened')),
                ('raw', models.TextField(blank=True)),
                ('blocks', models.JSONField(default=list)),
                ('found', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='retrievals', to='sources.source')),
            ],
            options={
                'verbose_name': 'retrieval',
                'verbose_name_plural': 'retrievals',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='SourceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('slug', models.SlugField(db_index=False, editable=False, max_length=120, verbose_name='address name')),
                ('title', models.CharField(blank=True, max_length=500, verbose_name='title')),
                ('byline', models.CharField(blank=True, max_length=300, verbose_name='by-line')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('published_precision', models.CharField(choices=[('minute', 'minute'), ('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=10, verbose_name='known to the')),
                ('published_inferred', models.BooleanField(default=False, help_text='Not printed on the page itself.', verbose_name='date inferred')),
                ('language', models.CharField(blank=True, help_text='Such as en or es-MX.', max_length=35, verbose_name='language')),
                ('kind', models.CharField(choices=[('article', 'article'), ('transcript', 'transcript'), ('post', 'post'), ('video', 'video'), ('document', 'document')], default='article', max_length=12, verbose_name='kind')),
                ('notes', models.TextField(blank=True, verbose_name='notes')),
                ('filed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('filed_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('link', models.ForeignKey(blank=True, db_constraint=False, help_text='Pasted text may have none; then nothing is watched, and the page says so.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.link')),
                ('outlet', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.outlet', verbose_name='outlet')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='sources.source')),
                ('republished_from', models.ForeignKey(blank=True, db_constraint=False, help_text='The original, when this is a repost.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.source', verbose_name='republished from')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SourceText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('text', models.TextField(verbose_name='text')),
                ('sha256', models.CharField(max_length=64)),
                ('obtained', models.CharField(choices=[('pasted', 'pasted'), ('fetched', 'fetched from its address'), ('imported', 'imported from a file')], max_length=10, verbose_name='obtained')),
                ('left_out', models.JSONField(blank=True, default=list)),
                ('frozen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='sources.source')),
            ],
            options={
                'verbose_name': 'text',
                'verbose_name_plural': 'texts',
                'ordering': ['source', '-number'],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid6.uuid7, editable=False, unique=True)),
                ('exact', models.TextField(verbose_name='words')),
                ('prefix', models.CharField(blank=True, max_length=64, verbose_name='words before')),
                ('suffix', models.CharField(blank=True, max_length=64, verbose_name='words after')),
                ('start', models.PositiveIntegerField(verbose_name='from')),
                ('end', models.PositiveIntegerField(verbose_name='to')),
                ('state', models.CharField(choices=[('present', 'still there'), ('moved', 'moved on the page'), ('edited', 'edited on the page'), ('gone', 'no longer on the page')], default='present', max_length=8, verbose_name='state')),
                ('changed_since', models.DateTimeField(blank=True, null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('last_seen_at', models.DateTimeField(blank=True, null=True, verbose_name='last seen')),
                ('now_reads', models.TextField(blank=True, verbose_name='now reads')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='sources.sourcetext')),
            ],
            options={
                'verbose_name': 'passage',
                'verbose_name_plural': 'passages',
                'ordering': ['text', 'start'],
            },
        ),
        migrations.CreateModel(
            name='Transition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('axis', models.CharField(choices=[('health', 'health'), ('content', 'content'), ('access', 'access'), ('address', 'address'), ('passage', 'cited words')], max_length=10, verbose_name='axis')),
                ('before', models.CharField(max_length=2000, verbose_name='before')),
                ('after', models.CharField(max_length=2000, verbose_name='after')),
                ('rule', models.CharField(max_length=60, verbose_name='rule')),
                ('is_confirmed', models.BooleanField(default=False, verbose_name='confirmed')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('handled_at', models.DateTimeField(blank=True, null=True)),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transitions', to='sources.link')),
                ('look', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transitions', to='sources.look')),
                ('passage', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transitions', to='sources.passage')),
            ],
            options={
                'verbose_name': 'transition',
                'verbose_name_plural': 'transitions',
                'ordering': ['-id'],
            },
        ),
        migrations.AddIndex(
            model_name='look',
            index=models.Index(fields=['link', '-at'], name='sources_look_link_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='look',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='b68dda9f31d69ff9c57af677a2a98b7aa2943fd4', operation='UPDATE', pgid='pgtrigger_append_only_55ecc', table='sources_look', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='outlet',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('pk')), _negated=True), _connector='OR'), name='sources_outlet_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='outlet',
            constraint=models.CheckConstraint(condition=models.Q(('domain__isnull', True), ('domain__regex', '^[a-z0-9.:-]+$'), _connector='OR'), name='sources_outlet_domain_lower_case', violation_error_message='A domain is written in small letters, without http:// or a path.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outlet',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sources_outletevent" ("country", "domain", "id", "kind", "language", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "wikidata_id") VALUES (NEW."country", NEW."domain", NEW."id", NEW."kind", NEW."language", NEW."merged_into_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."wikidata_id"); RETURN NULL;', hash='c924f0add180cbafce7554d3357f470896bdfaa2', operation='INSERT', pgid='pgtrigger_insert_insert_6363e', table='sources_outlet', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outlet',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "sources_outletevent" ("country", "domain", "id", "kind", "language", "merged_into_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "wikidata_id") VALUES (NEW."country", NEW."domain", NEW."id", NEW."kind", NEW."language", NEW."merged_into_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."wikidata_id"); RETURN NULL;', hash='ad8d890f6d384561bad32d1b07424c7f2da2b5c7', operation='UPDATE', pgid='pgtrigger_update_update_6f20c', table='sources_outlet', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='outletevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='40ba914413488979666306167c1ccc6fdc7da289', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_eb893', table='sources_outletevent', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='snapshot',
            index=models.Index(fields=['link', '-id'], name='sources_snapshot_link_idx'),
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(fields=['next_look_at'], name='sources_link_due_idx'),
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(condition=models.Q(('requested_at__isnull', False)), fields=['requested_at'], name='sources_link_requested_idx'),
        ),
        migrations.AddIndex(
            model_name='link',
            index=models.Index(fields=['health', 'id'], name='sources_link_health_idx'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('url__regex', '^https?://[^\\s<>\\"]+$')), name='sources_link_url_is_web', violation_error_message='An address starts with http:// or https://.'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('cadence', 'none'), ('health', 'quarantined'), ('next_look_at__isnull', False), _connector='OR'), name='sources_link_watched_has_next_look'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_precision', 'unknown')), models.Q(('published_at__isnull', False), models.Q(('published_precision', 'unknown'), _negated=True)), _connector='OR'), name='sources_source_date_and_precision', violation_error_message='A date needs its precision, and a precision its date.'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('republished_from__isnull', True), models.Q(('republished_from', models.F('pk')), _negated=True), _connector='OR'), name='sources_source_not_its_own_repost', violation_error_message='An article cannot be a repost of itself.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='slug_immutable', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='34055df7153b437db476a7c12b8bfc9c54b5332b', operation='UPDATE', pgid='pgtrigger_slug_immutable_b4ba0', table='sources_source', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sources_sourceevent" ("byline", "filed_at", "filed_by_id", "id", "kind", "language", "link_id", "notes", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_inferred", "published_precision", "republished_from_id", "slug", "title") VALUES (NEW."byline", NEW."filed_at", NEW."filed_by_id", NEW."id", NEW."kind", NEW."language", NEW."link_id", NEW."notes", NEW."outlet_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_inferred", NEW."published_precision", NEW."republished_from_id", NEW."slug", NEW."title"); RETURN NULL;', hash='04cbd5b4f8f05b270898e038153641227a5ba4b3', operation='INSERT', pgid='pgtrigger_insert_insert_c3ed3', table='sources_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "sources_sourceevent" ("byline", "filed_at", "filed_by_id", "id", "kind", "language", "link_id", "notes", "outlet_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_inferred", "published_precision", "republished_from_id", "slug", "title") VALUES (NEW."byline", NEW."filed_at", NEW."filed_by_id", NEW."id", NEW."kind", NEW."language", NEW."link_id", NEW."notes", NEW."outlet_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_inferred", NEW."published_precision", NEW."republished_from_id", NEW."slug", NEW."title"); RETURN NULL;', hash='33f477a2359b58cf332da1279d909aac90a378a9', operation='UPDATE', pgid='pgtrigger_update_update_e6185', table='sources_source', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='retrieval',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['read', 'accepted']), _negated=True), models.Q(('raw', ''), _negated=True), _connector='OR'), name='sources_retrieval_read_has_text'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f130dee5c0afd9f03250b1f9000e554b81c5c4ae', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_add2d', table='sources_sourceevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='sourcetext',
            constraint=models.UniqueConstraint(fields=('source', 'number'), name='sources_text_number'),
        ),
        migrations.AddConstraint(
            model_name='sourcetext',
            constraint=models.CheckConstraint(condition=models.Q(('text__regex', '^\\s*$'), _negated=True), name='sources_text_not_empty'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourcetext',
            trigger=pgtrigger.compiler.Trigger(name='immutable', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='442aad5cd9812f0a420d44e69da94ed3a9f78334', operation='UPDATE', pgid='pgtrigger_immutable_bb192', table='sources_sourcetext', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.UniqueConstraint(fields=('text', 'start', 'end'), name='sources_passage_once_per_place'),
        ),
        migrations.AddConstraint(
            model_name='passage',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='sources_passage_forward'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='passage',
            trigger=pgtrigger.compiler.Trigger(name='words_are_at_that_place', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE actual text;', func='\n                    SELECT substring(t.text FROM NEW.start + 1 FOR NEW."end" - NEW.start)\n                      INTO actual FROM sources_sourcetext t WHERE t.id = NEW.text_id;\n                    IF actual IS DISTINCT FROM NEW.exact THEN\n                        RAISE EXCEPTION \'The words are not at that place in the text.\'\n                            USING ERRCODE = \'check_violation\';\n                    END IF;\n                    RETURN NEW;\n                ', hash='cf0676623ee9f209d2791ca64c460aaff008f481', operation='INSERT OR UPDATE OF "text_id", "exact", "start", "end"', pgid='pgtrigger_words_are_at_that_place_0f346', table='sources_passage', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='transition',
            index=models.Index(fields=['link', '-at'], name='sources_transition_link_idx'),
        ),
        migrations.AddIndex(
            model_name='transition',
            index=models.Index(condition=models.Q(('handled_at__isnull', True)), fields=['id'], name='sources_transition_new_idx'),
        ),
        migrations.AddConstraint(
            model_name='transition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('axis', 'passage'), ('passage__isnull', False)), models.Q(models.Q(('axis', 'passage'), _negated=True), ('passage__isnull', True)), _connector='OR'), name='sources_transition_passage_axis'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transition',
            trigger=pgtrigger.compiler.Trigger(name='kept_for_ever', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='ea9dfa375c73c2ba72265b9353b6474d6797fa4d', operation='DELETE', pgid='pgtrigger_kept_for_ever_1dae7', table='sources_transition', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='transition',
            trigger=pgtrigger.compiler.Trigger(name='immutable_but_for_handled', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."after" IS DISTINCT FROM (NEW."after") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."axis" IS DISTINCT FROM (NEW."axis") OR OLD."before" IS DISTINCT FROM (NEW."before") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_confirmed" IS DISTINCT FROM (NEW."is_confirmed") OR OLD."link_id" IS DISTINCT FROM (NEW."link_id") OR OLD."look_id" IS DISTINCT FROM (NEW."look_id") OR OLD."passage_id" IS DISTINCT FROM (NEW."passage_id") OR OLD."rule" IS DISTINCT FROM (NEW."rule"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='be6fe13101f8104d5658cc60e060bcab2c407469', operation='UPDATE', pgid='pgtrigger_immutable_but_for_handled_ecdab', table='sources_transition', when='BEFORE')),
        ),
    ]
