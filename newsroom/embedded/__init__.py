"""The database and the broker a machine gets when none is named: nothing to install.

For development, tests and the demo. Production names its own and is refused without.
"""

import os
import shutil
from collections.abc import Callable
from typing import Any

from newsroom.embedded import cluster, places

BROKER_URL = "filesystem://localhost"
BROKER_FOLDER = places.VAR / "broker"


def database() -> dict[str, Any]:
    """Return the ``DATABASES`` entry of the embedded PostgreSQL.

    Nothing starts here: ``newsroom.embedded.base`` starts it when a process first connects.
    """
    return {
        "ENGINE": "newsroom.embedded",
        "NAME": cluster.DATABASE,
        "USER": cluster.USER,
        "HOST": str(places.socket_folder()),
        "PORT": cluster.PORT,
    }


def forget_messages() -> None:
    """Empty the embedded broker; its messages are bells, so nothing is lost but a tick."""
    shutil.rmtree(BROKER_FOLDER, ignore_errors=True)


def kept(name: str, make: Callable[[], str]) -> str:
    """Return the text kept under ``var/`` as ``name``, made by ``make`` the first time."""
    path = places.VAR / name
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(make())
        draft.rename(path)
    return path.read_text()
