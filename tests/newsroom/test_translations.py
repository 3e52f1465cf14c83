"""Everything readers and editors see is said in Spanish too."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

from newsroom.management.commands.makemessages import OURS

CATALOGUE = settings.BASE_DIR / "newsroom" / "locale" / "es" / "LC_MESSAGES" / "django"
FILES = [
    path
    for folder in OURS
    for path in sorted((settings.BASE_DIR / folder).rglob("*.*"))
    if path.suffix in {".html", ".py", ".txt"} and "migrations" not in path.parts
]
FUNCTIONS = {
    **dict.fromkeys(("gettext", "gettext_lazy", "_")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
}


def catalogue() -> Catalog:
    return read_po(BytesIO(CATALOGUE.with_suffix(".po").read_bytes()))


def sentences(path: Path) -> set[str]:
    """Return what a template or a module gives to gettext."""
    text = path.read_text()
    if path.suffix != ".py":
        lines = templatize(text, origin=str(path)).splitlines()
        text = "\n".join(line.lstrip() for line in lines)  # read as if it were Python
    found = extract("python", BytesIO(text.encode()), keywords=FUNCTIONS)
    return {words[0] if isinstance(words, tuple) else words for _line, words, *_rest in found}


@pytest.mark.parametrize("folder", OURS)
def test_every_sentence_is_translated(folder: str) -> None:
    spanish = catalogue()
    untranslated = {
        (path.name, words)
        for path in FILES
        if path.is_relative_to(settings.BASE_DIR / folder)
        for words in sentences(path)
        if not (spanish.get(words) and spanish[words].string)
    }
    assert not untranslated


def test_sentences_are_found_at_all() -> None:
    assert sum(len(sentences(path)) for path in FILES) > 1_000


def test_no_translation_waits_for_somebody_to_look_at_it() -> None:
    assert not [message.id for message in catalogue() if message.id and message.fuzzy]


def test_the_compiled_catalogue_is_that_of_the_readable_one() -> None:
    compiled = read_mo(BytesIO(CATALOGUE.with_suffix(".mo").read_bytes()))
    assert strings(compiled) == strings(catalogue())


def strings(of: Catalog) -> dict[str, list[str]]:
    """Return the strings of each sentence by its singular."""
    return {
        message.id if isinstance(message.id, str) else message.id[0]: [message.string]
        if isinstance(message.string, str)
        else [*message.string]
        for message in of
        if message.id
    }


def test_a_translation_has_the_same_places_for_values() -> None:
    for message in catalogue():
        assert not list(message.check())
