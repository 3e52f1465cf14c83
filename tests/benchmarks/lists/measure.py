"""What opening a page costs: time, queries, and how much of the time the database takes."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db import connection
from django.test import Client
from tqdm import tqdm

from newsroom.accounts.models import User
from tests.benchmarks.lists.pages import Page


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """The median of a few openings, in milliseconds; queries are those of one.

    ``computing`` is the processor time of our own process, which a busy machine stretches least.
    """

    milliseconds: float
    in_database: float
    computing: float
    queries: int
    page: Page = field(compare=False)


@dataclass
class Statements:
    """Counts and times what is sent to the database."""

    count: int = 0
    seconds: float = 0.0

    def __call__(self, execute: Any, *statement: Any) -> Any:
        """Run one statement."""
        began = time.perf_counter()
        try:
            return execute(*statement)
        finally:
            self.count += 1
            self.seconds += time.perf_counter() - began


def measured(pages: Iterable[Page], times: int) -> Iterator[Cost]:
    """Open each page once unmeasured, then so many times. Raises when one cannot be opened."""
    client = Client()
    everything = {"is_staff": True, "is_superuser": True}
    client.force_login(User.objects.get_or_create(username="bench", defaults=everything)[0])
    for page in tqdm(list(pages), unit=" pages"):
        _open(client, page)
        runs = [_open(client, page) for _ in range(times)]
        total, within, computing = (1000 * median(run[n] for run in runs) for n in range(3))
        yield Cost(total, within, computing, runs[0][3], page)


def _open(client: Client, page: Page) -> tuple[float, float, float, int]:
    statements, began, computed = Statements(), time.perf_counter(), time.process_time()
    with connection.execute_wrapper(statements):
        response = client.get(page.address, REMOTE_ADDR=_somebody())
    elapsed = time.perf_counter() - began
    if response.status_code != 200:
        raise RuntimeError(f"{page.address} answered {response.status_code}.")
    return elapsed, statements.seconds, time.process_time() - computed, statements.count


def _somebody() -> str:
    """Return another address each time: the API is throttled by address."""
    number = time.monotonic_ns()
    return f"127.{number % 251}.{number // 251 % 251}.{number // 63001 % 251}"


def table(costs: Iterable[Cost]) -> list[str]:
    """Return a Markdown table, in the order given."""
    return [
        "| page | address | ms | CPU-ms, ours | queries | in the database |",
        "|---|---|---:|---:|---:|---:|",
        *map(_row, costs),
    ]


def _row(cost: Cost) -> str:
    share = f"{cost.in_database / cost.milliseconds:.0%}"
    spent = f"{cost.milliseconds:,.0f} | {cost.computing:,.0f} | {cost.queries} | {share}"
    return f"| {cost.page.what} | `{cost.page.address}` | {spent} |"
