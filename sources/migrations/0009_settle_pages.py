import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0008_find_by_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='link',
            name='archive_used_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='archived copy shown to readers since'),
        ),
        migrations.AddField(
            model_name='link',
            name='ignored_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='set aside until'),
        ),
        migrations.AddField(
            model_name='passage',
            name='replaced_by',
            field=models.ForeignKey(blank=True, help_text='Words of a later text that an editor accepted in their place.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='sources.passage', verbose_name='replaced by'),
        ),
    ]
