"""Keep the search index: what each audience finds of a claim, as lexemes with their weights.

An entry is written in the transaction that changes what it is made of, its postings with it. How
rare a lexeme is and how long texts are on average is counted in a job (``recount``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection, transaction

from factcheck.lexemes import cleaned, configuration_of
from factcheck.models import Audience, SearchEntry, SearchStatistics

K1, B = 1.2, 0.75
USUAL_LENGTHS = (20.0, 150.0)
NAME_COUNTS = 0.5

as_compared = lru_cache(maxsize=2_000)(cleaned)
"""``cleaned``, for texts of claims: the desk, readers and the vocabulary ask for the same ones."""

LONGEST_TEXT = 2_000  # letters of a verdict's text that are searched


@dataclass(frozen=True, slots=True)
class Findable:
    """What an audience finds a claim by: its words, its summary, who made it, the verdict's text.

    ``checked_on`` is the day it was checked: a post repeats what is checked soon before and after.
    """

    claim_id: int
    audience: Audience
    language: str
    statement: str
    summary: str = ""
    names: str = ""
    text: str = ""
    checked_on: date | None = None


_LOCK = """
    SELECT FROM factcheck_searchentry AS entry
      JOIN unnest(%(claims)s::bigint[], %(audiences)s::smallint[])
           AS asked (claim_id, audience) USING (claim_id, audience)
     ORDER BY audience, claim_id FOR UPDATE OF entry
"""

_UNPOST = """
    DELETE FROM factcheck_searchposting AS posting
     USING factcheck_searchentry AS entry
      JOIN unnest(%(claims)s::bigint[], %(audiences)s::smallint[])
           AS asked (claim_id, audience) USING (claim_id, audience)
     CROSS JOIN LATERAL (
        SELECT entry.configuration || ':' || lexeme AS lexeme
          FROM unnest(ts_filter(entry.vector, '{a,b}'))
         UNION ALL
        SELECT 'name:' || lexeme FROM unnest(ts_filter(entry.vector, '{c}'))) AS word
     WHERE posting.audience = entry.audience AND posting.lexeme = word.lexeme
       AND posting.entry_id = entry.id
"""

# Most published claims read as their drafts do: a text is cut to lexemes once for both audiences.
_WRITE = """
    WITH row AS MATERIALIZED (
        SELECT * FROM unnest(
            %(claims)s::bigint[], %(audiences)s::smallint[], %(checked_on)s::date[],
            %(configurations)s::text[], %(statements)s::text[], %(summaries)s::text[],
            %(names)s::text[], %(texts)s::text[])
            AS row (claim_id, audience, checked_on, configuration, statement, summary, names, text)
    ), read AS MATERIALIZED (
        SELECT said.*, setweight(to_tsvector(config, statement), 'A')
               || setweight(to_tsvector(config, summary), 'B')
               || setweight(to_tsvector('newsroom_simple', names), 'C')
               || setweight(to_tsvector(config, text), 'D') AS vector
          FROM (SELECT DISTINCT configuration, statement, summary, names, text FROM row) AS said,
               LATERAL (SELECT ('newsroom_' || configuration)::regconfig AS config) AS named
    ), measured AS MATERIALIZED (
        SELECT read.*, ARRAY[
            (SELECT coalesce(sum(cardinality(positions)), 0)
               FROM unnest(ts_filter(vector, '{a,b}'))),
            (SELECT coalesce(sum(cardinality(positions)), 0)
               FROM unnest(ts_filter(vector, '{d}')))] AS lengths
          FROM read
    )
    INSERT INTO factcheck_searchentry
           (claim_id, audience, configuration, vector, lengths, checked_on)
    SELECT claim_id, audience, configuration, vector, lengths, checked_on
      FROM row JOIN measured USING (configuration, statement, summary, names, text)
     ORDER BY audience, claim_id
    ON CONFLICT (claim_id, audience) DO UPDATE
       SET configuration = excluded.configuration, vector = excluded.vector,
           lengths = excluded.lengths, checked_on = excluded.checked_on
    RETURNING id
"""

_POST = """
    INSERT INTO factcheck_searchposting (audience, lexeme, entry_id, weight)
    SELECT entry.audience, word.lexeme, entry.id, sum(word.weight)
      FROM factcheck_searchentry AS entry
     CROSS JOIN LATERAL (
        SELECT %(k1)s * (1 - %(b)s + %(b)s * entry.lengths[1] / %(usual)s) AS claim) AS damped
     CROSS JOIN LATERAL (
        SELECT entry.configuration || ':' || lexeme AS lexeme,
               cardinality(positions) / (cardinality(positions) + damped.claim) AS weight
          FROM unnest(ts_filter(entry.vector, '{a,b}'))
         UNION ALL
        SELECT 'name:' || lexeme, %(name)s / (1 + damped.claim)
          FROM unnest(ts_filter(entry.vector, '{c}'))
       ) AS word
     WHERE entry.id = ANY(%(entries)s)
     GROUP BY entry.audience, word.lexeme, entry.id
     ORDER BY entry.audience, word.lexeme, entry.id
"""

# Where entries were there before: an older version may have posted words that are not known now.
_ANYWAY = " ON CONFLICT (audience, lexeme, entry_id) DO UPDATE SET weight = excluded.weight"

_PARAMETERS: dict[str, Any] = {
    "k1": K1,
    "b": B,
    "name": NAME_COUNTS,
    "usual": USUAL_LENGTHS[0],
}


@transaction.atomic
def index(rows: Sequence[Findable]) -> None:
    """Let claims be found by what ``rows`` say, and by nothing they said before."""
    if not rows:
        return
    columns = _columns(rows)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, columns)
        some_were_there = cursor.rowcount > 0
        if some_were_there:
            cursor.execute(_UNPOST, columns)
        cursor.execute(_WRITE, columns)
        entries = [entry for (entry,) in cursor.fetchall()]
        post = _POST + _ANYWAY if some_were_there else _POST
        cursor.execute(post, _PARAMETERS | {"entries": entries})


def _columns(rows: Sequence[Findable]) -> dict[str, list[Any]]:
    return {
        "claims": [row.claim_id for row in rows],
        "audiences": [row.audience.value for row in rows],
        "checked_on": [row.checked_on for row in rows],
        "configurations": [configuration_of(row.language) for row in rows],
        "statements": [as_compared(row.statement) for row in rows],
        "summaries": [as_compared(row.summary) for row in rows],
        "names": [as_compared(row.names) for row in rows],
        "texts": [as_compared(row.text[:LONGEST_TEXT]) for row in rows],
    }


@transaction.atomic
def forget(claim_ids: Iterable[int], audience: Audience) -> None:
    """Let an audience find claims no more."""
    claims = list(claim_ids)
    asked = {"claims": claims, "audiences": [audience.value] * len(claims)}
    with connection.cursor() as cursor:
        cursor.execute(_UNPOST, asked)
    SearchEntry.objects.filter(claim__in=claims, audience=audience).delete()


_STRAY = """
    DELETE FROM factcheck_searchposting AS posting
     WHERE NOT EXISTS (SELECT FROM factcheck_searchentry AS entry
                        WHERE entry.id = posting.entry_id AND entry.audience = posting.audience)
"""


@transaction.atomic
def forget_strays() -> None:
    """Delete postings whose entry is no more. They find nothing, but are counted and read."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(_STRAY)


_COUNT = (
    "DELETE FROM factcheck_searchterm WHERE audience = %(audience)s",
    """WITH counted AS MATERIALIZED (
           SELECT lexeme, count(*) AS n FROM factcheck_searchposting
            WHERE audience = %(audience)s GROUP BY lexeme)
       INSERT INTO factcheck_searchterm (audience, lexeme, entries)
       SELECT %(audience)s, lexeme, n FROM counted WHERE n >= %(least)s
        UNION ALL
       SELECT %(audience)s, start, sum(n) FROM (
           SELECT substring(lexeme FROM '^.*?:[[:alpha:]].{3}') || '*' AS start, n
             FROM counted WHERE lexeme NOT LIKE 'name:%%') AS begun
        WHERE start IS NOT NULL GROUP BY start HAVING sum(n) >= %(least)s""",
    """INSERT INTO factcheck_searchstatistics (audience, entries, lengths, counted_at)
       SELECT %(audience)s, count(*),
              ARRAY[greatest(avg(lengths[1]), 1), greatest(avg(lengths[2]), 1)], now()
         FROM factcheck_searchentry WHERE audience = %(audience)s
       ON CONFLICT (audience) DO UPDATE SET entries = excluded.entries,
              lengths = excluded.lengths, counted_at = excluded.counted_at""",
)

DRIFT = 0.05
COUNTED_LIVE = 200
"""Lexemes in fewer entries are counted whenever they are asked for."""


@transaction.atomic
def recount(audience: Audience) -> None:
    """Count how common lexemes are and how long texts."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('recount'))")  # one at a time
        for statement in _COUNT:
            cursor.execute(statement, {"audience": audience.value, "least": COUNTED_LIVE})


def recount_where_needed() -> int:
    """Recount for audiences that grew or shrank by a twentieth; return for how many."""
    due = [audience for audience in Audience if _has_changed(audience)]
    for audience in due:
        recount(audience)
    return len(due)


def _has_changed(audience: Audience) -> bool:
    known = SearchStatistics.objects.filter(audience=audience).first()
    now = SearchEntry.objects.filter(audience=audience).count()
    return abs(now - (known.entries if known else 0)) > DRIFT * now
