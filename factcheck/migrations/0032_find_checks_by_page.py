from django.db import migrations

from newsroom.indexes import BuildJoinIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('factcheck', '0031_exports'),
        ('sources', '0018_find_cited_pages'),
    ]

    operations = [
        # Which checks rest on a page, the latest first.
        BuildJoinIndex(
            'factcheck_check_links_latest_idx', 'factcheck_check_links', 'link_id', 'check_id'
        ),
    ]
