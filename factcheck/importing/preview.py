"""What rows would do: make a claim, find one we have, or nothing, and why. Nothing is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from factcheck.importing.columns import Row
from factcheck.importing.resource import ClaimResource, Given
from factcheck.models import Appearance, ImportedRow
from sources.models import SourceText
from sources.reading.quote import QuoteError, anchor

AT_ONCE = 500

Key = tuple[str, str]


def key_of(address: str, statement: str) -> Key:
    """Return by what a claim of an article is known again: white space and case do not count."""
    return address, " ".join(statement.split()).casefold()


def preview(rows: Sequence[Row]) -> Iterator[ImportedRow]:
    """Yield an unsaved row for each of ``rows``, with what it would do. Two queries for each 500.

    Rows are numbered from 1. Words that are quoted are looked for in the texts we have.
    """
    resource, seen = ClaimResource(), dict[Key, int]()
    for start in range(0, len(rows), AT_ONCE):
        numbered = enumerate(rows[start : start + AT_ONCE], start=start + 1)
        read = [(number, row, resource.read(row)) for number, row in numbered]
        addresses = {given.address for _number, _row, given in read if given.address}
        known, texts = claims_at(addresses), _texts_at(read)
        for number, row, given in read:
            key = key_of(given.address, given.statement)
            found = ImportedRow(number=number, given=dict(row), claim_id=known.get(key))
            found.problems = [*given.problems, *_more(given, seen.get(key), texts)]
            found.outcome = _outcome(found)
            if found.outcome == ImportedRow.Outcome.NEW:
                seen[key] = number
            yield found


def claims_at(addresses: Iterable[str]) -> dict[Key, int]:
    """Return the claims we have in the articles at these addresses, by their keys. One query."""
    found = Appearance.objects.filter(source__link__url__in=list(addresses)).order_by("-claim")
    named = found.values_list("source__link__url", "claim__statement", "claim")
    return {key_of(url, statement): claim for url, statement, claim in named}


def _texts_at(read: Iterable[tuple[int, Any, Given]]) -> Mapping[str, str]:
    """Return the newest texts of the articles that words are quoted from, by address."""
    quoted = {given.address for _number, _row, given in read if given.quote}
    if not quoted:
        return {}
    texts = SourceText.objects.filter(source__link__url__in=quoted).order_by("number")
    return dict(texts.values_list("source__link__url", "text"))  # of several the newest


def _more(given: Given, twin: int | None, texts: Mapping[str, str]) -> Iterator[str]:
    """Say what is wrong with a row beyond its cells."""
    if given.problems:
        return
    if twin is not None:
        yield _("The address and the claim of row %d.") % twin
    if given.quote and given.address in texts:
        try:
            anchor(texts[given.address], given.quote)
        except QuoteError as error:
            yield f"quote: {error}"


def _outcome(row: ImportedRow) -> ImportedRow.Outcome:
    if row.claim_id:
        row.problems = []
        return ImportedRow.Outcome.KNOWN
    return ImportedRow.Outcome.WRONG if row.problems else ImportedRow.Outcome.NEW
