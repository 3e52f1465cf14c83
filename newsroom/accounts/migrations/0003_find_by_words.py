from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

import newsroom.finding

# Punctuation parts words, as in addresses and keys. Quotation marks and dashes of all kinds are
# folded to these before.
_PUNCTUATION = r"""!"#$%&()*+,-./:;<=>?@[\]^_`{|}~'"""

# Bodies are parsed here and now: no search path can change what they call. What is too long for
# an index is found by its first 20,000 letters.
_WORDS = rf"""
    CREATE FUNCTION newsroom_words(said text[]) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
    RETURN to_tsvector('simple', translate(
        unaccent('unaccent', left(array_to_string(said, ' '), 20000)),
        $p${_PUNCTUATION}$p$, repeat(' ', {len(_PUNCTUATION)})
    ))
"""
_BEGINNINGS = r"""
    CREATE FUNCTION newsroom_beginnings(asked text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT string_agg(
            '''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':*', ' & '
        )::tsquery
        FROM unnest(tsvector_to_array(newsroom_words(ARRAY[asked]))) AS word
    )
"""


def _raw(create: str, drop: str) -> migrations.RunSQL:
    return migrations.RunSQL([(create, None)], [(drop, None)])


class Migration(migrations.Migration):
    """The words of rows, and what finds them: for every app's indexes."""

    dependencies = [("accounts", "0002_alerts_by_mail")]

    operations = [
        UnaccentExtension(),
        _raw(_WORDS, "DROP FUNCTION newsroom_words(text[])"),
        _raw(_BEGINNINGS, "DROP FUNCTION newsroom_beginnings(text)"),
        migrations.AddIndex(
            model_name="user",
            index=newsroom.finding.WordsIndex(
                *("username", "first_name", "last_name", "email"), name="accounts_user_words_idx"
            ),
        ),
    ]
