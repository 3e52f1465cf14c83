"""Environments of the peers' own, made when they are first measured against."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PLACE = Path(__file__).parents[2] / "var" / "bench-venv"
PINNED = Path(__file__).parent / "peers.txt"
PATIENCE_S = 300


class NotInstalled(Exception):
    """The peer cannot be had here; the message says why."""


def programs_of(name: str, packages: Sequence[str]) -> Path:
    """Return the folder of a peer's programs, installing its packages if need be.

    Whoever needs no packages has our own programs. Raises ``NotInstalled``.
    """
    if not packages:
        return Path(sys.executable).parent
    place = PLACE / name.lower()
    done = place / "installed"
    if not done.exists():
        _run([sys.executable, "-m", "venv", "--clear", str(place)])
        pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        _run([*pip, "--constraint", str(PINNED), *packages])
        done.touch()
    return place / "bin"


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE_S)
    except subprocess.TimeoutExpired as error:
        raise NotInstalled(f"not installed: nothing within {PATIENCE_S} s") from error
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout or "no reason given").strip().splitlines()
        raise NotInstalled(f"not installed: {said[-1][:200]}") from error
