"""Make the search index anew, all of it."""

import gc
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, connections, transaction
from tqdm import tqdm

from factcheck.findable import renew
from factcheck.indexing import forget_strays, recount
from factcheck.models import Audience, Claim
from factcheck.vocabulary import Word, count_words

AT_ONCE = 400
"""So many claims are read and written in a transaction: nobody can change them meanwhile."""


class Command(BaseCommand):
    """``index_search``: once after an upgrade that brings the search, or changes how it reads."""

    help = "Make the search index anew: after an upgrade, or when it is in doubt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let the operator say how much of the machine to take."""
        parser.add_argument(
            "--processes",
            type=int,
            default=len(os.sched_getaffinity(0)),
            help="how many work at once (as many as there are processors)",
        )

    def handle(self, *, processes: int, **_options: Any) -> None:
        """Index every claim for the desk and every standing check for readers, then count."""
        _seen.clear()
        with tqdm(total=Claim.objects.count(), unit=" claims") as bar:
            for claims in _renewed(list(_parts()), processes):
                bar.update(claims)
        self.stdout.write("Counting how common words are …")
        forget_strays()
        for audience in Audience:
            recount(audience)
        count_words()
        _tidy()
        self.stdout.write("The search index is complete.")


def _parts() -> Iterator[tuple[int, int]]:
    """Yield the first and the last key of some claims at a time, of all claims in turn."""
    keys = Claim.objects.order_by("pk").values_list("pk", flat=True)
    begins = [key for place, key in enumerate(keys.iterator()) if place % AT_ONCE == 0]
    last = keys.last() or 0
    yield from ((first, after - 1) for first, after in pairwise([*begins, last + 1]))


def _renewed(parts: list[tuple[int, int]], processes: int) -> Iterator[int]:
    if processes == 1:
        yield from map(_renew, parts)
        return
    connections.close_all()  # a connection cannot be shared by processes
    gc.freeze()  # what there is is not gone through again and again, and stays shared
    with ProcessPoolExecutor(processes, get_context("fork")) as pool:
        yield from pool.map(_renew, parts)


_seen: set[Word] = set()
"""The words that this process has learnt."""


@transaction.atomic
def _renew(part: tuple[int, int]) -> int:
    with connection.cursor() as cursor:
        # The index is derived: where the power fails, all of it is made anew anyhow.
        cursor.execute("SET LOCAL synchronous_commit = off")
    return renew(Claim.objects.filter(pk__range=part), _seen)


def _tidy() -> None:
    """Let the planner know what there is, and answers be read from the index of postings alone."""
    how = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
    tables = "factcheck_searchentry, factcheck_searchposting, factcheck_publishedword"
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(f"{how} {tables}")
        cursor.execute("RESET statement_timeout")
