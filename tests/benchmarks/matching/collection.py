"""A collection of claims, from files into the search index."""

import gzip
import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection

from newsroom.dates import WRITTEN_DATES, Precision, from_match

AT_ONCE = 500


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Read lines of JSON, packed with gzip or not."""
    packed = path.suffix == ".gz"
    with (
        gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as lines
    ):
        yield from (json.loads(line) for line in lines if line.strip())


def load(claims: Path, articles: Path | None) -> dict[int, str]:
    """Index the claims of a file for readers; return their ids by primary key."""
    from factcheck.indexing import recount  # noqa: PLC0415 - Django must be set up before
    from factcheck.models import Audience  # noqa: PLC0415
    from newsroom.accounts.models import User  # noqa: PLC0415

    person = User.objects.create(username="benchmark")
    texts = {row["id"]: row["text"] for row in rows_of(articles)} if articles else {}
    ids: dict[int, str] = {}
    rows = rows_of(claims)
    while some := list(islice(rows, AT_ONCE)):
        ids |= _index(some, texts, person)
    recount(Audience.READERS)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE factcheck_searchposting, factcheck_searchentry")
    return ids


def _index(rows: list[dict[str, Any]], texts: Mapping[str, str], person: Any) -> dict[int, str]:
    from factcheck.indexing import Findable, index  # noqa: PLC0415
    from factcheck.models import Audience, Claim  # noqa: PLC0415

    made = Claim.objects.bulk_create(
        Claim(statement=row["claim"][:500].strip() or "–", slug=row["id"][:120], created_by=person)
        for row in rows
    )
    found_by = [
        Findable(
            claim_id=claim.pk,
            audience=Audience.READERS,
            language="en",
            statement=row["claim"],
            summary=row.get("title") or "",
            text=texts.get(row["id"], ""),
            checked_on=_day(row.get("date") or ""),
        )
        for claim, row in zip(made, rows, strict=True)
    ]
    index(found_by)
    return {claim.pk: row["id"] for claim, row in zip(made, rows, strict=True)}


def _day(written: str) -> date | None:
    """Read the day in "26 May 2015" or "stated on October 28, 2019 in a speech:"."""
    for pattern in WRITTEN_DATES:
        if found := pattern.search(written):
            known = from_match(found)
            return known.value.date() if known.value and known.precision is Precision.DAY else None
    return None
