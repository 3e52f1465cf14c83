from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0021_dismissal'),
    ]

    operations = [
        migrations.AddField(
            model_name='check',
            name='history',
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list, editable=False),
        ),
    ]
