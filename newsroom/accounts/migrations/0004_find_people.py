from django.db import migrations

import newsroom.finding
from newsroom.indexes import BuildIndex


class Migration(migrations.Migration):

    atomic = False

    dependencies = [("accounts", "0003_find_by_words")]

    operations = [
        BuildIndex(
            model_name="user",
            index=newsroom.finding.WordsIndex(
                *("username", "first_name", "last_name", "email"), name="accounts_user_words_idx"
            ),
        ),
    ]
