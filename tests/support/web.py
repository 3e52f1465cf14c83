"""The web as it is served: granian, in a process of its own, over the test database."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from newsroom.demo import ports
from tests.support.worker import ROOT, database_url, eventually


@contextmanager
def running_web(log: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve the site on loopback; yield its address. ``settings`` are environment variables."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings.development",
        "DEBUG": "false",
        "DATABASE_URL": database_url(),
        "BROKER_URL": "memory://",
        **(settings or {}),
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "newsroom.wsgi:application"]
    where = ["--host", ports.HOST, "--port", str(port), "--blocking-threads", "2", "--no-ws"]
    with log.open("wb") as output:
        web = subprocess.Popen(
            [*command, *where], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        try:
            eventually(partial(ports.answers, port, "/readyz"))
            yield f"http://{ports.HOST}:{port}"
        finally:
            web.terminate()
            web.wait(timeout=30)


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((ports.HOST, 0))
        port: int = probe.getsockname()[1]
        return port
