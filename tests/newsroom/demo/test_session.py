"""The whole demo, in a clone of its own, as `make demo ONCE=1` runs it."""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.demo import ports, tour
from newsroom.embedded import places
from seeds.press import PORTS

pytestmark = pytest.mark.slow

PARTS = ("manage.py", "newsroom", "sources", "factcheck", "seeds")
PORT = 8765


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Path]:
    """Copy the project into a folder with a space in its name."""
    if any(map(ports.is_open, (PORT, *PORTS.values()))):
        pytest.skip("A demo is running: its ports are taken.")
    folder = tmp_path / "a clone"
    for part in PARTS:
        copy = shutil.copytree if (places.ROOT / part).is_dir() else shutil.copy
        folder.mkdir(exist_ok=True)
        copy(places.ROOT / part, folder / part)
    yield folder
    where = "from newsroom.embedded import places as p; print(p.socket_folder(), p.home())"
    asked = subprocess.check_output([sys.executable, "-c", where], cwd=folder, text=True)
    for outside in asked.split(" ", 1):
        shutil.rmtree(outside.strip(), ignore_errors=True)


def start(clone: Path, *arguments: str) -> "subprocess.Popen[str]":
    """Start the demo with the embedded database and broker."""
    ours = ("DATABASE_URL", "BROKER_URL", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.Popen(
        [sys.executable, "-m", "newsroom.demo", "--port", str(PORT), *arguments],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_the_demo_runs_from_nothing_shows_a_re_check_and_leaves_nothing(clone: Path) -> None:
    demo = start(clone, "--once")
    said, _nothing = demo.communicate(timeout=300)
    assert demo.returncode == 0, said
    assert f"Running at http://127.0.0.1:{PORT}/" in said
    assert all(login in said for login in ("reporter", "editor", "publisher", tour.PASSWORD))
    assert re.search(
        r"works +works(, as at the last look)? +\d+ still there +http://127\.0\.0\.1:88", said
    ), said
    assert not any(map(ports.is_open, (PORT, *PORTS.values())))
    assert not list((clone / "var" / "postgres").glob("data/postmaster.pid"))

    again = start(clone)
    assert again.stdout
    for line in again.stdout:
        if "Serving until Ctrl-C" in line:
            break
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{tour.CHECK}", timeout=10) as page:
        assert b"ClaimReview" in page.read()
    again.send_signal(signal.SIGINT)
    again.communicate(timeout=60)
    assert again.returncode == 0
    assert not any(map(ports.is_open, (PORT, *PORTS.values())))
