import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0011_one_index_of_entries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='readerreport',
            name='note',
            field=models.TextField(blank=True, db_default='', default='', verbose_name='what came of it'),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='review',
            field=models.ForeignKey(blank=True, help_text='The one it opened, or was added to.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='factcheck.review', verbose_name='re-review'),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='settled_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='settled'),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='settled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='settled by'),
        ),
        migrations.AlterField(
            model_name='readerreport',
            name='outcome',
            field=models.CharField(choices=[('open', 'new'), ('acted_on', 'answered'), ('dismissed', 'closed')], default='open', max_length=10, verbose_name='outcome'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(('settled_at__isnull', True), models.Q(('outcome', 'open'), _negated=True), _connector='OR'), name='factcheck_readerreport_settled_not_open'),
        ),
    ]
