
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0002_find_what_is_due_or_broken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='host',
            name='incident_since',
            field=models.DateTimeField(blank=True, null=True, verbose_name='failing as a whole since'),
        ),
        migrations.AddField(
            model_name='host',
            name='memory',
            field=models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict, help_text='what missing pages look like'),
        ),
        migrations.AddField(
            model_name='link',
            name='archive_asked_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='asked the archive'),
        ),
        migrations.AddField(
            model_name='link',
            name='archive_note',
            field=models.CharField(blank=True, db_default='', default='', max_length=300, verbose_name='what the archive said'),
        ),
        migrations.AddField(
            model_name='link',
            name='archived_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='archived copy made'),
        ),
        migrations.AddField(
            model_name='link',
            name='changed_at',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), blank=True, db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='snapshot',
            name='taken_down_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
    ]
