"""Has this been checked before? Rank claims by the words a text shares with them (BM25)."""

import math
from dataclasses import dataclass
from typing import Any

from django.db import connection

from factcheck.indexing import COUNTED_LIVE
from factcheck.lexemes import CONFIGURATIONS, LONGEST_QUERY, cleaned
from factcheck.models import Audience

RAREST = 16
A_LEXEME = 1_000
RESCORED = 200
USUAL_SIZE = 10_000
"""A smaller collection is taken for one of this size: there, too, a name says more than a verb."""

SURE = 0.72
WORDS_IN_COMMON = 2
MOST_AHEAD = 2.0
WEIGHTS, BIAS = (2.632, 5.264, 6.088), -11.584
"""Fitted to real posts and the claims that they repeat: ``tests.benchmarks.matching``.

The score's logarithm, the share of the text's words (by their rarity) that the claim has too, and
the logarithm of its lead over the next claim.
"""

_ALL = sorted({*CONFIGURATIONS.values(), "simple"})

_FIND = """
WITH spoken AS MATERIALIZED (
    SELECT name FROM unnest(%(all)s::text[]) AS name
     WHERE EXISTS (SELECT FROM factcheck_searchposting
                    WHERE audience = %(audience)s
                      AND lexeme >= name || ':' AND lexeme < name || ';')
), word AS MATERIALIZED (
    SELECT DISTINCT name || ':' || lexeme AS lexeme, name
      FROM spoken, unnest(to_tsvector(('newsroom_' || name)::regconfig, %(text)s))
     UNION
    SELECT 'name:' || lexeme, 'name' FROM unnest(to_tsvector('newsroom_simple', %(text)s))
), size AS MATERIALIZED (
    SELECT greatest(
        (SELECT entries FROM factcheck_searchstatistics WHERE audience = %(audience)s),
        (SELECT count(*) FROM (SELECT FROM factcheck_searchentry
                                WHERE audience = %(audience)s LIMIT 1000) AS few),
        %(usual_size)s)::float AS n
), term AS MATERIALIZED (
    SELECT word.lexeme, word.name, ln(1 + (n - least(df, n) + 0.5) / (df + 0.5)) AS idf, df
      FROM word CROSS JOIN size
      LEFT JOIN factcheck_searchterm AS counted
             ON counted.audience = %(audience)s AND counted.lexeme = word.lexeme
     CROSS JOIN LATERAL (
        SELECT count(*) AS live FROM (
            SELECT FROM factcheck_searchposting AS posting
             WHERE posting.audience = %(audience)s AND posting.lexeme = word.lexeme
             LIMIT %(counted_live)s) AS few) AS seen
     CROSS JOIN LATERAL (SELECT greatest(coalesce(entries, 0), live)::float AS df) AS known
), rarest AS (
    SELECT lexeme, idf FROM (
        SELECT *, row_number() OVER (PARTITION BY name ORDER BY df, lexeme) AS nth
          FROM term WHERE df > 0) AS ranked
     WHERE nth <= %(rarest)s
), candidate AS MATERIALIZED (
    SELECT entry_id FROM rarest
     CROSS JOIN LATERAL (
        SELECT entry_id, weight FROM factcheck_searchposting AS posting
         WHERE posting.audience = %(audience)s AND posting.lexeme = rarest.lexeme
         ORDER BY weight DESC LIMIT %(a_lexeme)s) AS best
     GROUP BY entry_id ORDER BY sum(idf * weight) DESC LIMIT %(rescored)s
)
SELECT entry.claim_id, sum(idf * weight) AS score, array_agg(term.lexeme ORDER BY idf DESC),
       coalesce(sum(idf) FILTER (WHERE term.name = entry.configuration), 0)
       / coalesce((SELECT sum(idf) FROM term WHERE term.name = entry.configuration), 1)
  FROM candidate
  JOIN factcheck_searchposting AS posting USING (entry_id)
  JOIN term ON term.lexeme = posting.lexeme
  JOIN factcheck_searchentry AS entry ON entry.id = candidate.entry_id
 GROUP BY entry.id ORDER BY score DESC, entry.claim_id DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that shares words with a text.

    ``confidence`` (0 to 1) is how likely it says the same; ``shared`` the lexemes both have, the
    rarest first.
    """

    claim_id: int
    confidence: float
    shared: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Say whether to take it for the same claim; in the tweets fitted to, 19 in 20 were."""
        return self.confidence >= SURE and len(self.shared) >= WORDS_IN_COMMON


def find(text: str, audience: Audience, limit: int = 10) -> list[Match]:
    """Rank the claims an audience may find by the words they share with ``text``. One query."""
    rows = _rows(text, audience, {"limit": max(limit, 2), "rescored": RESCORED})
    second = rows[1][1] if len(rows) > 1 else 0.0
    return [
        Match(claim, _confidence(score, share, second), _words(lexemes))
        for claim, score, lexemes, share in rows[:limit]
    ]


def _confidence(score: float, share: float, second: float) -> float:
    """Weigh how much is shared, how much of the text that is, and how far behind others are."""
    margin = min(score / second, MOST_AHEAD) if second else MOST_AHEAD
    weighed = (math.log(score), share, math.log(max(margin, 1.0)))
    return 1 / (1 + math.exp(-BIAS - sum(w * x for w, x in zip(WEIGHTS, weighed, strict=True))))


def _words(lexemes: list[str]) -> tuple[str, ...]:
    """Leave out of which language they are; a name that is a word too is one."""
    return tuple(dict.fromkeys(lexeme.partition(":")[2] for lexeme in lexemes))


def ranked(text: str, audience: Audience, most: int) -> list[int]:
    """Return the ids of up to ``most`` claims that share words with ``text``, best first."""
    return [row[0] for row in _rows(text, audience, {"limit": most, "rescored": most})]


def _rows(text: str, audience: Audience, asked: dict[str, int]) -> list[tuple[Any, ...]]:
    values: dict[str, Any] = {
        "text": cleaned(text[:LONGEST_QUERY]),
        "audience": audience.value,
        "all": _ALL,
        "counted_live": COUNTED_LIVE,
        "rarest": RAREST,
        "a_lexeme": A_LEXEME,
        "usual_size": USUAL_SIZE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, values | asked)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
