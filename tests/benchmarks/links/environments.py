"""Environments of the peers' own, made when they are first raced against."""

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.links.race import ROOT, Contender

PLACE = ROOT / "var" / "bench-venv"
PINNED = ROOT / "tests" / "benchmarks" / "peers.txt"
PATIENCE_S = 300


class NotInstalled(Exception):
    """The peer cannot be had here; the message says why."""


def programs_of(contender: Contender) -> Path:
    """Return the folder of a contender's programs, installing it if need be."""
    if not contender.packages:
        return Path(sys.executable).parent
    place = PLACE / contender.name.lower()
    done = place / "installed"
    if not done.exists():
        _run([sys.executable, "-m", "venv", "--clear", str(place)])
        pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        _run([*pip, "--constraint", str(PINNED), *contender.packages])
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
