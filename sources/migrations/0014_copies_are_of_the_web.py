from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0013_find_trouble_in_order'),
    ]

    operations = [
        AddConstraintNotValid(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('archived_url', ''), ('archived_url__regex', '^https?://[^\\s<>\\"]+$'), _connector='OR'), name='sources_link_copy_is_web'),
        ),
    ]
