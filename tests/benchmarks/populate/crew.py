"""Who does the work of a load: this process, or several, each with a connection of its own."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Protocol, TypeVar

import django
from django.db import connection

from tests.benchmarks.populate.scale import Scale
from tests.benchmarks.scratch import SETTINGS

if TYPE_CHECKING:
    from tests.benchmarks.populate.worker import Worker

PROCESSES = 2
SMALL = 5_000
"""Claims below which more processes would cost more than they bring."""

T = TypeVar("T")


class Team(Protocol):
    """Whoever does the work."""

    def write(self, block: int) -> "Future[int]":
        """Make up a block and copy it; return how many claims it has."""

    def run(self, statement: str) -> "Future[int]":
        """Run a statement; return 1."""


@contextmanager
def team(scale: Scale, processes: int) -> Iterator[Team]:
    """Return as many workers as asked for, one for a small corpus."""
    if processes < 2 or scale.claims < SMALL:
        yield Alone(scale)
        return
    name = connection.settings_dict["NAME"]
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (name, scale)) as pool:
        yield Crew(pool)


class Alone:
    """This process, over Django's own connection."""

    def __init__(self, scale: Scale) -> None:
        """Prepare the one worker."""
        from tests.benchmarks.populate.worker import Worker  # noqa: PLC0415

        self._worker = Worker(scale)

    def write(self, block: int) -> "Future[int]":
        """Do it now."""
        return _done(self._worker.write, block)

    def run(self, statement: str) -> "Future[int]":
        """Do it now."""
        return _done(self._worker.run, statement)


class Crew:
    """Processes of a pool."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        """Work with this pool, whose processes began with ``_begin``."""
        self._pool = pool

    def write(self, block: int) -> "Future[int]":
        """Leave it to the next process that is free."""
        return self._pool.submit(_write, block)

    def run(self, statement: str) -> "Future[int]":
        """Leave it to the next process that is free."""
        return self._pool.submit(_run, statement)


def _done(call: Callable[[T], int], argument: T) -> "Future[int]":
    future: Future[int] = Future()
    future.set_result(call(argument))
    return future


_workers: "list[Worker]" = []
"""The worker of this process, in a process of a pool."""


def _begin(database: str, scale: Scale) -> None:
    """Set a new process up over the database. Models can be imported only after that."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    from tests.benchmarks.populate import bulk  # noqa: PLC0415
    from tests.benchmarks.populate.worker import Worker  # noqa: PLC0415

    connection.settings_dict["NAME"] = database
    bulk.be_patient(connection)
    _workers.append(Worker(scale))


def _write(block: int) -> int:
    return _workers[0].write(block)


def _run(statement: str) -> int:
    return _workers[0].run(statement)
