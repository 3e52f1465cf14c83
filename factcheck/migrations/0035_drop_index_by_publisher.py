from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0034_find_next_message'),
    ]

    operations = [
        migrations.AlterField(
            model_name='externalreview',
            name='publisher',
            field=models.CharField(max_length=300, verbose_name='checked by'),
        ),
    ]
