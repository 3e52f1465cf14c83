"""The servers that race: one granian each, of one process and one thread, ours and Wagtail's."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil
from django.db import connection

from newsroom.demo import ports
from tests.benchmarks.environments import programs_of
from tests.support.web import free_port
from tests.support.worker import ROOT, database_url, eventually

WAGTAIL = ("wagtail", "granian", "psycopg[binary]")
HERE = Path(__file__).parent


class Server:
    """A server under way; ``port`` is where."""

    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.port, self._process = port, psutil.Process(process.pid)

    def cpu_seconds(self) -> float:
        """Return the processor time of all its processes until now."""
        family = [self._process, *self._process.children(recursive=True)]
        times = [process.cpu_times() for process in family]
        return sum(time.user + time.system for time in times)


@contextmanager
def ours(log: Path) -> Iterator[Server]:
    """Serve our site over the database Django is connected to."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.serving.settings",
        "DATABASE_URL": database_url(),
        "BROKER_URL": "memory://",
    }
    command = [sys.executable, "-m", "granian"]
    with _running(command, "newsroom.wsgi:application", ROOT, environment, log) as server:
        yield server


@contextmanager
def wagtail(size: int, log: Path) -> Iterator[tuple[Server, str]]:
    """Serve a Wagtail site of pages of so many bytes; yield the address of one too.

    Raises ``NotInstalled``.
    """
    python = str(programs_of("wagtail", WAGTAIL) / "python")
    given = connection.settings_dict
    with _database(f"bench_wagtail_{os.getpid()}") as name:
        environment = {
            "DJANGO_SETTINGS_MODULE": "wagtail_site.settings",
            "SECRET_KEY": secrets.token_hex(),
            "PGDATABASE": name,
            "PGHOST": str(given["HOST"] or "localhost"),
            "PGPORT": str(given["PORT"] or 5432),
            "PGUSER": str(given["USER"]),
            "PGPASSWORD": str(given["PASSWORD"] or ""),
        }
        run = partial(
            subprocess.run, cwd=HERE, env={**os.environ, **environment}, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        run([python, "-m", "django", "migrate", "--verbosity=0"])
        path = run([python, "-m", "wagtail_site.fill", str(size)]).stdout.strip()
        command = [python, "-m", "granian"]
        with _running(command, "wagtail_site.wsgi:application", HERE, environment, log) as server:
            yield server, path


@contextmanager
def _running(
    command: list[str], application: str, folder: Path, environment: Mapping[str, str], log: Path
) -> Iterator[Server]:
    port = free_port()
    options = ["--interface", "wsgi", "--host", ports.HOST, "--port", str(port)]
    options += ["--workers", "1", "--blocking-threads", "1", "--no-ws"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, *options, application],
            cwd=folder, env={**os.environ, **environment}, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            eventually(partial(ports.answers, port, "/hello/"))
            yield Server(port, process)
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextmanager
def _database(name: str) -> Iterator[str]:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
