"""What a newsroom says of itself on its public pages: Markdown files in the folder ``SITE_TEXTS``.

A subject is a file, ``funding.md``; in another language than the site's it is ``funding.es.md``.
Read once in the life of a process.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

SUBJECTS = ("funding", "contact", "corrections")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A text in Markdown, and the language it is in (BCP 47)."""

    text: str
    language: str


def own_words(language: str) -> Mapping[str, OwnWords | None]:
    """Return the text on each of ``SUBJECTS`` in this language, else in the site's own, or None."""
    return _read(settings.SITE_TEXTS, language)


@cache
def _read(folder: str, language: str) -> Mapping[str, OwnWords | None]:
    return {subject: _found(folder, subject, language) for subject in SUBJECTS}


def _found(folder: str, subject: str, language: str) -> OwnWords | None:
    names = {f"{subject}.{language}.md": language, f"{subject}.md": settings.LANGUAGE_CODE}
    for name, spoken in names.items():
        if folder and (path := Path(folder) / name).is_file():
            return OwnWords(path.read_text(encoding="utf-8"), spoken)
    return None


def file_names() -> set[str]:
    """Name every file that is read, in any language of the site."""
    endings = ["md", *(f"{code}.md" for code, _name in settings.LANGUAGES)]
    return {f"{subject}.{ending}" for subject in SUBJECTS for ending in endings}
