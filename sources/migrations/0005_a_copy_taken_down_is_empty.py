
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0004_alerts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_down_at__isnull', True), ('taken_down_by__isnull', True), ('taken_down_reason', '')), models.Q(models.Q(('taken_down_at__isnull', False), ('taken_down_by__isnull', False)), models.Q(('taken_down_reason', ''), _negated=True), ('body', ''), ('text', ''), ('title', '')), _connector='OR'), name='sources_snapshot_taken_down_is_empty'),
        ),
    ]
