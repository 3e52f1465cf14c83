"""Spellings an eye takes for the same: where a text nearly has some words, and how it differs.

Only ever used to explain a refusal. What is stored is always the text as it stands.
"""

import unicodedata
from dataclasses import dataclass

_SINGLE_QUOTES = "‘’‚‛′`´ʼ"
_DOUBLE_QUOTES = "“”„‟″«»"
_DASHES = "‐‑‒–—―−"
_ALIKE = str.maketrans(
    dict.fromkeys(_SINGLE_QUOTES, "'")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text reduced to what an eye sees, and for each of its characters where it came from."""

    text: str
    origins: tuple[int, ...]


def fold(text: str) -> Folded:
    """Fold case, accents, quote and dash shapes, and every run of white space into one blank."""
    folded: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character.translate(_ALIKE)).lower():
            if unicodedata.category(part) in {"Mn", "Cf"}:
                continue
            seen = " " if part.isspace() else part
            if seen == " " and folded and folded[-1] == " ":
                continue
            folded.append(seen)
            origins.append(position)
    return Folded("".join(folded), tuple(origins))


def find_alike(text: str, words: str) -> str | None:
    """Return the first stretch of the text that looks like the words, or None."""
    page, sought = fold(text), fold(words).text.strip()
    start = page.text.find(sought) if sought else -1
    if start < 0:
        return None
    end = start + len(sought)
    stop = page.origins[end] if end < len(page.origins) else len(text)
    return text[page.origins[start] : stop].strip()


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
