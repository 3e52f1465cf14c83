"""The demo's processes: started with a log each, watched, and stopped, whatever happens."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from newsroom.embedded.places import ROOT
from newsroom.orphans import end_with_parent

STOP_SECONDS = 15
START_SECONDS = 60
LOG_LINES = 12


class PartFailed(RuntimeError):
    """A process ended that should not have; the message shows the end of its log."""


class Parts:
    """The processes of one demo. A context manager: leaving it stops them all."""

    def __init__(self, logs: Path, environment: Mapping[str, str]) -> None:
        """Keep logs in the folder ``logs``; give every process ``environment``."""
        self.logs, self.environment = logs, dict(environment)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        logs.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, name: str, *command: str) -> None:
        """Start ``command`` with our Python, out of reach of the terminal's Ctrl-C."""
        with self._log(name).open("wb") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, *command],
                env=self.environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - we have one thread
            )

    def do(self, *command: str) -> bool:
        """Run ``command`` with our Python on the terminal; say whether it ended well."""
        done = subprocess.run(
            [sys.executable, *command],
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            check=False,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )
        return done.returncode == 0

    def wait(self, name: str, is_ready: Callable[[], bool]) -> None:
        """Wait until the process ``name`` is ready for its work."""
        deadline = time.monotonic() + START_SECONDS
        while not is_ready():
            self.check()
            if time.monotonic() > deadline:
                raise PartFailed(
                    f"The {name} is not ready after {START_SECONDS} s.{self._end(name)}"
                )
            time.sleep(0.05)

    def check(self) -> None:
        """Raise ``PartFailed`` if a process has ended."""
        for name, process in self.running.items():
            if process.poll() is not None:
                raise PartFailed(f"The {name} has stopped by itself.{self._end(name)}")

    def log_says(self, name: str, words: str) -> bool:
        """Say whether ``words`` stand in the log of the process ``name``."""
        return words in self._log(name).read_text(errors="replace")

    def stop(self) -> None:
        """End every process: politely, last started first, then by force, children included."""
        for process in reversed(self.running.values()):
            process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0, deadline - time.monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def _end(self, name: str) -> str:
        lines = self._log(name).read_text(errors="replace").splitlines()[-LOG_LINES:]
        return f" The end of {self._log(name)}:\n" + "\n".join(lines)
