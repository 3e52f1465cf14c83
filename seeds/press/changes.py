"""What was done to pages since the press was set up: one small file that the servers read.

Commands write it, a running press reads it at each request, so a change shows at once and
survives a restart.
"""

import json
import os
import time
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path


class State(StrEnum):
    """How a page is served."""

    ORIGINAL = "as it was"
    EDITED = "edited"
    REMOVED = "removed"
    GONE = "gone for good"


@dataclass(frozen=True)
class Change:
    """The last change of a page: what it is now, and since when (seconds since 1970)."""

    state: State = State.ORIGINAL
    since: float = 0.0


def read_changes(path: Path) -> dict[str, Change]:
    """Return the changes by page name; none while nobody has made one."""
    try:
        rows = json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    return {name: Change(State(row["state"]), row["since"]) for name, row in rows.items()}


def write_change(path: Path, name: str, state: State) -> None:
    """Note that the page ``name`` is ``state`` from now on; nothing changes if it was already."""
    changes = read_changes(path)
    if changes.get(name, Change()).state == state:
        return
    changes[name] = Change(state, time.time())
    draft = path.with_suffix(f".{os.getpid()}")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text(json.dumps({key: asdict(row) for key, row in changes.items()}, indent=2))
    draft.replace(path)
