import django.db.models.expressions
from django.db import migrations, models

from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('factcheck', '0022_check_history'),
        ('factcheck', '0024_pages_about_claimants_are_of_the_web'),
    ]

    operations = [
        BuildIndex(
            model_name='check',
            index=models.Index(models.F('id') / 2500, models.F('updated_at').desc(), condition=models.Q(('withdrawn_at__isnull', True)), name='factcheck_check_section_idx'),
        ),
    ]
