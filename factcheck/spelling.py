"""Did you mean …? A word nobody published is compared with the words that are."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import connection

from factcheck.lexemes import CONFIGURATIONS
from factcheck.models import Audience
from factcheck.vocabulary import LONGEST, NAME, WORD, fold, slips_of

SHORTEST = 4
LONG = 7
"""Words with so many letters may have two mistakes, shorter ones one."""

MOST_WORDS = 25
A_FEW = 20

_ALL = sorted({*CONFIGURATIONS.values(), "simple", NAME})

# Each word asked for as itself, in every language that is spoken, and whatever it may be meant for;
# then how often readers find each of them at this moment: a withdrawn check is gone from here too.
# Claims are counted by their postings, which is quick for the commonest word; what stands in
# verdicts alone is rarer, and counted by the entries.
_SPELL = """
    WITH asked AS MATERIALIZED (
        SELECT word, slips::int[] AS slips
          FROM unnest(%(words)s::text[], %(slips)s::text[]) AS row (word, slips)
    ), likely AS MATERIALIZED (
        SELECT asked.word AS asked, published.word, configuration AS name
          FROM asked JOIN factcheck_publishedword AS published ON published.slips && asked.slips
         UNION
        SELECT word, word, name FROM asked CROSS JOIN unnest(%(all)s::text[]) AS name
         WHERE EXISTS (SELECT FROM factcheck_publishedword WHERE configuration = name)
    ), cut AS MATERIALIZED (
        SELECT likely.*, lexeme FROM likely
          LEFT JOIN LATERAL unnest(to_tsvector(
                ('newsroom_' || CASE name WHEN %(name)s THEN 'simple' ELSE name END)::regconfig,
                word)) AS form ON true
    )
    SELECT asked, word, lexeme IS NULL,
           CASE WHEN in_claims = 0 AND name <> %(name)s
                THEN (SELECT count(*) FROM factcheck_searchentry AS entry
                       WHERE audience = %(readers)s AND configuration = name
                         AND vector @@ (quote_literal(lexeme) || ':d')::tsquery)
                ELSE in_claims END
      FROM cut CROSS JOIN LATERAL (
        SELECT count(*) AS in_claims FROM (
            SELECT FROM factcheck_searchposting AS posting
              JOIN factcheck_searchentry AS entry ON entry.id = posting.entry_id
             WHERE posting.audience = %(readers)s AND posting.lexeme = name || ':' || cut.lexeme
             LIMIT %(few)s) AS seen) AS counted
"""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that may be meant, and how many claims readers find by it, nearly.

    ``is_little`` says that it is no word to search by (``the``).
    """

    word: str
    is_little: bool
    found: int


def meant(text: str) -> str | None:
    """Write a search as it may have been meant, or None where nothing better is known. One query.

    Only words that find nothing are changed, and only to words that find something now.
    """
    # Folded: one letter may stand for eighteen, and what is left out of them for a million words.
    words = (word for word in WORD.findall(text) if SHORTEST <= len(fold(word)) <= LONGEST)
    written = (word.lower() for word in words)
    asked = list(dict.fromkeys(written))[:MOST_WORDS]
    if not asked:
        return None
    better = {word: best(word, known) for word, known in _known(asked).items()}
    corrected = WORD.sub(lambda at: _as_written(at[0], better.get(at[0].lower())), text)
    return str(corrected) if corrected != text else None


def _known(asked: list[str]) -> dict[str, list[Word]]:
    slips = [slips_of(fold(word), allowed(word)) for word in asked]
    parameters: dict[str, Any] = {
        "words": asked,
        "slips": [f"{{{','.join(map(str, row))}}}" for row in slips],
        "all": _ALL,
        "name": NAME,
        "readers": Audience.READERS.value,
        "few": A_FEW,
    }
    known: defaultdict[str, list[Word]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SPELL, parameters)
        for word, *row in cursor.fetchall():
            known[word].append(Word(*row))
    return known


def best(asked: str, known: list[Word]) -> str | None:
    """Choose what was meant by a word in small letters; None if the word itself finds something.

    The fewest mistakes win, then the first letter, which few mistake, then what finds more.
    """
    if any(one.word == asked and (one.is_little or one.found) for one in known):
        return None
    typed = fold(asked)
    scored = [
        (mistakes(typed, fold(one.word)), fold(one.word)[0] != typed[0], -one.found, one.word)
        for one in known
        if one.found
    ]
    fitting = [row for row in scored if row[0] <= allowed(asked)]
    return min(fitting)[-1] if fitting else None


def allowed(word: str) -> int:
    """Say how many mistakes are forgiven."""
    return 2 if len(word) >= LONG else 1


def mistakes(one: str, other: str) -> int:
    """Count letters left out, added, changed or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, their in enumerate(other, start=1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != their))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == their:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _as_written(word: str, instead: str | None) -> str:
    if instead is None:
        return word
    return instead.capitalize() if word[0].isupper() else instead
