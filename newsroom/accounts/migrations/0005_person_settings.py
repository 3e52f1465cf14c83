"""What people choose for themselves, and how all their sessions end at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_find_people")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(
                choices=[("en", "English"), ("es", "Spanish")],
                db_default="en",
                default="en",
                help_text="The desk is shown in it.",
                max_length=10,
                verbose_name="language",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="uses_shortcuts",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Single keys do things in the workbench, while the focus is in it.",
                verbose_name="shortcuts",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="session_round",
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
    ]
