"""Claims with a word that begins so: what is found while the first word is still being typed."""

from typing import Any

from django.db import connection

from factcheck.lexemes import CONFIGURATIONS, cleaned
from factcheck.models import Audience

LONGEST_WORD = 100

_LANGUAGES = ["name", *sorted({*CONFIGURATIONS.values(), "simple"})]

_BEGINNING = """
WITH typed AS (
    SELECT lexeme FROM unnest(to_tsvector('newsroom_simple', %(word)s)) ORDER BY positions[1]
     LIMIT 1
), posted AS (
    SELECT entry_id FROM unnest(%(languages)s::text[]) AS language CROSS JOIN typed
     CROSS JOIN LATERAL (
        SELECT entry_id FROM factcheck_searchposting AS posting
         WHERE audience = %(audience)s AND posting.lexeme >= language || ':' || typed.lexeme
           AND posting.lexeme < language || ':' || typed.lexeme || U&'\\+10FFFF'
         LIMIT %(most)s) AS begun
)
SELECT DISTINCT claim_id FROM posted
  JOIN factcheck_searchentry AS entry ON entry.id = entry_id AND entry.audience = %(audience)s
 ORDER BY claim_id DESC LIMIT %(most)s
"""


def beginning(text: str, audience: Audience, most: int) -> list[int]:
    """Return the ids of up to ``most`` claims with a word, or a name, that the last word begins.

    Of those the newest come first; case and accents do not count. One query.
    """
    words = cleaned(text[-LONGEST_WORD:]).split()
    if not words:
        return []
    asked: dict[str, Any] = {
        "word": words[-1],
        "languages": _LANGUAGES,
        "audience": audience.value,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BEGINNING, asked)
        return [claim for (claim,) in cursor.fetchall()]
