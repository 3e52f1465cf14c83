"""What a reader may be about to ask for: published claims, from the words typed so far."""

import string
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models.fields.json import KeyTransform

from factcheck.lexemes import cleaned
from factcheck.matching import ranked
from factcheck.models import Audience, Check, PublishedWord
from factcheck.vocabulary import WORD, fold

LONGEST = 100
MOST = 8
MEANINGS = 12
"""So many words that begin as the last one does are looked for, the commonest."""

SHORTEST = 2
"""A single letter begins too many words to tell anything yet."""

RANKED = 200

_HAVE_ALL = """
    SELECT claim_id
      FROM factcheck_searchentry AS entry CROSS JOIN LATERAL (
        SELECT ts_filter(vector, '{a,b,c}') AS said,
               ('newsroom_' || entry.configuration)::regconfig AS spoken) AS cut
     WHERE audience = %(readers)s AND claim_id = ANY(%(claims)s)
       AND NOT EXISTS (
            SELECT FROM unnest(%(words)s::text[]) AS word
             WHERE numnode(plainto_tsquery(spoken, word)) > 0
               AND NOT (said @@ plainto_tsquery(spoken, word)
                        OR said @@ plainto_tsquery('newsroom_simple', word)))
       AND (%(meanings)s::text[] = '{}' OR EXISTS (
            SELECT FROM unnest(%(meanings)s::text[]) AS word
             WHERE said @@ plainto_tsquery(spoken, word)
                OR said @@ plainto_tsquery('newsroom_simple', word)))
     ORDER BY array_position(%(claims)s::bigint[], claim_id) LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Completion:
    """A claim as it was published, and the path of its check."""

    statement: str
    path: str


def complete(typed: str) -> list[Completion]:
    """Return up to eight published claims with all words typed, the last by its beginning.

    The best first. Four queries at most.
    """
    words, begun = _cut(cleaned(typed[:LONGEST]))
    meanings = (_beginning(fold(begun)) or [begun]) if begun else []
    claims = ranked(" ".join([*words, *meanings]), Audience.READERS, RANKED)
    found = _with_all(claims, words, meanings) if claims else []
    return _claims(found) if found else []


def _cut(typed: str) -> tuple[list[str], str]:
    """Tell the words that are written from the one that is being written."""
    words = typed.split()
    if not words or typed[-1].isspace():
        return words, ""
    begun = words.pop().strip(string.punctuation)
    return words, begun if len(fold(begun)) >= SHORTEST else ""


def _beginning(start: str) -> list[str]:
    """Return the commonest words that begin so."""
    if not WORD.fullmatch(start):
        return []
    found = PublishedWord.objects.filter(folded__gte=start, folded__lt=f"{start}\U0010ffff")
    return list(found.order_by("-entries", "word").values_list("word", flat=True)[:MEANINGS])


def _with_all(claims: list[int], words: list[str], meanings: list[str]) -> list[int]:
    asked: dict[str, Any] = {
        "claims": claims,
        "words": words,
        "meanings": meanings,
        "readers": Audience.READERS.value,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_HAVE_ALL, asked)
        return [claim for (claim,) in cursor.fetchall()]


def _claims(claims: list[int]) -> list[Completion]:
    checks = Check.objects.standing().filter(claim__in=claims)
    said = checks.annotate(said=KeyTransform("claim", "publication__document"))
    found: dict[int, Any] = said.in_bulk(claims, field_name="claim_id")
    return [
        Completion(found[claim].said["statement"], found[claim].get_absolute_url())
        for claim in claims
        if claim in found
    ]
