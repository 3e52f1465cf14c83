"""The words of the tables, a file a language, found in a sentence in one walk over its words.

A table has words and phrases in lower case; a space in one is any white space, `*` any letters. A
language without a table has no words: its sentences are judged by figures, names and quotations.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_TABLES = Path(__file__).parent / "languages"
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LONGEST = 40
"""Letters of the longest word that is looked up: no table has a longer one."""

_REMEMBERED = 20_000
"""Words whose kinds are remembered, a language."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Words of a kind, and where they stand in the text."""

    kind: str
    start: int
    end: int


def words_in(text: str, language: str) -> list[Seen]:
    """Find the words of every kind, in their order, in the language of a BCP-47 tag.

    Apostrophes must be straight. Of one kind, the longest that begins at a place is found there.
    """
    vocabulary = _vocabulary(language.partition("-")[0].lower())
    return [seen for word in _WORD.finditer(text) for seen in vocabulary.found_at(text, word)]


class _Vocabulary:
    """The words of a language by how they are looked up: alone, by their letters, in phrases."""

    def __init__(self, table: dict[str, dict[str, list[str]]]) -> None:
        self._alone: dict[str, set[str]] = {}
        self._lettered: dict[str, list[str]] = {}
        self._phrases: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        self._barred = {kind: frozenset(part.get("but", ())) for kind, part in table.items()}
        for kind, part in table.items():
            for words in part["words"]:
                self._add(kind, words)
        self._patterns = {
            kind: re.compile("|".join(endings)) for kind, endings in self._lettered.items()
        }
        self._kinds_of = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def found_at(self, text: str, word: re.Match[str]) -> Iterator[Seen]:
        """Yield what begins with a word of a text."""
        if word.end() - word.start() > _LONGEST:
            return
        kinds, phrases = self._kinds_of(word[0].lower())
        ends = dict.fromkeys(kinds, word.end())
        for kind, pattern in phrases:
            if found := pattern.match(text, word.start()):
                ends[kind] = max(ends.get(kind, 0), found.end())
        yield from (Seen(kind, word.start(), end) for kind, end in ends.items())

    def _add(self, kind: str, words: str) -> None:
        if re.fullmatch(r"[^\W_]+(?:'[^\W_]+)*", words):
            self._alone.setdefault(words, set()).add(kind)
        elif re.fullmatch(r"[\w*]+", words):
            self._lettered.setdefault(kind, []).append(words.replace("*", r"\w*"))
        else:
            pattern = re.escape(words).replace(r"\ ", r"\s+").replace(r"\*", r"\w*")
            compiled = re.compile(rf"{pattern}(?!\w)", re.IGNORECASE)
            first = re.split(r"[\s-]", words, maxsplit=1)[0]
            self._phrases.setdefault(first, []).append((kind, compiled))

    def _look_up(self, word: str) -> tuple[frozenset[str], list[tuple[str, re.Pattern[str]]]]:
        bare = word.removesuffix("'s")
        kinds = self._alone.get(word) or self._alone.get(bare) or set()
        lettered = {kind for kind, pattern in self._patterns.items() if pattern.fullmatch(bare)}
        barred = {kind for kind in lettered if bare in self._barred[kind]}
        phrases = [one for first in {word, bare} for one in self._phrases.get(first, [])]
        return frozenset(kinds | lettered - barred), phrases


@lru_cache(maxsize=16)
def _vocabulary(language: str) -> _Vocabulary:
    path = _TABLES / f"{language}.toml"
    # An editor names the language: it is looked for among our files, never opened as a path.
    known = path in _TABLES.glob("*.toml")
    return _Vocabulary(tomllib.loads(path.read_text("utf-8")) if known else {})
