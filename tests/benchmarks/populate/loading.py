"""Fills an empty, migrated database, and leaves it as sound as if actions had."""

import sys
from collections.abc import Callable
from concurrent.futures import Future, as_completed
from typing import Any

from django.db import connection, transaction
from tqdm import tqdm

from factcheck.models import Claim
from sources.models import Source
from tests.benchmarks.populate import bulk, finishing
from tests.benchmarks.populate.cast import Cast
from tests.benchmarks.populate.crew import PROCESSES, team
from tests.benchmarks.populate.people import write_people
from tests.benchmarks.populate.rows import Rows, tables
from tests.benchmarks.populate.scale import Scale


class NotEmpty(RuntimeError):
    """There are claims already; a corpus is loaded into an empty database only."""


def load(scale: Scale, *, processes: int = PROCESSES) -> None:
    """Fill the database Django is connected to.

    In one process everything happens in the caller's transaction, if there is one. Raises
    ``NotEmpty``, and ``NotRestored`` when indexes, constraints and triggers are not what they were.
    """
    if Claim.objects.exists() or Source.objects.exists():
        raise NotEmpty("There are claims or articles in this database. Choose an empty one.")
    bulk.be_patient(connection)
    before = bulk.definitions(connection)
    finishing.define_ratings_before(connection)
    with transaction.atomic():
        aside = bulk.put_aside(connection, tables())
    with bulk.triggers_off(connection, tables()):
        _write_everybody(scale)
        _fill(scale, aside, processes)
        finishing.analyze(connection)
        finishing.watch_less(connection)
        _note_each("foreign keys", aside.foreign_keys)
    finishing.set_sequences(connection)
    bulk.check_restored(connection, before)


def _write_everybody(scale: Scale) -> None:
    rows = Rows()
    write_people(rows)
    Cast(scale).write(rows)
    rows.copy(connection)


def _fill(scale: Scale, aside: bulk.Aside, processes: int) -> None:
    """Copy all blocks, then build the indexes: the costly part, shared by the team."""
    with team(scale, processes) as workers:
        with _bar("claims", scale.claims) as bar:
            _all([workers.write(number) for number in range(scale.blocks)], bar.update)
        finishing.fill_outbox(connection)
        with _bar("indexes", len(aside.indexes)) as bar:
            _all([workers.run(statement) for statement in aside.indexes], bar.update)


def _note_each(what: str, statements: list[str]) -> None:
    with _bar(what, len(statements)) as bar:
        for statement in statements:
            bulk.run(connection, [statement])
            bar.update()


def _bar(what: str, total: int) -> "tqdm[None]":
    """Show how far the load is on standard error, if that is a terminal."""
    return tqdm(total=total, desc=what, file=sys.stderr, disable=None, dynamic_ncols=True)


def _all(futures: "list[Future[int]]", note: Callable[[int], Any]) -> None:
    """Wait for all of them; at the first that fails, begin no more."""
    try:
        for done in as_completed(futures):
            note(done.result())
    except BaseException:
        for future in futures:
            future.cancel()
        raise
