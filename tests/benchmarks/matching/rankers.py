"""Who ranks claims for a text: our matcher, and how PostgreSQL does it without one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Protocol

from django.db import connection

from factcheck.lexemes import cleaned
from factcheck.matching import find
from factcheck.models import Audience
from tests.benchmarks.matching.collection import Checked, index_claims

SHOWN = 10
"""So many claims are asked for, as an editor sees them."""


class Ranker(Protocol):
    """Something that ranks claims by a text, once it has built its index of them."""

    def build(self, claims: Sequence[Checked]) -> int:
        """Make the index; return its size in bytes."""

    def ask(self, text: str) -> list[str]:
        """Return the ids of the best ``SHOWN`` claims, the best first."""


class Matcher:
    """The product's own. Undated, it knows the words of claims but not the days of checks."""

    def __init__(self, keys: Sequence[int], *, dated: bool = True) -> None:
        self._keys = keys
        self._ids: dict[int, str] = {}
        self._dated = dated
        self._audience = Audience.READERS if dated else Audience.DESK  # beside each other

    def build(self, claims: Sequence[Checked]) -> int:
        before = self._size()
        index_claims(claims, self._keys, self._audience, dated=self._dated)
        self._ids = dict(zip(self._keys, (one.id for one in claims), strict=True))
        return self._size() - before

    def ask(self, text: str) -> list[str]:
        return [self._ids[match.claim_id] for match in find(text, self._audience, limit=SHOWN)]

    @staticmethod
    def _size() -> int:
        tables = ("entry", "posting", "term", "statistics")
        return sum(_size_of(f"factcheck_search{table}") for table in tables)


class FullText:
    """Plain `english` full text: any of the words by `ts_rank`, or all as a search box has it."""

    _ANY = """
        SELECT id FROM {table} CROSS JOIN (
            SELECT string_agg(quote, ' | ')::tsquery AS query
              FROM unnest(to_tsvector('english', %s))
             CROSS JOIN LATERAL (SELECT '''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''')
                                        || '''' AS quote) AS quoted) AS asked
         WHERE words @@ query ORDER BY ts_rank(words, query) DESC LIMIT %s
    """
    _ALL = """
        SELECT id FROM {table} CROSS JOIN websearch_to_tsquery('english', %s) AS query
         WHERE words @@ query ORDER BY ts_rank(words, query) DESC LIMIT %s
    """

    def __init__(self, table: str, *, of_all: bool = False, with_articles: bool = False) -> None:
        self._table = f"peer_{table}"
        self._statement = (self._ALL if of_all else self._ANY).format(table=self._table)
        self._with_articles = with_articles

    def build(self, claims: Sequence[Checked]) -> int:
        with _table(self._table, "words tsvector") as cursor:
            cursor.execute(
                f"INSERT INTO {self._table} SELECT id, to_tsvector('english', said)"  # noqa: S608 - our table
                " FROM unnest(%s::text[], %s::text[]) AS row (id, said)",
                _columns(claims, with_articles=self._with_articles),
            )
            cursor.execute(f"CREATE INDEX ON {self._table} USING gin (words)")
        return _size_of(self._table)

    def ask(self, text: str) -> list[str]:
        return _ids(self._statement, [text, SHOWN])


class Trigrams:
    """Nearness of trigrams, by a GiST index with signatures of the length that suits sentences."""

    def build(self, claims: Sequence[Checked]) -> int:
        with _table("peer_trigrams", "words text") as cursor:
            cursor.execute(
                "INSERT INTO peer_trigrams SELECT * FROM unnest(%s::text[], %s::text[])",
                _columns(claims),
            )
            cursor.execute(
                "CREATE INDEX peer_trigrams_words ON peer_trigrams"
                " USING gist (words gist_trgm_ops(siglen=256))"
            )
        return _size_of("peer_trigrams_words")  # the table is only the claims' own words

    def ask(self, text: str) -> list[str]:
        return _ids("SELECT id FROM peer_trigrams ORDER BY words <-> %s LIMIT %s", [text, SHOWN])


class Cleaned:
    """Another ranker that is given all words as ours cleans them: what does cleaning alone do?"""

    def __init__(self, ranker: Ranker) -> None:
        self._ranker = ranker

    def build(self, claims: Sequence[Checked]) -> int:
        return self._ranker.build(
            [
                replace(one, claim=cleaned(one.claim), title=cleaned(one.title), article="")
                for one in claims
            ]
        )

    def ask(self, text: str) -> list[str]:
        return self._ranker.ask(cleaned(text))


def said_in(one: Checked, *, with_article: bool = False) -> str:
    """Write as one text what the rankers without fields are given."""
    return "\n".join([one.claim, one.title, one.article if with_article else ""]).strip()


def _columns(claims: Sequence[Checked], *, with_articles: bool = False) -> list[list[str]]:
    said = [said_in(one, with_article=with_articles) for one in claims]
    return [[one.id for one in claims], said]


@contextmanager
def _table(name: str, column: str) -> "Iterator[Any]":
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {name} (id text, {column})")
        yield cursor
        cursor.execute(f"VACUUM ANALYZE {name}")


def _size_of(relation: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s::regclass)", [relation])
        return int(cursor.fetchone()[0])


def _ids(statement: str, parameters: list[Any]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [one for (one,) in cursor.fetchall()]
