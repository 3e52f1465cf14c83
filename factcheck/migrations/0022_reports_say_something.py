import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('factcheck', '0021_dismissal'),
    ]

    operations = [
        migrations.AlterField(
            model_name='readerreport',
            name='message',
            field=models.TextField(validators=[django.core.validators.MaxLengthValidator(5000)], verbose_name='message'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(('message__regex', '^\\s*$'), _negated=True), name='factcheck_readerreport_says_something', violation_error_message='Say what is wrong.'),
        ),
        migrations.AlterField(
            model_name='readerreport',
            name='evidence_url',
            field=models.CharField(blank=True, max_length=2000, validators=[django.core.validators.RegexValidator('^https?://[^\\s<>\\"]+$', 'An address starts with http:// or https://.')], verbose_name='address of evidence'),
        ),
    ]
