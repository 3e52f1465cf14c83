"""Keep the search index: what each audience finds of a claim, as lexemes with their weights.

An entry is written in the transaction that changes what it is made of, its postings with it. How
rare a lexeme is and how long texts are on average is counted in a job (``recount``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from factcheck.lexemes import cleaned, configuration_of
from factcheck.models import Audience, SearchEntry, SearchStatistics

K1, B = 1.2, 0.75
TEXT_COUNTS = 0.3
NAME_COUNTS = 0.5
LONGEST_TEXT = 2_000  # letters of a verdict's text that are searched
USUAL_LENGTHS = (20.0, 150.0)


@dataclass(frozen=True, slots=True)
class Findable:
    """What a claim is found by: its own words, its summary, who made it and the verdict's text."""

    claim_id: int
    language: str
    statement: str
    summary: str = ""
    names: str = ""
    text: str = ""


_WRITE = """
    INSERT INTO factcheck_searchentry (claim_id, audience, configuration, vector, lengths)
    SELECT claim_id, %(audience)s, configuration, vector, ARRAY[
        (SELECT coalesce(sum(cardinality(positions)), 0) FROM unnest(ts_filter(vector, '{a,b,c}'))),
        (SELECT coalesce(sum(cardinality(positions)), 0) FROM unnest(ts_filter(vector, '{d}')))]
      FROM (
        SELECT claim_id, configuration,
               setweight(to_tsvector(config, statement), 'A')
               || setweight(to_tsvector(config, summary), 'B')
               || setweight(to_tsvector('newsroom_simple', names), 'C')
               || setweight(to_tsvector(config, text), 'D') AS vector
          FROM unnest(%(claims)s::bigint[], %(configurations)s::text[], %(statements)s::text[],
                      %(summaries)s::text[], %(names)s::text[], %(texts)s::text[])
            AS row (claim_id, configuration, statement, summary, names, text),
               LATERAL (SELECT ('newsroom_' || configuration)::regconfig AS config) AS named
      ) AS made
    ON CONFLICT (claim_id, audience) DO UPDATE
       SET configuration = excluded.configuration, vector = excluded.vector,
           lengths = excluded.lengths
    RETURNING id
"""

_POST = """
    INSERT INTO factcheck_searchposting (entry_id, audience, lexeme, weight)
    SELECT entry.id, entry.audience, word.lexeme, sum(word.weight)
      FROM factcheck_searchentry AS entry
      LEFT JOIN factcheck_searchstatistics AS known USING (audience)
     CROSS JOIN LATERAL (
        SELECT coalesce(known.lengths, %(usual)s::float[]) AS usual) AS lengths
     CROSS JOIN LATERAL (
        SELECT %(k1)s * (1 - %(b)s + %(b)s * entry.lengths[1] / usual[1]) AS claim,
               %(k1)s * (1 - %(b)s + %(b)s * entry.lengths[2] / usual[2]) AS text) AS damped
     CROSS JOIN LATERAL (
        SELECT entry.configuration || ':' || lexeme AS lexeme,
               (%(k1)s + 1) * cardinality(positions) / (cardinality(positions) + damped.claim)
          FROM unnest(ts_filter(entry.vector, '{a,b}'))
         UNION ALL
        SELECT 'name:' || lexeme, %(name)s * (%(k1)s + 1) / (1 + damped.claim)
          FROM unnest(ts_filter(entry.vector, '{c}'))
         UNION ALL
        SELECT entry.configuration || ':' || lexeme, %(text)s * (%(k1)s + 1)
               * cardinality(positions) / (cardinality(positions) + damped.text)
          FROM unnest(ts_filter(entry.vector, '{d}'))
       ) AS word (lexeme, weight)
     WHERE entry.id = ANY(%(entries)s)
     GROUP BY entry.id, entry.audience, word.lexeme
"""

_PARAMETERS: dict[str, Any] = {
    "k1": K1,
    "b": B,
    "text": TEXT_COUNTS,
    "name": NAME_COUNTS,
    "usual": list(USUAL_LENGTHS),
}


@transaction.atomic
def index(rows: Sequence[Findable], audience: Audience) -> None:
    """Let an audience find claims by what ``rows`` say, and by nothing they said before."""
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, _columns(rows) | {"audience": audience.value})
        entries = [entry for (entry,) in cursor.fetchall()]
        cursor.execute("DELETE FROM factcheck_searchposting WHERE entry_id = ANY(%s)", [entries])
        cursor.execute(_POST, _PARAMETERS | {"entries": entries})


def _columns(rows: Sequence[Findable]) -> dict[str, list[Any]]:
    prepared = [
        (
            row.claim_id,
            configuration_of(row.language),
            cleaned(row.statement),
            cleaned(row.summary),
            cleaned(row.names),
            cleaned(row.text[:LONGEST_TEXT]),
        )
        for row in rows
    ]
    names = ("claims", "configurations", "statements", "summaries", "names", "texts")
    return dict(zip(names, map(list, zip(*prepared, strict=True)), strict=True))


def forget(claim_ids: Iterable[int], audience: Audience) -> None:
    """Let an audience find claims no more."""
    SearchEntry.objects.filter(claim__in=claim_ids, audience=audience).delete()


_COUNT = (
    "DELETE FROM factcheck_searchterm WHERE audience = %(audience)s",
    """INSERT INTO factcheck_searchterm (audience, lexeme, entries)
       SELECT audience, lexeme, count(*) FROM factcheck_searchposting
        WHERE audience = %(audience)s GROUP BY audience, lexeme HAVING count(*) >= %(least)s""",
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
