"""What it costs to keep the index: claims a second, one by one and in lots, all rolled back.

Each claim has a word more than it had, so that an entry and all its postings are written anew.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat

from factcheck.findable import show_to_desk, show_to_readers
from factcheck.indexing import recount
from factcheck.models import Audience, Check, Claim, Publication
from tests.benchmarks.markdown import table
from tests.benchmarks.matching.metrics import percentile

ANOTHER_WORD = " amended"
LOTS = ((1, 100), (100, 5))
"""How many claims a lot has, and how many lots there are at most."""


def upkeep_table(keys: Sequence[int]) -> str:
    """Index claims anew for each audience and count it; write what that takes, in Markdown.

    ``keys`` are those of claims to choose from. Nothing is committed, so no disk is waited for but
    for what is read first.
    """
    standing = Check.objects.standing().filter(claim__in=keys).values("publication")
    claims = list(Claim.objects.filter(pk__in=keys))
    published = list(Publication.objects.filter(pk__in=standing))
    for publication in published:
        publication.document["claim"]["statement"] += ANOTHER_WORD
    rows = []
    for size, most in LOTS:
        lots = [*_lots(claims, size)][:most]
        rows.append(_shown(f"`show_to_desk`, {size} at once", show_to_desk, lots, _amend))
        lots = [*_lots(published, size)][:most]
        rows.append(_shown(f"`show_to_readers`, {size} at once", show_to_readers, lots))
    for audience in Audience:
        times = _measured(recount, [audience])
        rows.append([f"`recount`, {audience.label}", "1", "", f"{times[0]:.1f}"])
    return table(("what", "times", "claims a second", "p50 ms", "p95 ms"), rows)


def _lots(claims: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    for first in range(0, len(claims), size):
        yield claims[first : first + size]


def _amend(claims: Sequence[Claim]) -> None:
    changed = Claim.objects.filter(pk__in=[claim.pk for claim in claims])
    changed.update(statement=Concat("statement", Value(ANOTHER_WORD)))


def _shown(
    what: str,
    show: Callable[[Any], None],
    lots: Sequence[Sequence[Any]],
    prepare: Callable[[Any], None] | None = None,
) -> list[str]:
    times = _measured(show, lots, prepare)
    if not times:
        return [what, "0"]
    rate = 1000 * sum(map(len, lots)) / sum(times)
    known = (f"{percentile(times, percent):.1f}" for percent in (50, 95))
    return [what, f"{len(lots)}", f"{rate:,.0f}", *known]


def _measured(
    act: Callable[[Any], None],
    arguments: Sequence[Any],
    prepare: Callable[[Any], None] | None = None,
) -> list[float]:
    """Return how many milliseconds each call takes, in a transaction that is rolled back."""
    times = []
    for argument in arguments:
        with transaction.atomic():
            if prepare:
                prepare(argument)
            began = time.perf_counter()
            act(argument)
            times.append(1000 * (time.perf_counter() - began))
            transaction.set_rollback(True)
    return times
