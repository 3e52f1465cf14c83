"""Keep the words that published checks are written with, and what each may be mistaken for.

A word is written with its *slips*: hashes of it, and of it with one letter left out. Somebody who
types a word with a letter too few, too many, wrong or in the wrong place types one that has a slip
in common with it, whatever the script. Equal hashes of different words do no harm: whoever looks
words up by slips compares them by their letters afterwards.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations
from typing import Any
from zlib import crc32

import regex
from django.db import connection, transaction

from factcheck.indexing import LONGEST_TEXT, Findable, as_compared
from factcheck.lexemes import configuration_of
from factcheck.models import Audience, PublishedWord

NAME = "name"
SHORTEST, LONGEST = 3, 30
ENOUGH = 5_000
"""Entries of a word are counted up to here: how common it is need not be known better."""

Word = tuple[str, str]
"""A configuration, or ``NAME``, and the word in small letters."""

WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")

_UNKNOWN = """
    SELECT configuration, word
      FROM unnest(%s::text[], %s::text[]) AS written (configuration, word)
     WHERE NOT EXISTS (SELECT FROM factcheck_publishedword AS known
                        WHERE (known.configuration, known.word)
                            = (written.configuration, written.word))
"""

_COUNT = """
    UPDATE factcheck_publishedword AS word SET entries = counted.n
      FROM factcheck_publishedword AS cut
     CROSS JOIN LATERAL (
        SELECT count(*) AS n FROM (
            SELECT FROM unnest(to_tsvector(
                ('newsroom_' || CASE cut.configuration WHEN %(name)s THEN 'simple'
                                ELSE cut.configuration END)::regconfig, cut.word)) AS form
              JOIN factcheck_searchposting AS posting
                ON posting.audience = %(readers)s
               AND posting.lexeme = cut.configuration || ':' || form.lexeme
             LIMIT %(enough)s) AS seen) AS counted
     WHERE word.id = cut.id AND word.entries <> counted.n
"""


def learn(rows: Iterable[Findable], seen: set[Word] | None = None) -> None:
    """Remember the words of what has just been published. One query, one more for new words.

    Words that are known are left alone, so publishing waits for nobody else who publishes. Those in
    ``seen`` are known without a look; the others are added to it.
    """
    written = _words_of(rows) - (seen or set())
    new = sorted(_unknown(written)) if written else []
    PublishedWord.objects.bulk_create(
        (
            PublishedWord(
                configuration=configuration,
                word=word,
                folded=fold(word),
                slips=sorted(slips_of(fold(word), 1)),
            )
            for configuration, word in new
        ),
        batch_size=5_000,
        ignore_conflicts=True,
    )
    if seen is not None:
        seen |= written


def _unknown(written: Collection[Word]) -> list[Word]:
    with connection.cursor() as cursor:
        cursor.execute(_UNKNOWN, list(map(list, zip(*written, strict=True))))
        return [(configuration, word) for configuration, word in cursor.fetchall()]


@transaction.atomic
def count_words() -> None:
    """Count in how many published claims each word stands."""
    asked: dict[str, Any] = {"name": NAME, "readers": Audience.READERS.value, "enough": ENOUGH}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('count words'))")  # one at a time
        cursor.execute(_COUNT, asked)


def fold(word: str) -> str:
    """Write a word in small letters, without accents."""
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def slips_of(folded: str, most: int) -> set[int]:
    """Return hashes (32 bits, signed) of a word with none up to ``most`` letters left out."""
    left_out = (
        without
        for n in range(min(most, len(folded) - 1) + 1)
        for without in combinations(folded, len(folded) - n)
    )
    return {_hash("".join(letters)) for letters in left_out}


def _hash(letters: str) -> int:
    return crc32(letters.encode()) - 2**31


def _words_of(rows: Iterable[Findable]) -> set[Word]:
    said: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        own = (row.statement, row.summary, row.text[:LONGEST_TEXT])
        said[configuration_of(row.language)] += map(as_compared, own)
        said[NAME].append(as_compared(row.names))
    return {
        (configuration, word)
        for configuration, texts in said.items()
        for word in set(WORD.findall("\n".join(texts).lower()))
        if SHORTEST <= len(word) <= LONGEST
    }
