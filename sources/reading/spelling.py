"""Spellings an eye takes for the same: where a text nearly has some words, and how it differs.

Only ever used to explain a refusal. What is stored is always the text as it stands.
"""

import unicodedata
from functools import lru_cache

from sources.reading import fold as eye

LONGEST_EXPLAINED = 200_000
"""Code points of a text in which spellings are looked for: it costs a second for each million."""


def fold(text: str) -> eye.Folded:
    """Fold what an eye cannot see, and case and accents too."""
    seen = eye.fold(text)
    letters: list[str] = []
    origin: list[int] = []
    for character, position in zip(seen.text, seen.origin, strict=True):
        for letter in unicodedata.normalize("NFKD", character).lower():
            if not unicodedata.combining(letter):
                letters.append(letter)
                origin.append(position)
    return eye.Folded("".join(letters), origin)


def find_alike(text: str, words: str) -> str | None:
    """Return the first stretch of the text that looks like the words, or None.

    None too where the text is longer than ``LONGEST_EXPLAINED``.
    """
    if len(text) > LONGEST_EXPLAINED:
        return None
    page, sought = _folded(text), fold(words).text.strip()
    start = page.text.find(sought) if sought else -1
    if start < 0:
        return None
    first, last = page.span(start, start + len(sought))
    return text[first:last]


@lru_cache(maxsize=4)
def _folded(text: str) -> eye.Folded:
    """Fold a text once for all the words an import quotes from it."""
    return fold(text)


def name_character(character: str) -> str:
    """Name a character for a person: 'a no-break space (U+00A0)', '“’” (U+2019)'."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "control character").lower()
    if character == "\n":
        return "a line end"
    if character.isspace() or unicodedata.category(character) in {"Mn", "Cf", "Cc"}:
        return f"{_article(name)} {name} ({code})"
    return f"“{character}” ({code}, {name})"


def _article(name: str) -> str:
    return "an" if name[0] in "aeiou" else "a"


def describe_difference(page: str, typed: str) -> str:
    """Say at which character two spellings part: what the text has, and what was typed."""
    pairs = zip(page, typed, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(page), len(typed)))
    there = name_character(page[at]) if at < len(page) else "no further character"
    here = name_character(typed[at]) if at < len(typed) else "no further character"
    before = page[max(0, at - 20) : at]
    place = f"after “{before}”" if before else "at the start"
    return f"{place} the text has {there} where the words given have {here}"
