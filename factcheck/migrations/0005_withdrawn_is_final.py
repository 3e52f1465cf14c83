from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0004_keep_contributions"),
        ("sources", "0002_find_what_is_due_or_broken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True),
                    ("under_review_since__isnull", True),
                    _connector="OR",
                ),
                name="factcheck_check_withdrawn_not_under_review",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("countersigned_by__isnull", True),
                    ("withdrawn_at__isnull", False),
                    _connector="OR",
                ),
                name="factcheck_check_countersigned_if_withdrawn",
            ),
        ),
    ]
