"""Make ``.venv`` and install what requirements files pin, showing progress.

Run by the Makefile as a plain file, before anything is installed, so it uses the standard
library only: ``python3 -I newsroom/demo/environment.py requirements.txt``.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STARTED = time.monotonic()


def main(*names: str) -> None:
    """Install the requirements files called ``names``, unless exactly they are installed."""
    use_new_python()
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "environment.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_working():
            create()
        for name in names:
            stamp = VENV / f"{name}.sha256"
            if not stamp.exists() or stamp.read_text() != fingerprint(name):
                install(name)
                stamp.write_text(fingerprint(name))


def use_new_python() -> None:
    """Carry on with a Python that is new enough, or say what is missing."""
    if tuple(sys.version_info) >= (3, 11):
        return
    for name in NEWER:
        path = shutil.which(name)
        if path and subprocess.run([path, "-c", ""], check=False, stderr=-3).returncode == 0:
            os.execv(path, [path, *sys.argv])  # noqa: S606 - no shell is the point
    sys.exit(f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}.")


def is_working() -> bool:
    """Say whether the environment's Python starts, is new enough and can install packages."""
    question = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    try:
        asked = subprocess.run([PYTHON, "-I", "-c", question], check=False, capture_output=True)
    except OSError:
        return False
    return asked.returncode == 0


def create() -> None:
    """Make an empty environment in place of whatever is there."""
    say("Making the Python environment in .venv")
    made = subprocess.run([sys.executable, "-I", "-m", "venv", "--clear", VENV], check=False)
    if made.returncode:
        sys.exit(
            "The environment could not be made. On Debian and Ubuntu: apt install python3-venv"
        )


def fingerprint(name: str) -> str:
    """Digest the pins of ``name`` and of what it builds upon."""
    pins = (ROOT / "requirements.txt").read_bytes() + (ROOT / name).read_bytes()
    return hashlib.sha256(pins).hexdigest()


def install(name: str) -> None:
    """Install the pinned packages of one requirements file; leave with pip's words if it fails."""
    total = (ROOT / name).read_text().count("==")
    say(f"Installing the {total} packages of {name} (a minute or two the first time)")
    command = [str(PYTHON), "-I", "-m", "pip", "install", "--no-input", "--no-color"]
    with subprocess.Popen(
        [*command, "-r", str(ROOT / name)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as pip:
        words: list[str] = []
        for line in pip.stdout or ():
            words.append(line)
            show_progress(words, total)
    if pip.returncode:
        sys.exit("".join(words[-12:]) + f"\n{name} could not be installed; pip's words are above.")


def show_progress(words: "list[str]", total: int) -> None:
    """Say how far pip is, every twenty packages."""
    found = sum(word.startswith("Collecting ") for word in words)
    if words[-1].startswith("Collecting ") and found % 20 == 0:
        say(f"  {found} of {total} found")
    elif words[-1].startswith("Installing collected"):
        say("  all found, writing them to .venv")


def say(sentence: str) -> None:
    """Print a line with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:4.0f} s] {sentence}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
