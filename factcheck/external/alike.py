"""Who else has checked it? Reviews by others with the words of a claim. For the desk alone."""

from typing import Any

from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db.models import F, FloatField, Func, QuerySet, Value

from factcheck.models import ExternalReview
from newsroom.finding import LONGEST, Has, Words, words_index

SHOWN = 3
COMPARED = 300
"""So many reviews are compared, the newest: those that share two of the longest words."""

ALIKE = 0.4
"""The share of the words of the longer text that the other has too, from which both are alike.

Why this one: docs/decisions/0105, measured by ``python -m tests.benchmarks.alike``.
"""


class WordsOf(Func):
    """The words of a text as a ``tsvector``."""

    function = "newsroom_words"
    output_field = SearchVectorField()


class AnyTwo(Func):
    """A query for what has any two of the eight longest words, which are the rarest as a rule."""

    template = (
        "(WITH word AS (SELECT quote_literal(lexeme) AS said FROM unnest(%(expressions)s)"
        " ORDER BY length(lexeme) DESC, lexeme LIMIT 8)"
        " SELECT string_agg(one.said || ' & ' || other.said, ' | ')::tsquery"
        " FROM word AS one JOIN word AS other ON one.said < other.said)"
    )
    output_field = SearchQueryField()


class Likeness(Func):
    """How many words of the longer of two ``tsvector``s the other has, from 0 to 1."""

    # Words of up to three letters say little, in most languages; figures say much.
    template = (
        "(SELECT (WITH a AS"
        " (SELECT lexeme FROM unnest(one) WHERE length(lexeme) > 3 OR lexeme ~ '[0-9]'),"
        " b AS (SELECT lexeme FROM unnest(other) WHERE length(lexeme) > 3 OR lexeme ~ '[0-9]')"
        " SELECT (SELECT count(*) FROM a JOIN b USING (lexeme))"
        " / greatest((SELECT count(*) FROM a), (SELECT count(*) FROM b), 1)::float)"
        " FROM (VALUES (%(expressions)s)) AS compared(one, other))"
    )
    output_field = FloatField()


def reviews_like(text: str, limit: int = SHOWN) -> list[ExternalReview]:
    """Return up to ``limit`` reviews of claims in much the same words, the likest first. One query.

    A text of a single word is like nothing.
    """
    index: Any = words_index(ExternalReview)
    ours = WordsOf(Value(text[: LONGEST * 5].replace("\0", " ")))
    near = ExternalReview.objects.filter(Has(Words(*index.columns), AnyTwo(ours)))
    # Not by the key as it is: PostgreSQL would read reviews by it until enough of them fit.
    newest: QuerySet[Any, Any] = near.order_by((F("pk") + 0).desc()).values("pk")[:COMPARED]
    alike = ExternalReview.objects.filter(pk__in=newest).annotate(
        likeness=Likeness(Words("claim_reviewed"), ours)
    )
    found = alike.filter(likeness__gte=ALIKE).order_by("-likeness", "-pk").select_related("rating")
    return list(found.defer("raw")[:limit])
