"""Start PostgreSQL for the first process that connects, stop it after the last one.

Every process that uses the server holds a shared lock on ``var/postgres.users``; the kernel
drops it with the process, however that ends. The keeper (``newsroom.embedded.keeper``) waits
for the exclusive lock, gets it when nobody is left, and stops the server.
"""

import fcntl
import os
import subprocess
import sys
from functools import cache
from typing import IO

from newsroom.embedded import cluster, places

_held: list[int] = []


@cache
def use() -> None:
    """Have the server running until this process, and the last of all others, has ended."""
    with lock_file("users") as users:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while the keeper stops the server
        _held.append(os.dup(users.fileno()))  # the lock lasts as long as this does
    ensure_running()


def leave() -> None:
    """Stop using the server; if nobody else does, wait until it has stopped."""
    while _held:
        os.close(_held.pop())
    use.cache_clear()
    with lock_file("users") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            cluster.stop()
        except BlockingIOError:
            fcntl.flock(users, fcntl.LOCK_SH)  # others use it, or the keeper is stopping it


def ensure_running() -> None:
    """Start the server unless it answers, one process at a time; also after it has crashed."""
    with lock_file("starting") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        if not cluster.is_running():
            cluster.start()
        _start_keeper()


def lock_file(name: str) -> IO[bytes]:
    """Open the lock file called ``name``; how to lock it is the caller's matter."""
    places.VAR.mkdir(exist_ok=True)
    return (places.VAR / f"postgres.{name}").open("ab")


def _start_keeper() -> None:
    """Start the keeper unless there is one. It leaves our session: no Ctrl-C reaches it."""
    with lock_file("keeper") as keeper:
        try:
            fcntl.flock(keeper, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
    subprocess.run(
        [sys.executable, "-m", "newsroom.embedded.keeper"],
        check=True,
        cwd=places.ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
