import django.db.models.deletion
import django.db.models.functions.datetime
import uuid6
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0018_follow_earlier_merges'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid6.uuid7, editable=False, unique=True)),
                ('name', models.CharField(max_length=500, verbose_name='file or address')),
                ('state', models.CharField(choices=[('fetching', 'being fetched'), ('preview', 'waits for your confirmation'), ('running', 'being imported'), ('done', 'imported'), ('discarded', 'discarded'), ('failed', 'could not be read')], default='preview', max_length=10, verbose_name='state')),
                ('problem', models.TextField(blank=True, verbose_name='what is wrong')),
                ('unread', models.JSONField(blank=True, default=list, verbose_name='columns that are not read')),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='since')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ImportedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='row')),
                ('given', models.JSONField(default=dict)),
                ('outcome', models.CharField(choices=[('new', 'would be a new claim'), ('known', 'we have it'), ('wrong', 'not imported'), ('made', 'imported')], default='new', max_length=5)),
                ('problems', models.JSONField(blank=True, default=list)),
            ],
            options={
                'ordering': ['batch', 'number'],
            },
        ),
        migrations.AddField(
            model_name='claimimport',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='imported by'),
        ),
        migrations.AddField(
            model_name='importedrow',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='factcheck.claimimport'),
        ),
        migrations.AddField(
            model_name='importedrow',
            name='claim',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='factcheck.claim'),
        ),
        migrations.AddIndex(
            model_name='claimimport',
            index=models.Index(fields=['created_at'], name='factcheck_import_at_idx'),
        ),
        migrations.AddConstraint(
            model_name='claimimport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['fetching', 'preview', 'running', 'done', 'discarded', 'failed'])), name='factcheck_claimimport_state_known'),
        ),
        migrations.AddIndex(
            model_name='importedrow',
            index=models.Index(fields=['batch', 'outcome', 'number'], name='factcheck_importedrow_idx'),
        ),
        migrations.AddConstraint(
            model_name='importedrow',
            constraint=models.UniqueConstraint(fields=('batch', 'number'), name='factcheck_importedrow_number'),
        ),
        migrations.AddConstraint(
            model_name='importedrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['made', 'known']), _negated=True), ('claim__isnull', False), _connector='OR'), name='factcheck_importedrow_made_is_a_claim'),
        ),
        migrations.AddConstraint(
            model_name='importedrow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'wrong'), _negated=True), models.Q(('problems', []), _negated=True), _connector='OR'), name='factcheck_importedrow_wrong_says_why'),
        ),
    ]
