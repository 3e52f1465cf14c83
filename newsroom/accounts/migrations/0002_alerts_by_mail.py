"""Let people choose whether they are written to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="gets_alerts",
            field=models.BooleanField(
                default=True,
                help_text="When pages or words change that their claims rest on.",
                verbose_name="gets alerts by mail",
            ),
        )
    ]
