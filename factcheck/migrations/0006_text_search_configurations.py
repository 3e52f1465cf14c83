from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

LANGUAGES = (
    *("arabic", "danish", "dutch", "english", "finnish", "french", "german", "greek", "hungarian"),
    *("indonesian", "italian", "norwegian", "portuguese", "romanian", "russian", "spanish"),
    *("swedish", "turkish"),
)
WORDS = "asciihword, asciiword, hword, hword_asciipart, hword_part, word"


def _create(name: str, copied: str, dictionaries: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{copied});"
        f"ALTER TEXT SEARCH CONFIGURATION {name}"
        f" ALTER MAPPING FOR {WORDS} WITH unaccent, {dictionaries};",
        f"DROP TEXT SEARCH CONFIGURATION {name};",
    )


class Migration(migrations.Migration):
    """Configurations that fold accents before they cut words to their stems."""

    dependencies = [("factcheck", "0005_withdrawn_is_final")]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        _create("newsroom_simple", "simple", "simple"),
        *(_create(f"newsroom_{name}", name, f"{name}_stem") for name in LANGUAGES),
    ]
