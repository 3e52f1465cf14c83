"""What a load costs: time, processor time of our processes and of PostgreSQL, memory, space."""

import resource
import time
from dataclasses import dataclass, field

import psutil
from django.db import connection

from tests.benchmarks.populate.rows import tables

_WHOSE = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


@dataclass
class Account:
    """Counts from when it is opened until ``lines`` is asked for."""

    began: float = field(default_factory=time.monotonic)
    ours: float = 0
    server: float | None = None

    @classmethod
    def opened(cls) -> "Account":
        """Begin to count."""
        return cls(ours=_our_seconds(), server=_server_seconds())

    def lines(self, claims: int) -> list[str]:
        """Return a Markdown table of the cost, then one of the largest tables."""
        elapsed, ours = time.monotonic() - self.began, _our_seconds() - self.ours
        now = _server_seconds()
        server = None if now is None or self.server is None else now - self.server
        theirs = "elsewhere" if server is None else f"{server:,.0f}"
        peak = max(resource.getrusage(who).ru_maxrss for who in _WHOSE) / 1024
        cells = (
            f"{claims:,}", f"{elapsed:,.0f}", f"{ours:,.0f}", theirs, f"{peak:,.0f}",
            f"{_gigabytes():.2f}",
        )  # fmt: skip
        return [
            "| claims | seconds | CPU-s, ours | CPU-s, PostgreSQL | MB a process, at most | GB |",
            "| --- | --- | --- | --- | --- | --- |",
            f"| {' | '.join(cells)} |",
            "",
            "| table | rows | MB with indexes |",
            "| --- | --- | --- |",
            *_largest(),
        ]


def _our_seconds() -> float:
    """Return the processor time of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in _WHOSE]
    return sum((usage.ru_utime + usage.ru_stime for usage in used), 0.0)


def _server_seconds() -> float | None:
    """Return the processor time of PostgreSQL, its sessions included; None if it is elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), inet_server_addr() IS NULL")
        pid, is_local = cursor.fetchone()
    try:
        server = psutil.Process(pid).parent() if is_local else None
        if server is None or "postgres" not in server.name():
            return None
        times = [server.cpu_times(), *(child.cpu_times() for child in server.children())]
    except psutil.Error:
        return None
    ended = times[0].children_user + times[0].children_system
    return float(ended + sum(each.user + each.system for each in times))


def _gigabytes() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return float(cursor.fetchone()[0]) / 1e9


def _largest() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, reltuples::bigint, pg_total_relation_size(oid) / 1000000 FROM pg_class"
            " WHERE relkind = 'r' AND relname = ANY(%s) ORDER BY 3 DESC, 1",
            [tables()],
        )
        return [f"| {name} | {rows:,} | {size:,} |" for name, rows, size in cursor.fetchall()]
