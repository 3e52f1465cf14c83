"""The embedded server's life, in a clone of its own: a folder with a space in its name."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from newsroom.embedded import places

pytestmark = pytest.mark.slow

USE = (
    "import psycopg, sys; from newsroom.embedded import cluster, places, postgres\n"
    "postgres.use()\n"
    "db = psycopg.connect(host=str(places.socket_folder()), user='postgres', dbname='newsroom',"
    " autocommit=True)\n"
)
PID = "print(int((places.home() / 'data' / 'postmaster.pid').read_text().split()[0]), flush=True)\n"
REUSE_PID = (
    "import os; from newsroom.embedded import places\n"
    "(places.home() / 'data' / 'postmaster.pid').write_text(str(os.getppid()))\n"
)
WRITE = "db.execute('create table kept as select 42 as answer')\n"
READ = "print(db.execute('select answer from kept').fetchone()[0])\n"
STAY = "sys.stdin.read()\n"

Start = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Path]:
    """Copy what the embedded server consists of; take away what it leaves outside the clone."""
    folder = tmp_path / "a clone"
    shutil.copytree(places.ROOT / "newsroom" / "embedded", folder / "newsroom" / "embedded")
    (folder / "newsroom" / "__init__.py").touch()
    yield folder
    outside = run(folder, "from newsroom.embedded import places as p; print(p.socket_folder())")
    shutil.rmtree(outside)
    shutil.rmtree(Path("/var/tmp") / Path(outside).name, ignore_errors=True)  # noqa: S108 - ours


@pytest.fixture
def start(clone: Path) -> Iterator[Start]:
    """Return what starts a process that uses the server and says its id; end them all."""
    started: list[subprocess.Popen[str]] = []

    def one(code: str = USE + PID + STAY) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=clone,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield one
    for process in started:
        process.kill()
        process.communicate()


def run(clone: Path, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=clone, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def server_of(process: "subprocess.Popen[str]") -> psutil.Process:
    assert process.stdout
    return psutil.Process(int(process.stdout.readline()))


def is_alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def wait_for_end(process: psutil.Process) -> None:
    deadline = time.monotonic() + 20
    while is_alive(process):
        assert time.monotonic() < deadline, "The server still runs."
        time.sleep(0.02)


def test_the_last_one_out_stops_the_server_and_data_survives(clone: Path, start: Start) -> None:
    first, second = start(USE + PID + STAY), start(USE + PID + STAY)
    server = server_of(first)
    assert server_of(second) == server
    run(clone, USE + WRITE)
    first.communicate()
    run(clone, USE)  # comes and goes while the second stays
    assert is_alive(server)
    second.communicate()
    wait_for_end(server)
    assert run(clone, USE + READ) == "42"


def test_a_killed_user_leaves_no_server_behind(start: Start) -> None:
    user = start(USE + PID + STAY)
    server = server_of(user)
    user.kill()
    wait_for_end(server)


def test_a_killed_server_does_not_keep_the_next_one_from_starting(start: Start) -> None:
    server = server_of(start(USE + PID + STAY))
    for process in (server, *server.children()):
        process.send_signal(signal.SIGKILL)
    wait_for_end(server)
    assert is_alive(server_of(start(USE + PID + STAY)))


def test_a_process_id_that_now_belongs_to_another_program_blocks_nothing(
    clone: Path, start: Start
) -> None:
    run(clone, USE + "postgres.leave()")
    run(clone, REUSE_PID)
    assert is_alive(server_of(start(USE + PID + STAY)))


def test_leaving_waits_until_the_server_has_stopped(clone: Path) -> None:
    code = USE + "postgres.leave(); print(cluster.is_running())"
    assert run(clone, code) == "False"


def test_a_server_that_cannot_start_is_told_with_the_end_of_its_log(clone: Path) -> None:
    run(clone, USE + "postgres.leave()")
    code = (
        "from newsroom.embedded import cluster, places, postgres\n"
        "cluster.START_ATTEMPTS = 1\n"
        "(places.home() / 'data' / 'PG_VERSION').write_text('9.6')\n"
        "try: postgres.use()\n"
        "except cluster.EmbeddedPostgresError as error: print(error)\n"
    )
    said = run(clone, code)
    assert "does not start. Set DATABASE_URL to use another server" in said
    assert "not compatible with this version" in said or "incompatible" in said
