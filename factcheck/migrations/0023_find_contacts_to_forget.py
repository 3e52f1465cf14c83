from django.db import migrations, models

from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('factcheck', '0022_reports_say_something'),
    ]

    operations = [
        BuildIndex(
            model_name='readerreport',
            index=models.Index(condition=models.Q(('contact', ''), _negated=True), fields=['received_at'], name='factcheck_report_contact_idx'),
        ),
    ]
