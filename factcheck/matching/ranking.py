"""The statement that ranks claims by the words they share with a text (BM25, three fields).

A few candidates are found by the rarest words of the text, from the postings; where those are few,
claims are too whose verdict has all the words. They are weighed exactly, from their entries: by the
words of claim and summary, by the first letters of these words (which forgives an ending or a
spelling), by the words of the verdict's text, and by how near in time a post and a check of it lie.
"""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from factcheck.indexing import COUNTED_LIVE, K1, USUAL_LENGTHS, B
from factcheck.lexemes import CONFIGURATIONS, LONGEST_QUERY, cleaned
from factcheck.models import Audience
from factcheck.posts import Post

RAREST = 16
POSTINGS = 10_000
"""So many postings are read for a text; two words are looked for however common they are."""

A_LEXEME = 5_000
"""Of a word that is commoner than that, the newest entries."""

WEIGHED = 100
AUTHOR_COUNTS = 0.7
STARTS_COUNT = 0.3
TEXT_COUNTS = 0.75
NAMES_COUNT = 0.5
TIME_COUNTS = 2.5
"""Tuned on real posts and the checks of what they say: ``tests.benchmarks.matching``."""

FAR = 400
"""So many days after a post, and later, a check of it is not near at all; each day before counts.
Of likely answers, 96 in 100 are right if checked on the day of the post, 72 in 100 a week later."""

BEFORE_COUNTS = 8
"""A check is seldom older than the post: a day before it is as far as so many days after it."""

A_SMALL_COLLECTION = 1_000
"""Added to how many entries there are: among twenty, too, a name says more than a verb."""

_ALL = sorted({*CONFIGURATIONS.values(), "simple"})

_WORDS = """
WITH spoken AS MATERIALIZED (
    SELECT name, ('newsroom_' || name)::regconfig AS configuration
      FROM unnest(%(all)s::text[]) AS name
     WHERE (SELECT true FROM factcheck_searchposting  -- not EXISTS: one look, whatever is known
             WHERE audience = %(audience)s AND lexeme >= name || ':' AND lexeme < name || ';'
             LIMIT 1)
     UNION ALL
    SELECT 'name', 'newsroom_simple'
), size AS MATERIALIZED (
    SELECT coalesce(max(entries), 0) + %(small)s AS n,
           coalesce(max(lengths[1]), %(usual)s) AS claim,
           coalesce(max(lengths[2]), %(usual_text)s) AS text
      FROM factcheck_searchstatistics WHERE audience = %(audience)s
), cut AS MATERIALIZED (
    SELECT name, nth, word AS written, weight, lexeme
      FROM unnest(%(words)s::text[], %(weights)s::float[])
           WITH ORDINALITY AS asked (word, weight, nth)
     CROSS JOIN spoken LEFT JOIN LATERAL unnest(to_tsvector(configuration, word)) ON true
), small_word AS MATERIALIZED (  -- those of the language in which most of the words are such
    SELECT DISTINCT nth FROM (
        SELECT nth, rank() OVER (ORDER BY how_many DESC) AS place FROM (
            SELECT nth, count(*) OVER (PARTITION BY name) AS how_many
              FROM cut WHERE lexeme IS NULL) AS counted) AS ranked
     WHERE place = 1
), word AS MATERIALIZED (
    SELECT name, lexeme AS bare, max(weight) AS weight, min(nth) AS nth
      FROM cut
     WHERE lexeme IS NOT NULL AND nth NOT IN (SELECT nth FROM small_word)
     GROUP BY name, lexeme
), looked_up AS MATERIALIZED (
    SELECT name, bare, weight, nth, true AS is_whole,
           name || ':' || bare AS first, name || ':' || bare AS last
      FROM word
     UNION ALL
    SELECT name, left(bare, 4), max(weight), min(nth), false,
           name || ':' || left(bare, 4), name || ':' || left(bare, 4) || U&'\\+10FFFF'
      FROM word WHERE name <> 'name' AND bare ~ '^[[:alpha:]].{3}'
     GROUP BY name, left(bare, 4)
), term AS MATERIALIZED (
    SELECT looked_up.*, df, ln(1 + (n - least(df, n) + 0.5) / (df + 0.5)) AS idf
      FROM looked_up CROSS JOIN size
      LEFT JOIN factcheck_searchterm AS counted
             ON counted.audience = %(audience)s
            AND counted.lexeme = CASE WHEN is_whole THEN first ELSE first || '*' END
     CROSS JOIN LATERAL (
        SELECT count(*) AS live FROM (
            SELECT FROM factcheck_searchposting AS posting
             WHERE posting.audience = %(audience)s AND posting.lexeme BETWEEN first AND last
             LIMIT %(counted_live)s) AS few) AS seen
     CROSS JOIN LATERAL (SELECT greatest(coalesce(entries, 0), live)::float AS df) AS known
)"""

_CANDIDATES = """, rarest AS (
    SELECT first AS lexeme, weight * idf AS counts FROM (
        SELECT *, row_number() OVER rising AS rank, sum(df) OVER rising AS postings
          FROM term WHERE is_whole AND df > 0
        WINDOW rising AS (PARTITION BY name ORDER BY df, bare)) AS ranked
     WHERE rank <= 2 OR (rank <= %(rarest)s AND postings <= %(postings)s)
), candidate AS MATERIALIZED (
    SELECT entry_id, sum(counts * weight) AS promise
      FROM rarest CROSS JOIN LATERAL (
        SELECT entry_id, weight FROM factcheck_searchposting AS posting
         WHERE posting.audience = %(audience)s AND posting.lexeme = rarest.lexeme
         ORDER BY entry_id DESC LIMIT %(a_lexeme)s) AS newest
     GROUP BY entry_id ORDER BY promise DESC, entry_id DESC LIMIT %(most)s
), told AS MATERIALIZED (
    SELECT id FROM (
        SELECT name, configuration, string_agg(written, ' ') AS all_words
          FROM cut JOIN spoken USING (name)
         WHERE lexeme IS NOT NULL AND nth NOT IN (SELECT nth FROM small_word)
         GROUP BY name, configuration HAVING count(*) <= %(rarest)s) AS few
     CROSS JOIN LATERAL (
        SELECT id FROM factcheck_searchentry AS entry
         WHERE audience = %(audience)s AND entry.configuration = few.name
           AND vector @@ plainto_tsquery(few.configuration, all_words)
         LIMIT %(weighed)s) AS by_text
     WHERE (SELECT count(*) FROM candidate) < %(weighed)s
), found AS MATERIALIZED (
    SELECT entry_id, promise FROM candidate
     UNION ALL
    SELECT id, 0 FROM told WHERE id NOT IN (SELECT entry_id FROM candidate)
), weighed AS MATERIALIZED (
    SELECT entry.id, claim_id, configuration, promise,
           ts_filter(vector, '{a,b,c,d}') AS vector,  -- unpacked once
           %(k1)s * (1 - %(b)s + %(b)s * lengths[1] / size.claim) AS claim,
           %(k1)s * (1 - %(b)s + %(b)s * lengths[2] / size.text) AS text,
           CASE WHEN days IS NOT NULL THEN
               greatest(1 - ln(1 + greatest(days, -%(before)s * days)) / ln(1 + %(far)s), 0)
           END::float AS nearness
      FROM (SELECT * FROM found ORDER BY promise DESC, entry_id DESC LIMIT %(weighed)s) AS best
      JOIN factcheck_searchentry AS entry
        ON entry.id = best.entry_id AND entry.audience = %(audience)s CROSS JOIN size
     CROSS JOIN LATERAL (SELECT checked_on - %(said_on)s::date AS days) AS apart
)"""

_FIELDS = """, said AS MATERIALIZED (
    SELECT id, configuration, claim, lexeme, cardinality(positions) AS tf
      FROM weighed CROSS JOIN LATERAL unnest(ts_filter(vector, '{a,b}'))
), verdict AS MATERIALIZED (
    SELECT id, configuration, text, lexeme, cardinality(positions) AS tf
      FROM weighed CROSS JOIN LATERAL unnest(ts_filter(vector, '{d}'))
     WHERE lexeme = ANY (ARRAY(SELECT DISTINCT bare FROM term
                                WHERE is_whole AND name <> 'name'))
), field AS (
    SELECT id, sum(weight * idf * tf / (tf + claim)) AS score, sum(weight * idf) AS covered,
           array_agg(nth ORDER BY idf DESC, nth) AS shared
      FROM said JOIN term ON is_whole AND name = configuration AND bare = lexeme GROUP BY id
     UNION ALL
    SELECT id, %(names_count)s * sum(weight * idf / (1 + claim)), 0,
           array_agg(nth ORDER BY idf DESC, nth)
      FROM weighed CROSS JOIN LATERAL unnest(ts_filter(vector, '{c}'))
      JOIN term ON is_whole AND name = 'name' AND bare = lexeme GROUP BY id
     UNION ALL
    SELECT id, %(starts_count)s * sum(weight * idf * tf / (tf + claim)), 0, NULL
      FROM (SELECT id, configuration, claim, left(lexeme, 4) AS start, sum(tf) AS tf
              FROM said GROUP BY id, configuration, claim, start) AS begun
      JOIN term ON NOT is_whole AND name = configuration AND bare = start GROUP BY id
     UNION ALL
    SELECT id, %(text_counts)s * sum(weight * idf * tf / (tf + text)), 0, NULL
      FROM verdict JOIN term ON is_whole AND name = configuration AND bare = lexeme GROUP BY id
), scored AS (
    SELECT id, sum(score) AS score, max(covered) AS covered FROM field GROUP BY id
)"""

_ANSWER = """
SELECT claim_id, total / (SELECT ln(1 + n / 1.5) FROM size), nearness,
       coalesce(
           covered / (SELECT sum(weight * idf) FROM term WHERE is_whole AND name = configuration),
           0),
       (SELECT coalesce(avg((bare IS NOT NULL)::int), 0)::float
          FROM unnest(ts_filter(vector, '{a}')) AS own
          LEFT JOIN term ON is_whole AND name = configuration AND bare = own.lexeme),
       (SELECT avg((bare IS NOT NULL)::int)::float
          FROM unnest(ts_filter(vector, '{b}')) AS own
          LEFT JOIN term ON is_whole AND name = configuration AND bare = own.lexeme),
       (SELECT array_agg(nth ORDER BY idf DESC, nth)
          FROM (SELECT DISTINCT nth, idf
                  FROM unnest(vector) AS own
                  JOIN term ON is_whole AND name IN (configuration, 'name')
                           AND bare = own.lexeme) AS both_have),
       tsvector_to_array(ts_filter(vector, '{a}'))
  FROM (SELECT *, score + %(time_counts)s * coalesce(nearness, 0) AS total
          FROM scored JOIN weighed USING (id)) AS best
 ORDER BY total DESC, claim_id DESC LIMIT %(limit)s
"""

_IDS = """
SELECT entry.claim_id FROM found
  JOIN factcheck_searchentry AS entry ON entry.id = entry_id AND entry.audience = %(audience)s
  LEFT JOIN scored ON scored.id = entry_id
 ORDER BY score DESC NULLS LAST, promise DESC, entry_id DESC LIMIT %(limit)s
"""

_PARAMETERS: dict[str, Any] = {
    "all": _ALL,
    "small": A_SMALL_COLLECTION,
    "usual": USUAL_LENGTHS[0],
    "usual_text": USUAL_LENGTHS[1],
    "counted_live": COUNTED_LIVE,
    "rarest": RAREST,
    "postings": POSTINGS,
    "a_lexeme": A_LEXEME,
    "weighed": WEIGHED,
    "k1": K1,
    "b": B,
    "starts_count": STARTS_COUNT,
    "text_counts": TEXT_COUNTS,
    "names_count": NAMES_COUNT,
    "time_counts": TIME_COUNTS,
    "far": FAR,
    "before": BEFORE_COUNTS,
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A claim and what it has in common with a text.

    ``score`` is in units of what a word would count that no claim has; ``nearness`` (0 to 1) is in
    time, None if it is not known; ``coverage`` the share of the text's words, by their rarity, that
    the claim has; ``of_claim`` and ``of_summary`` the share of their words that the text has;
    ``shared`` the words that both have as the text writes them, the rarest first; ``words`` those
    of the claim as they are compared.
    """

    claim_id: int
    score: float
    nearness: float | None
    coverage: float
    of_claim: float
    of_summary: float | None
    shared: tuple[str, ...]
    words: frozenset[str]


def rank(post: Post, audience: Audience, limit: int) -> list[Ranked]:
    """Return the best claims for a post, at most ``WEIGHED``. One query."""
    words, rows = _rows(_ANSWER, post, audience, limit)
    return [_ranked(words, *row) for row in rows]


def rank_ids(post: Post, audience: Audience, most: int) -> list[int]:
    """Return the ids of up to ``most`` claims, ranked roughly beyond ``WEIGHED``. One query."""
    return [claim for (claim,) in _rows(_IDS, post, audience, most)[1]]


def ids_statement(post: Post, audience: Audience, most: int) -> tuple[str, dict[str, Any]]:
    """Return what ``rank_ids`` asks, to be part of a larger statement, and its named parameters."""
    _words, asked = _asked(post, audience, most)
    return _WORDS + _CANDIDATES + _FIELDS + _IDS, asked


def _rows(
    answer: str, post: Post, audience: Audience, limit: int
) -> tuple[list[str], list[tuple[Any, ...]]]:
    words, asked = _asked(post, audience, limit)
    with connection.cursor() as cursor:
        cursor.execute(_WORDS + _CANDIDATES + _FIELDS + answer, asked)
        return words, cursor.fetchall()


def _asked(post: Post, audience: Audience, limit: int) -> tuple[list[str], dict[str, Any]]:
    """Return the words that are asked for, and all parameters of the statement."""
    body = dict.fromkeys(cleaned(post.body[:LONGEST_QUERY]).split(), 1.0)
    author = dict.fromkeys(cleaned(post.author).split(), AUTHOR_COUNTS)
    weights = author | body
    return list(weights), _PARAMETERS | {
        "words": list(weights),
        "weights": list(weights.values()),
        "said_on": post.said_on,
        "audience": audience.value,
        "limit": limit,
        "most": max(limit, WEIGHED),
    }


def _ranked(words: Sequence[str], *row: Any) -> Ranked:
    *numbers, shared, own = row
    claim_id, score, nearness, coverage, of_claim, of_summary = numbers
    return Ranked(
        *(claim_id, score, nearness, coverage, of_claim, of_summary),
        _written(words, shared),
        frozenset(own),
    )


def _written(words: Sequence[str], shared: Sequence[int] | None) -> tuple[str, ...]:
    """Return the words at these places, counted from 1, without the marks around them."""
    written = (words[nth - 1].strip(string.punctuation) for nth in shared or ())
    return tuple(dict.fromkeys(filter(None, written)))
