"""One contender's race: who it is, what it leaves behind, what it cost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sources.linkcheck.result import Verdict
from tests.benchmarks.links.measure import Cost
from tests.benchmarks.links.mix import NETWORK
from tests.benchmarks.links.site import Plan, Report

Answers = Mapping[str, Verdict]
"""Verdicts by address; peers know only alive and dead."""


@dataclass(frozen=True)
class Course:
    """Where a race is run: what is planned, the file of addresses and a folder for results."""

    plan: Plan
    urls: Path
    folder: Path

    @property
    def results(self) -> Path:
        """Where a contender writes what it found."""
        return self.folder / "results"

    @property
    def opening(self) -> list[str]:
        """Open the site's network and ports, and nothing else, to our own engine."""
        ports = [f"--allow-port={port}" for port in (self.plan.port, self.plan.secure_port)]
        return [f"--allow-network={NETWORK}", *ports]


@dataclass(frozen=True)
class Contender:
    """A program that looks at addresses.

    `command` writes its results for `answers` to read. `packages` are installed into an
    environment of its own, whose `bin` folder `command` is given. `is_ours` has verdicts of its
    own; the others only say alive or not.
    """

    name: str
    command: Callable[[Course, Path], list[str]]
    answers: Callable[[Course], Answers]
    packages: tuple[str, ...] = ()
    reads_stdin: bool = False
    is_ours: bool = False


@dataclass(frozen=True)
class Result:
    """What came of a race; `failure` says why there was none."""

    contender: Contender
    answers: Answers
    cost: Cost | None = None
    report: Report | None = None
    failure: str = ""
