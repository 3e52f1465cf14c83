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
# Postings that stay as they were are left alone.
_INDEX = """
    WITH said AS MATERIALIZED (
        SELECT said, configuration, setweight(to_tsvector(config, statement), 'A')
               || setweight(to_tsvector(config, summary), 'B')
               || setweight(to_tsvector('newsroom_simple', names), 'C')
               || setweight(to_tsvector(config, text), 'D') AS vector
          FROM unnest(%(configurations)s::text[], %(statements)s::text[], %(summaries)s::text[],
                      %(names)s::text[], %(texts)s::text[]) WITH ORDINALITY
               AS said (configuration, statement, summary, names, text, said),
               LATERAL (SELECT ('newsroom_' || configuration)::regconfig AS config) AS named
    ), measured AS MATERIALIZED (
        SELECT said.*, ARRAY[
            (SELECT coalesce(sum(cardinality(positions)), 0)
               FROM unnest(ts_filter(vector, '{a,b}'))),
            (SELECT coalesce(sum(cardinality(positions)), 0)
               FROM unnest(ts_filter(vector, '{d}')))] AS lengths
          FROM said
    ), word AS MATERIALIZED (
        SELECT said, word.lexeme, weight
          FROM measured
         CROSS JOIN LATERAL (
            SELECT %(k1)s * (1 - %(b)s + %(b)s * lengths[1] / %(usual)s) AS claim) AS damped
         CROSS JOIN LATERAL (
            SELECT configuration || ':' || lexeme AS lexeme,
                   cardinality(positions) / (cardinality(positions) + damped.claim) AS weight
              FROM unnest(ts_filter(vector, '{a,b}'))
             UNION ALL
            SELECT 'name:' || lexeme, %(name)s / (1 + damped.claim)
              FROM unnest(ts_filter(vector, '{c}'))) AS word
    ), row AS MATERIALIZED (
        SELECT row.*, entry.id AS known, entry.configuration, entry.vector
          FROM unnest(%(claims)s::bigint[], %(audiences)s::smallint[], %(checked_on)s::date[],
                      %(said)s::int[]) AS row (claim_id, audience, checked_on, said)
          LEFT JOIN factcheck_searchentry AS entry USING (claim_id, audience)
    ), gone AS (
        DELETE FROM factcheck_searchposting AS posting
         USING (
            SELECT audience, lexeme, known FROM row CROSS JOIN LATERAL (
                SELECT configuration || ':' || lexeme AS lexeme
                  FROM unnest(ts_filter(vector, '{a,b}'))
                 UNION ALL
                SELECT 'name:' || lexeme FROM unnest(ts_filter(vector, '{c}'))) AS word
            EXCEPT
            SELECT audience, lexeme, known FROM row JOIN word USING (said)) AS former
         WHERE posting.audience = former.audience AND posting.lexeme = former.lexeme
           AND posting.entry_id = former.known
    ), entry AS (
        INSERT INTO factcheck_searchentry
               (claim_id, audience, configuration, vector, lengths, checked_on)
        SELECT claim_id, audience, measured.configuration, measured.vector, lengths, checked_on
          FROM row JOIN measured USING (said)
         ORDER BY audience, claim_id
        ON CONFLICT (claim_id, audience) DO UPDATE
           SET configuration = excluded.configuration, vector = excluded.vector,
               lengths = excluded.lengths, checked_on = excluded.checked_on
        RETURNING id, claim_id, audience
    ), due AS MATERIALIZED (
        SELECT audience, lexeme, id, weight, known IS NULL AS is_first
          FROM entry JOIN row USING (claim_id, audience) JOIN word USING (said)
         ORDER BY audience, lexeme, id
    ), first AS (
        INSERT INTO factcheck_searchposting (audience, lexeme, entry_id, weight)
        SELECT audience, lexeme, id, weight FROM due WHERE is_first
    )
    INSERT INTO factcheck_searchposting AS posting (audience, lexeme, entry_id, weight)
    SELECT audience, lexeme, id, weight FROM due WHERE NOT is_first
    ON CONFLICT (audience, lexeme, entry_id) DO UPDATE SET weight = excluded.weight
     WHERE posting.weight <> excluded.weight
"""

_PARAMETERS: dict[str, Any] = {
    "k1": K1,
    "b": B,
    "name": NAME_COUNTS,
    "usual": USUAL_LENGTHS[0],
}


def index(rows: Sequence[Findable]) -> None:
    """Let claims be found by what ``rows`` say, and by nothing they said before.

    The caller holds the lock of their verdicts: nobody indexes the same claims meanwhile. One
    query.
    """
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_INDEX, _PARAMETERS | _columns(rows))


def _columns(rows: Sequence[Findable]) -> dict[str, list[Any]]:
    places: dict[tuple[str, ...], int] = {}
    said = [places.setdefault(_words_of(row), len(places) + 1) for row in rows]
    configurations, statements, summaries, names, texts = zip(*places, strict=True)
    return {
        "claims": [row.claim_id for row in rows],
        "audiences": [row.audience.value for row in rows],
        "checked_on": [row.checked_on for row in rows],
        "said": said,
        "configurations": list(configurations),
        "statements": list(statements),
        "summaries": list(summaries),
        "names": list(names),
        "texts": list(texts),
    }


def _words_of(row: Findable) -> tuple[str, ...]:
    return (
        configuration_of(row.language),
        as_compared(row.statement),
        as_compared(row.summary),
        as_compared(row.names),
        as_compared(row.text[:LONGEST_TEXT]),
    )


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
