from django.db import migrations, models
from django.db.models.functions import Coalesce

from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('sources', '0012_follow_earlier_merges'),
    ]

    operations = [
        BuildIndex(
            model_name='link',
            index=models.Index(models.OrderBy(models.F('cadence'), descending=True), Coalesce('failing_since', 'drifting_since', 'moved_confirmed_at'), models.F('id'), condition=models.Q(('health__in', ['suspect', 'dead', 'unverifiable', 'quarantined']), ('content', 'drifted'), ('moved_confirmed_at__isnull', False), _connector='OR'), name='sources_link_trouble_idx'),
        ),
    ]
