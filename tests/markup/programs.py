"""The programs that judge pages from outside: node, java, and what npm brings for them.

``package.json`` and its lock, beside this file, pin html-validate, the Nu Html Checker and
Lighthouse. They are installed once, into ``node_modules`` here, without running anybody's scripts.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.chromium import NoBrowser, install, may_install

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
LOCK = HERE / "package-lock.json"
INSTALLED = MODULES / ".installed-by"  # a copy of the lock they were installed by
DEBIAN = {"node": "nodejs", "npm": "npm", "java": "default-jre-headless"}


class NoPrograms(Exception):
    """What judges pages cannot be had; the message says what to install."""


@dataclass(frozen=True)
class Programs:
    """Where node and java are."""

    node: str
    java: str

    def html_validate(self, folder: Path) -> list[str]:
        """Return what html-validate says of them, a sentence a fault."""
        script = MODULES / "html-validate" / "bin" / "html-validate.mjs"
        config = HERE / "htmlvalidate.json"
        given = (self.node, script, "--config", config, "--formatter", "json", folder)
        return [
            f"{Path(page['filePath']).name}:{one['line']}: {one['message']} ({one['ruleId']})"
            for page in json.loads(_output(given))
            for one in page["messages"]
        ]

    def vnu(self, folder: Path) -> list[str]:
        """Return what the Nu Html Checker says of the pages in a folder, a sentence a fault."""
        jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
        given = (self.java, "-jar", jar, "--format", "json", "--stdout", folder)
        found = json.loads(_output(given))["messages"]
        return [
            f"{Path(one['url']).name}:{one.get('lastLine', 0)}: {one['message']}"
            for one in found
            if one["type"] == "error" or one.get("subType") == "warning"
        ]

    def lighthouse(self, address: str, chromium: str, folder: Path) -> dict[str, Any]:
        """Return the report of Lighthouse on a page, as its JSON says it."""
        report = folder / "report.json"
        _output(
            [
                *(self.node, MODULES / "lighthouse" / "cli" / "index.js", address),
                *("--quiet", "--output=json", f"--output-path={report}"),
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            ],
            CHROME_PATH=chromium,
        )
        made: dict[str, Any] = json.loads(report.read_text())
        return made


def found_or_installed() -> Programs:
    """Return the programs, installing what is missing where we may.

    Raises ``NoPrograms`` with the sentence that says what to do.
    """
    missing = [package for name, package in DEBIAN.items() if not shutil.which(name)]
    if missing:
        _install_debians(missing)
    node, npm, java = (shutil.which(name) for name in DEBIAN)
    if not (node and npm and java):
        raise NoPrograms(f"{', '.join(missing)} was installed, but not all of {', '.join(DEBIAN)}.")
    if not (INSTALLED.exists() and INSTALLED.read_text() == LOCK.read_text()):
        _install_modules(npm)
    return Programs(node, java)


def _install_debians(packages: list[str]) -> None:
    if not may_install():
        raise NoPrograms(
            "Pages are judged by programs that need node (18 or newer) with npm, and java. "
            f"On Debian and Ubuntu: apt install {' '.join(packages)}"
        )
    try:
        install(*packages)
    except NoBrowser as reason:
        raise NoPrograms(str(reason)) from reason


def _install_modules(npm: str) -> None:
    sys.stderr.write("Installing what judges readers' pages (npm ci) …\n")
    done = subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NoPrograms(f"npm ci in {HERE} failed:\n{done.stderr[-1000:]}")
    INSTALLED.write_text(LOCK.read_text())


def _output(command: Sequence[str | Path], **surroundings: str) -> str:
    """Run a program that ends with 1 where it finds something; return what it prints."""
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env=None if not surroundings else {**os.environ, **surroundings},
    )
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout
