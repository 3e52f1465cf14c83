
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0003_remember_hosts_and_archives'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('page', 'a page'), ('host', 'a whole host'), ('network', 'our own network')], max_length=10, verbose_name='about')),
                ('note', models.TextField(blank=True, verbose_name='what happened')),
                ('is_muted', models.BooleanField(default=False, verbose_name='muted')),
                ('opened_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='since')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='over since')),
                ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='mailed')),
                ('host', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='sources.host')),
                ('transition', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='alert', to='sources.transition')),
            ],
            options={
                'verbose_name': 'alert',
                'verbose_name_plural': 'alerts',
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('is_muted', False), ('mailed_at__isnull', True)), fields=['id'], name='sources_alert_unmailed_idx'), models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['kind', 'host'], name='sources_alert_open_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('host__isnull', False), ('kind', 'page'), ('transition__isnull', False)), models.Q(('host__isnull', False), ('kind', 'host'), ('transition__isnull', True)), models.Q(('host__isnull', True), ('kind', 'network'), ('transition__isnull', True)), _connector='OR'), name='sources_alert_says_what_of'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('kind', 'host')), fields=('host',), name='sources_alert_one_a_host'), models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('kind', 'network')), fields=('kind',), name='sources_alert_one_of_our_network')],
            },
        ),
    ]
