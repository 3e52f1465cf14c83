"""Kombu's filesystem transport, made safe to read while others write.

As it comes, a worker may read a message before it is written, which ends the worker
(https://github.com/celery/kombu/issues/1551), and two processes may write the same table of
queues at once. Here a message appears whole, belongs to whoever renames it first, and the table
of queues stays in each process, which declares them all anyway.
"""

import os
import time
from pathlib import Path
from queue import Empty
from typing import Any
from uuid import uuid4

from kombu.transport import TRANSPORT_ALIASES, filesystem, virtual
from kombu.utils.json import dumps, loads

from newsroom.embedded import BROKER_FOLDER


class Channel(filesystem.Channel):
    """A folder of messages: one file each, named by time and queue."""

    supports_fanout = False  # so kombu writes no table of queues
    get_table = virtual.Channel.get_table  # type: ignore[assignment]  # in memory

    def _put(self, queue: str, payload: Any, **_: Any) -> None:  # type: ignore[override]
        """Add a message: written aside, then shown by renaming."""
        folder = Path(self.data_folder_out)
        draft = folder / f"{uuid4()}.draft"
        draft.write_text(dumps(payload))
        draft.rename(folder / f"{time.monotonic_ns():020}_{uuid4()}.{queue}.msg")

    def _get(self, queue: str, timeout: float | None = None) -> Any:  # noqa: ARG002 - kombu's own
        """Take the oldest message of ``queue``. Raises ``Empty`` when there is none."""
        for shown in sorted(Path(self.data_folder_in).glob(f"*.{queue}.msg")):
            mine = shown.with_suffix(f".{os.getpid()}")
            try:
                shown.rename(mine)
            except FileNotFoundError:
                continue  # another worker was quicker
            payload = loads(mine.read_text())
            mine.unlink()
            return payload
        raise Empty


class Transport(filesystem.Transport):
    """The filesystem transport with our channel."""

    Channel = Channel


def options() -> dict[str, Any]:
    """Return the transport's options; makes its folder and registers the transport."""
    TRANSPORT_ALIASES["filesystem"] = "newsroom.embedded.broker:Transport"
    BROKER_FOLDER.mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(BROKER_FOLDER),
        "data_folder_out": str(BROKER_FOLDER),
        "polling_interval": 0.25,  # seconds
    }
