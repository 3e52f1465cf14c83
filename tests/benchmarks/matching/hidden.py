"""Ask every query with its claims in the collection, and again with them taken out."""

from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction

from factcheck.indexing import forget
from factcheck.matching import find
from factcheck.models import Audience
from tests.benchmarks.matching.certainty import Answer
from tests.benchmarks.matching.collection import Query


def ask_with_and_without(queries: Sequence[Query], keys: Mapping[str, int]) -> Iterator[Answer]:
    """Yield two answers a query; ``keys`` are the claims readers find, by id.

    Queries whose claims are not among them are left out. The collection stays as it was.
    """
    for query in queries:
        right = {keys[one] for one in query.repeats if one in keys}
        if not right:
            continue
        yield _best(query.text, right, was_there=True)
        with transaction.atomic():
            forget(right, Audience.READERS)
            answer = _best(query.text, right, was_there=False)
            transaction.set_rollback(True)
        yield answer


def _best(text: str, right: set[int], *, was_there: bool) -> Answer:
    matches = find(text, Audience.READERS)
    if not matches:
        return Answer(0.0, is_shown=False, is_right=False, was_there=was_there)
    best = matches[0]
    return Answer(best.confidence, best.is_same, best.claim_id in right, was_there)
