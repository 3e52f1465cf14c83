from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0014_copies_are_of_the_web'),
    ]

    operations = [
        # In a transaction of its own: pages are looked at and read meanwhile.
        ValidateConstraint(model_name='link', name='sources_link_copy_is_web'),
    ]
