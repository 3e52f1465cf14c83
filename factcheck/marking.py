"""Mark the words that a search found, as they are written.

The text is cut here and each word cleaned and cut to its lexeme as the index does it. PostgreSQL's
``ts_headline`` cuts the text as it stands: it would miss figures with separators, abbreviations,
tags, and in databases of the locale C every word beside a curly quotation mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import regex
from django.db import connection

from factcheck.lexemes import cleaned, configuration_of

_WRITTEN = regex.compile(
    r"""
      https?://\S+ | www\.\S+
    | [#@]\w+
    | \b(?:\p{L}\.){2,}
    | \b\d{1,3}([,.\u00a0\u202f ])\d{3}(?:\1\d{3})*\b | \d+(?:[.,]\d+)*(?![\p{L}\p{M}])
    | [\p{L}\p{M}\p{N}]+(?:['\u2019][\p{L}\p{M}]+)*
    """,
    regex.VERBOSE,
)

_SHARED = """
    WITH asked AS MATERIALIZED (
        SELECT name, configuration, to_tsvector(configuration, %(asked)s) AS vector
          FROM (SELECT DISTINCT name, ('newsroom_' || name)::regconfig AS configuration
                  FROM unnest(%(names)s::text[]) AS name) AS spoken
    )
    SELECT nth FROM unnest(%(names)s::text[], %(words)s::text[])
           WITH ORDINALITY AS written (name, word, nth) JOIN asked USING (name)
     WHERE tsvector_to_array(to_tsvector(configuration, word)) && tsvector_to_array(vector)
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: one that was found or one between."""

    text: str
    is_found: bool = False


def marked(texts: Sequence[tuple[str, str]], asked: str) -> list[list[Piece]]:
    """Cut texts, each with its language (BCP 47), at the words that ``asked`` has too. One query.

    A word is marked in whole, in whatever form it is written; neighbours are marked as one.
    """
    words = [
        (configuration_of(language), at[0])
        for language, text in texts
        for at in _WRITTEN.finditer(text)
    ]
    shared = _shared(list(dict.fromkeys(words)), asked)
    return [_pieces(text, shared, configuration_of(language)) for language, text in texts]


def _shared(words: list[tuple[str, str]], asked: str) -> set[tuple[str, str]]:
    if not words:
        return set()
    parameters: dict[str, Any] = {
        "asked": cleaned(asked),
        "names": [name for name, _word in words],
        "words": [cleaned(word) for _name, word in words],
    }
    with connection.cursor() as cursor:
        cursor.execute(_SHARED, parameters)
        return {words[nth - 1] for (nth,) in cursor.fetchall()}


def _pieces(text: str, shared: set[tuple[str, str]], name: str) -> list[Piece]:
    pieces, done = [], 0
    for start, end in _spans(text, shared, name):
        pieces += [Piece(text[done:start]), Piece(text[start:end], is_found=True)]
        done = end
    return [piece for piece in (*pieces, Piece(text[done:])) if piece.text]


def _spans(text: str, shared: set[tuple[str, str]], name: str) -> Iterator[tuple[int, int]]:
    """Yield where found words begin and end, those with only a space between them as one."""
    found = (at.span() for at in _WRITTEN.finditer(text) if (name, at[0]) in shared)
    start, end = next(found, (0, 0))
    for next_start, next_end in found:
        if text[end:next_start].strip():
            yield start, end
            start = next_start
        end = next_end
    if end:
        yield start, end
