
import django.db.models.functions.datetime
import uuid6
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid6.uuid7, editable=False, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('payload', models.JSONField(default=dict)),
                ('key', models.CharField(blank=True, help_text='At most one open job has this key.', max_length=200)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('leased', 'being worked on'), ('done', 'done'), ('set_aside', 'set aside after repeated failure')], default='waiting', max_length=20)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('lease_token', models.UUIDField(blank=True, null=True)),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='jobs_job_due_idx'), models.Index(condition=models.Q(('state', 'leased')), fields=['leased_until'], name='jobs_job_lease_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'leased']), models.Q(('key', ''), _negated=True)), fields=('kind', 'key'), name='jobs_job_one_open_per_key'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'leased'), _negated=True), models.Q(('lease_token__isnull', False), ('leased_until__isnull', False)), _connector='OR'), name='jobs_job_leased_has_token')],
            },
        ),
    ]
