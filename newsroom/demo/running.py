"""What a running demo tells commands in another terminal: the settings it runs with."""

import fcntl
import json
import os
from collections.abc import Mapping
from typing import IO

from newsroom.embedded.places import VAR

NOTE = VAR / "demo.json"


class AlreadyRunning(RuntimeError):
    """A demo of this clone runs already; the message says where."""


def announce(environment: Mapping[str, str]) -> IO[str]:
    """Write down the demo's settings. They hold until the returned file, or the process, ends."""
    VAR.mkdir(exist_ok=True)
    NOTE.touch(mode=0o600)  # a DATABASE_URL holds a password
    note = NOTE.open("a+")
    try:
        fcntl.flock(note, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        site = _read(note).get("SITE_URL", "another address")
        raise AlreadyRunning(
            f"A demo of this folder is already running at {site}. Use it, or stop it first."
        ) from None
    note.truncate(0)
    note.write(json.dumps(dict(environment), indent=2))
    note.flush()
    return note


def join() -> None:
    """Take over the settings of this clone's demo, if one is running; our own go first."""
    if os.environ.get("DJANGO_SETTINGS_MODULE") != "newsroom.settings.development":
        return
    for name, value in settings().items():
        os.environ.setdefault(name, value)


def settings() -> dict[str, str]:
    """Return the settings of the running demo; none when it has ended, however it ended."""
    try:
        with NOTE.open() as note:
            fcntl.flock(note, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return {}
    except BlockingIOError:
        return _read(NOTE.open())
    return {}


def _read(note: IO[str]) -> dict[str, str]:
    with note:
        note.seek(0)
        found: dict[str, str] = json.loads(note.read() or "{}")
    return found
