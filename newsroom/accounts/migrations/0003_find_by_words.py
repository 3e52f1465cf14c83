from django.db import migrations

# Punctuation parts words, in addresses and keys too. What a parser may take for letters in some
# databases is named as well.
_PUNCTUATION = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'“”‘’„«»‹›…–—¿¡·•"

_CONFIGURATION = """
    CREATE EXTENSION IF NOT EXISTS unaccent;
    CREATE TEXT SEARCH CONFIGURATION newsroom_plain (COPY = pg_catalog.simple);
    ALTER TEXT SEARCH CONFIGURATION newsroom_plain
        ALTER MAPPING FOR asciihword, asciiword, hword, hword_asciipart, hword_numpart, hword_part,
            numhword, numword, word
        WITH unaccent, simple;
"""

# Bodies are parsed here and now: no search path can change what they call. The first is made of
# nothing but what is immutable by itself, so that PostgreSQL puts it where it is called, and a
# row costs no call. What is too long for an index is found by its first 20,000 letters.
_WORDS = f"""
    CREATE FUNCTION newsroom_words(said text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('newsroom_plain'::regconfig, translate(
        left(said, 20000), $p${_PUNCTUATION}$p$, $p${" " * len(_PUNCTUATION)}$p$
    ))
"""
_LIST = """
    CREATE FUNCTION newsroom_said(spellings text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_string(spellings, ' ')
"""
_BEGINNINGS = r"""
    CREATE FUNCTION newsroom_beginnings(asked text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT string_agg(
            '''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':*', ' & '
        )::tsquery
        FROM unnest(tsvector_to_array(newsroom_words(asked))) AS word
    )
"""


def _as_it_stands(create: str, drop: str) -> migrations.RunSQL:
    """Send statements without looking for parameters in them."""
    return migrations.RunSQL([(create, None)], [(drop, None)])


class Migration(migrations.Migration):
    """The words of rows, and what finds them: for every app's indexes."""

    dependencies = [("accounts", "0002_alerts_by_mail")]

    operations = [
        _as_it_stands(_CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION newsroom_plain"),
        _as_it_stands(_WORDS, "DROP FUNCTION newsroom_words(text)"),
        _as_it_stands(_LIST, "DROP FUNCTION newsroom_said(text[])"),
        _as_it_stands(_BEGINNINGS, "DROP FUNCTION newsroom_beginnings(text)"),
    ]
