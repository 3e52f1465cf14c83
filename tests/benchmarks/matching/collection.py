"""A collection of checked claims and of texts that repeat them, from files into the search index.

Claims are lines of JSON with `id`, `claim`, `title` and `date`, articles with `id` and `text`,
queries with `query_id` and `text`; each may be packed with gzip. Which claim a query repeats is a
line of its `query_id`, a tab, and the claim's `id`.
"""

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection

from newsroom.dates import WRITTEN_DATES, Precision, from_match

if TYPE_CHECKING:
    from factcheck.models import Audience

USUAL = Path(__file__).parents[4] / "shared/data/matching/tweets_2a"
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim that was checked: its words, the check's title and article, and when that was."""

    id: str
    claim: str
    title: str
    article: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Query:
    """A text, and the ids of the claims it repeats as far as they are known."""

    id: str
    text: str
    repeats: frozenset[str]


def add_files(parser: argparse.ArgumentParser) -> None:
    """Let the user say which collection; left alone it is the one of posts beside this project."""
    add = parser.add_argument
    add("--claims", type=Path, default=USUAL / "claims.jsonl.gz", metavar="F")
    add("--queries", type=Path, default=USUAL / "dev.queries.jsonl", metavar="F")
    add("--articles", type=Path, metavar="F", help="the texts of the checks, if there are any")


def absent(*files: Path | None) -> str:
    """Say which of the files is not there; nothing if all are."""
    lacking = [str(file) for file in files if file and not file.is_file()]
    return f"There is nothing to measure on: no file {', '.join(lacking)}." if lacking else ""


def read_claims(claims: Path, articles: Path | None) -> Iterator[Checked]:
    """Read the claims of a collection."""
    texts = {row["id"]: row["text"] for row in _rows_of(articles)} if articles else {}
    for row in _rows_of(claims):
        yield Checked(
            row["id"],
            row["claim"],
            row.get("title") or "",
            texts.get(row["id"], ""),
            _day(row.get("date") or ""),
        )


def read_queries(queries: Path, pairs: Path | None = None) -> list[Query]:
    """Read queries; with ``pairs``, those of which it is known what they repeat."""
    repeats = defaultdict(set)
    for line in pairs.read_text(encoding="utf-8").splitlines() if pairs else ():
        query, _, claim = line.partition("\t")
        repeats[query].add(claim.strip())
    rows = [row for row in _rows_of(queries) if not pairs or row["query_id"] in repeats]
    return [
        Query(row["query_id"], row["text"], frozenset(repeats[row["query_id"]])) for row in rows
    ]


def _rows_of(path: Path) -> Iterator[dict[str, Any]]:
    packed = path.suffix == ".gz"
    with (
        gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as lines
    ):
        yield from (json.loads(line) for line in lines if line.strip())


def file_claims(claims: Iterable[Checked]) -> list[int]:
    """Make a claim of each and nothing else; return their primary keys in the same order."""
    from factcheck.models import Claim  # noqa: PLC0415 - Django must be set up before
    from newsroom.accounts.models import User  # noqa: PLC0415

    person = User.objects.create(username="benchmark")
    numbers = count(1)
    rows = [
        Claim(
            statement=one.claim[:500].strip() or "–",
            slug=f"claim-{next(numbers)}",
            created_by=person,
        )
        for one in claims
    ]
    return [claim.pk for claim in Claim.objects.bulk_create(rows, batch_size=AT_ONCE)]


def index_claims(
    claims: Sequence[Checked], keys: Sequence[int], audience: "Audience", *, dated: bool = True
) -> None:
    """Let an audience find the claims under these keys; ``dated`` by the day of the check too."""
    from factcheck.indexing import Findable, index, recount  # noqa: PLC0415

    for first in range(0, len(claims), AT_ONCE):
        part = slice(first, first + AT_ONCE)
        index(
            [
                Findable(
                    claim_id=key,
                    audience=audience,
                    language="en",
                    statement=one.claim,
                    summary=one.title,
                    text=one.article,
                    checked_on=one.checked_on if dated else None,
                )
                for key, one in zip(keys[part], claims[part], strict=True)
            ]
        )
    recount(audience)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE factcheck_searchposting, factcheck_searchentry")


def _day(written: str) -> date | None:
    """Read the day in "26 May 2015" or "stated on October 28, 2019 in a speech:"."""
    for pattern in WRITTEN_DATES:
        if found := pattern.search(written):
            known = from_match(found)
            return known.value.date() if known.value and known.precision is Precision.DAY else None
    return None
