"""How long an answer takes, for editors, for readers, and on the public search page."""

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from random import Random

from django.db import DatabaseError

from factcheck.matching import find
from factcheck.models import Audience
from factcheck.search import Wanted, search
from tests.benchmarks.markdown import table
from tests.benchmarks.matching.metrics import percentile

A_PAGE = 20


def _search_page(text: str) -> None:
    found = search(Wanted(text))
    len(found), found.facets, found[:A_PAGE]  # what a page shows of it


WAYS: dict[str, Callable[[str], object]] = {
    "desk": lambda text: find(text, Audience.DESK),
    "readers": lambda text: find(text, Audience.READERS),
    "search": _search_page,
}

Times = Mapping[str, Sequence[float]]
"""Milliseconds by who asked."""


def ask_all(kinds: Mapping[str, Sequence[str]], dice: Random) -> tuple[dict[str, Times], list[str]]:
    """Ask every text in every way, all in one random order; return times by kind, and refusals.

    A text that is refused has no time; a sentence says which it was and what the database said.
    """
    asked = [(kind, text, way) for kind, texts in kinds.items() for text in texts for way in WAYS]
    dice.shuffle(asked)
    times: dict[str, dict[str, list[float]]] = {kind: defaultdict(list) for kind in kinds}
    refused = []
    for kind, text, way in asked:
        began = time.perf_counter()
        try:
            WAYS[way](text)
        except (DatabaseError, ValueError) as error:
            refused.append(f"{kind} ({way}) failed: {error}".strip())
            continue
        times[kind][way].append(1000 * (time.perf_counter() - began))
    return {kind: dict(by_way) for kind, by_way in times.items()}, sorted(set(refused))


def speed_table(times: Mapping[str, Times]) -> str:
    """Write p50, p95 and the longest time of every kind of text, in milliseconds."""
    parts = ("p50", "p95", "max")
    head = ("texts", "asked", *(f"{way} {part}" for way in WAYS for part in parts))
    return table(head, [_row(kind, by_way) for kind, by_way in times.items()])


def _row(kind: str, by_way: Times) -> list[str]:
    cells = []
    for way in WAYS:
        took = by_way.get(way, [])
        known = (percentile(took, percent) for percent in (50, 95, 100))
        cells += [f"{one:.1f}" if took else "–" for one in known]
    return [kind, f"{max(map(len, by_way.values()), default=0):,}", *cells]
