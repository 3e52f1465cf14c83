"""A browser of the Chromium family: the one that is named, the one that is there, or Debian's.

Run by ``make test-browser`` before any test: of several processes, one finds or installs it, and
where there is none, one sentence says so.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN = Path("/etc/debian_version")
ARGUMENTS = [
    "--no-sandbox",  # it opens our own pages only, and root may not have one
    # Nothing outside is asked.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


class NoBrowser(Exception):
    """No browser can be had; the message says what to install."""


def found(environment: Mapping[str, str], own: Path) -> str | None:
    """Return the path of a browser: what CHROMIUM names, else what is installed, else ``own``.

    ``own`` is where the driver would keep a browser of its own. Raises ``NoBrowser`` where
    CHROMIUM names nothing that can be run.
    """
    if named := environment.get("CHROMIUM"):
        if path := shutil.which(named):
            return path
        raise NoBrowser(f"CHROMIUM is {named}, which is no program that can be run.")
    path = environment.get("PATH", os.defpath)
    there = (shutil.which(name, path=path) for name in NAMES)
    return next((one for one in there if one), str(own) if own.exists() else None)


def found_or_installed(environment: Mapping[str, str], own: Path) -> str:
    """Return the path of a browser, installing Debian's where there is none and we may.

    Raises ``NoBrowser`` with the sentence that says what to do.
    """
    if path := found(environment, own):
        return path
    if not may_install():
        raise NoBrowser(
            "The tests in a browser need Chromium or Chrome, and none is installed. On Debian and "
            "Ubuntu: apt install chromium. Elsewhere: .venv/bin/playwright install chromium, or "
            "name one: CHROMIUM=/path/to/chromium make test-browser"
        )
    install("chromium")
    if path := found(environment, own):
        return path
    raise NoBrowser("Debian's chromium was installed, but there is no program of that name.")


def may_install() -> bool:
    """Say whether this is Debian (or made of it) and we are its root."""
    return DEBIAN.exists() and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str) -> None:
    """Install Debian's packages. Raises ``NoBrowser`` with the last words of apt-get."""
    names = " ".join(packages)
    sys.stderr.write(f"Installing Debian's {names} for the tests …\n")
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for task in ("update", f"install --yes --no-install-recommends {names}"):
        done = subprocess.run(
            ["apt-get", "--quiet", *task.split()],  # noqa: S607 - found by may_install
            capture_output=True,
            text=True,
            check=False,
            env=surroundings,
        )
        if done.returncode:
            raise NoBrowser(
                f"apt-get {task} failed, and the tests need {names}:\n" + done.stderr[-1000:]
            )


def main() -> None:
    """Have a browser ready, or end with the sentence that says what to do."""
    with sync_playwright() as driver:
        own = Path(driver.chromium.executable_path)
    try:
        found_or_installed(os.environ, own)
    except NoBrowser as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
