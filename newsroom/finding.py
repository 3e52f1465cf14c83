"""Rows found by their words: accents folded, each word by its beginning, from an index.

The functions are PostgreSQL's, made by a migration of ``newsroom.accounts``: what is stored and
what is asked goes through the same one, so nothing that is typed can be a query of its own.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQueryField, SearchVectorField
from django.db.models import BooleanField, F, Func, Model, QuerySet, Value

M = TypeVar("M", bound=Model)

LONGEST = 200
"""Letters of what is asked for; of a longer text the beginning is looked for."""

MOST = 150
"""So many rows are found in each place, the newest; whoever finds more asks for too little."""

MOST_READ = 60
"""Of common words so many: to find each, a dozen rows are read, and nobody leafs through more."""

COMMON = 50_000
"""Words are common from so many rows on: then it is quicker to read rows than to look them up."""


class Words(Func):
    """The words of these columns, of text or of lists of texts, as a ``tsvector``."""

    output_field = SearchVectorField()

    def as_sql(self, compiler: Any, connection: Any, *_how: Any, **_else: Any) -> Any:  # noqa: ARG002
        """Write all columns as one text, always in the same way: the index has it so."""
        texts, parameters = [], []
        for column in self.get_source_expressions():
            sql, given = compiler.compile(column)
            is_list = isinstance(column.output_field, ArrayField)
            texts.append(f"newsroom_said({sql})" if is_list else f"coalesce({sql}, '')")
            parameters += given
        joined = " || ' ' || ".join(texts)
        return f"newsroom_words({joined})", parameters


class Beginnings(Func):
    """A query for rows that have, for each word of a text, one that begins with it."""

    function = "newsroom_beginnings"
    output_field = SearchQueryField()


class Has(Func):
    """Whether words answer a query."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class WordsIndex(GinIndex):
    """Lets the rows of a model be found by the words of these columns."""

    def __init__(self, *columns: str, name: str) -> None:
        """Index the words of all columns together."""
        self.columns = columns
        super().__init__(Words(*columns), name=name)

    def deconstruct(self) -> Any:
        """Name the columns, for migrations."""
        return "newsroom.finding.WordsIndex", self.columns, {"name": self.name}


def words_index(model: type[Model]) -> WordsIndex | None:
    """Return the index by whose words rows of ``model`` are found, if it has one."""
    return next((one for one in model._meta.indexes if isinstance(one, WordsIndex)), None)


def having(rows: QuerySet[M], text: str) -> QuerySet[M]:
    """Keep the rows that have all words of ``text``, or longer ones that begin so.

    A text without a word in it finds nothing. Raises ``LookupError`` where the model has no
    ``WordsIndex``.
    """
    index = words_index(rows.model)
    if index is None:
        raise LookupError(f"{rows.model.__name__} has no WordsIndex: nothing can be found in it.")
    return rows.filter(Has(Words(*index.columns), Beginnings(Value(_sayable(text)))))


def find(rows: QuerySet[M], text: str, through: Iterable[str] = ()) -> QuerySet[M]:
    """Keep the newest ``rows`` that have the words of ``text``, or that point to what has them.

    ``through`` names relations, such as ``link`` or ``transition__link``. All words are in one
    place: in the row itself or in what one relation leads to. Of each place the ``MOST`` newest
    rows are found (``MOST_READ`` where the words are common), so that a word that is everywhere
    costs little more than a rare one. Two queries, now, and one for each further place: who counts
    the rows and reads a page of them does not search twice.
    """
    places = [_newest_having(rows, text)] if words_index(rows.model) else []
    for path in through:
        there = _newest_having(QuerySet[Any](_related(rows.model, path)), text)
        places.append(_keys(rows.filter(**{f"{path}__in": there}), "-pk"))
    first, *others = places
    return rows.filter(pk__in=list(first.union(*others) if others else first))


def _newest_having(rows: QuerySet[Any], text: str) -> QuerySet[Any, Any]:
    """Return the keys of the newest rows that have the words.

    Of common words the newest rows are read until there are enough. Rarer ones are looked up and
    then sorted: reading words costs far more than looking them up, but PostgreSQL does not think
    so, and would read. Hence an order that no index has.
    """
    found = having(rows, text)
    plan = found.order_by().explain(format="json")
    if json.loads(plan)[0]["Plan"]["Plan Rows"] >= COMMON:
        return _keys(found, "-pk")[:MOST_READ]
    is_looked_up = "Bitmap" in plan
    return _keys(found, (F("pk") + 0).desc() if is_looked_up else "-pk")


def _keys(rows: QuerySet[Any], order: Any) -> QuerySet[Any, Any]:
    return rows.select_related(None).order_by(order).values_list("pk", flat=True)[:MOST]


def _related(model: type[Model], path: str) -> type[Any]:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model


def _sayable(text: str) -> str:
    """Leave out what PostgreSQL does not take for text, and what all addresses begin with."""
    sayable = text[:LONGEST].replace("\0", " ").encode(errors="replace").decode()
    return re.sub(r"^\s*https?://(www\.)?", "", sayable)
