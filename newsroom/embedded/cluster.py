"""The PostgreSQL cluster itself: made, started and stopped with its own programs."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import psutil

from newsroom.embedded import places

USER = "postgres"
DATABASE = "newsroom"
PORT = "5432"  # only part of the socket's name: the server listens on no network
SETTINGS = {
    "port": PORT,
    "listen_addresses": "''",
    "unix_socket_directories": str(places.socket_folder()),
    "max_connections": "60",
    "shared_buffers": "512MB",  # taken as it is used: a demo takes little of it
    "max_wal_size": "2GB",
    "synchronous_commit": "off",
    "io_method": "sync",
    "jit": "off",
    "log_min_messages": "warning",
}
START_ATTEMPTS = 5
LOG_LINES = 8


class EmbeddedPostgresError(RuntimeError):
    """The server cannot run; the message says why and what to do."""


def is_running() -> bool:
    """Say whether the server answers."""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(places.socket_folder() / f".s.PGSQL.{PORT}")) == 0


def start() -> None:
    """Start the server, made first if need be. The caller holds the lock."""
    for folder in (places.home(), places.socket_folder()):
        places.own_folder(folder)
    if not places.programs().exists():
        _copy_programs()
    if not _data().exists():
        _initialise()
    _clear_away()
    _log().unlink(missing_ok=True)
    _start_server()


def stop() -> None:
    """Stop the server if it runs: connections are cut, data is safe."""
    if _note().exists():
        _run("pg_ctl", "stop", "-s", "-m", "fast", "-D", _data(), check=False)


def _data() -> Path:
    return places.home() / "data"


def _note() -> Path:
    """Return the file in which a running server notes its process id."""
    return _data() / "postmaster.pid"


def _log() -> Path:
    return places.home() / "log"


def _copy_programs() -> None:
    """Copy the server's programs and their libraries to where its owner may run them."""
    target = places.programs().parents[2]
    draft = target.with_name("programs-draft")
    shutil.rmtree(draft, ignore_errors=True)
    source = places.wheel()
    shutil.copytree(source / "pginstall", draft / source.name / "pginstall")
    libraries = source.with_name(f"{source.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name)
    for path in (draft, *draft.rglob("*")):
        os.chown(path, places.owner().pw_uid, places.owner().pw_gid, follow_symlinks=False)
    draft.rename(target)


def _initialise() -> None:
    """Make the cluster beside its place and move it there whole: a kill leaves no half."""
    draft = _data().with_name("data-draft")
    shutil.rmtree(draft, ignore_errors=True)
    _run(
        *("initdb", "-D", draft, "-U", USER, "-A", "trust", "-E", "UTF8", "--no-instructions"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
    )
    _run("postgres", "--single", "-D", draft, "postgres", text=f"create database {DATABASE};\n")
    draft.rename(_data())


def _clear_away() -> None:
    """Remove what a killed server left, or stop one that runs but no longer answers."""
    try:
        server = psutil.Process(int(_note().read_text().partition("\n")[0]))
        alive = server.name() == "postgres" and server.status() != psutil.STATUS_ZOMBIE
    except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
        alive = False
    if alive:
        stop()
    else:
        _note().unlink(missing_ok=True)


def _start_server() -> None:
    """Run ``pg_ctl start``; again for a moment while a killed server's children still end."""
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    command = ("pg_ctl", "start", "-w", "-s", "-D", _data(), "-l", _log(), "-o", options)
    for _ in range(START_ATTEMPTS):
        if _run(*command, check=False).returncode == 0:
            return
        time.sleep(1)
    log = _log().read_text(errors="replace").splitlines() if _log().exists() else []
    raise EmbeddedPostgresError(
        f"The embedded PostgreSQL in {places.home()} does not start. Set DATABASE_URL to use "
        f"another server, or remove that folder to begin anew. The end of {_log()}:\n"
        + "\n".join(log[-LOG_LINES:])
    )


def _run(
    program: str, *arguments: str | Path, text: str = "", check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the server's owner, deaf to ``PG*`` variables."""
    done = subprocess.run(
        [places.programs() / program, *map(str, arguments)],
        check=False,
        cwd="/",
        env={name: value for name, value in os.environ.items() if not name.startswith("PG")},
        input=text,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **places.become_owner(),
    )
    if check and done.returncode:
        raise EmbeddedPostgresError(f"{program} failed: {done.stderr.strip()}")
    return done
