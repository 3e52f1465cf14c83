"""Run a program and measure it: seconds, processor time and memory, with all its children."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import psutil

SAMPLE_EVERY_S = 0.2
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: `own` is the first process alone, without its children.

    Memory is the highest proportional set size, in MB; `cut_short` when patience ran out.
    """

    seconds: float
    cpu_s: float
    own_cpu_s: float
    mb: float
    own_mb: float
    exit_code: int
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Lap:
    """The part of a run that counts, as the program itself measured it."""

    seconds: float
    cpu_s: float
    own_cpu_s: float


@contextmanager
def lap(name: Path) -> Iterator[None]:
    """Measure a part of this process' own run and leave it in a file for `run` to find."""
    began, own, children = time.monotonic(), _cpu_s(RUSAGE_SELF), _children_cpu_s()
    yield
    own = _cpu_s(RUSAGE_SELF) - own
    measured = Lap(time.monotonic() - began, own + _children_cpu_s() - children, own)
    name.write_text(json.dumps(asdict(measured)), encoding="utf-8")


def run(
    command: Sequence[str],
    *,
    folder: Path,
    stdin: Path | None = None,
    environment: Mapping[str, str] | None = None,
    patience_s: float = 600,
) -> Cost:
    """Run a program to its end, or kill it when patience runs out; its words go to `folder`.

    A program that leaves `folder/lap` is measured by that.
    """
    with (
        (folder / "stdout").open("wb") as stdout,
        (folder / "stderr").open("wb") as stderr,
        (stdin or Path(os.devnull)).open("rb") as given,
    ):
        process = subprocess.Popen(
            command,
            stdin=given,
            stdout=stdout,
            stderr=stderr,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        cost = _watched(process, patience_s)
    left = folder / "lap"
    if not left.exists():
        return cost
    mine = Lap(**json.loads(left.read_text(encoding="utf-8")))
    return Cost(**asdict(cost) | asdict(mine))


def _watched(process: "subprocess.Popen[bytes]", patience_s: float) -> Cost:
    """Wait for the end, looking at memory now and then."""
    began = time.monotonic()
    ends = began + patience_s
    mb = own_mb = own_cpu_s = 0.0
    cut_short = False
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        sample = _sample(process.pid)
        mb, own_mb = max(mb, sample[0]), max(own_mb, sample[1])
        own_cpu_s = max(own_cpu_s, sample[2])
        if not cut_short and time.monotonic() > ends:
            cut_short = True
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(SAMPLE_EVERY_S)
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu_s = used.ru_utime + used.ru_stime
    seconds = time.monotonic() - began
    return Cost(seconds, cpu_s, own_cpu_s, mb, own_mb, process.returncode, cut_short)


def _sample(pid: int) -> tuple[float, float, float]:
    """Return MB of the process and its children, MB and CPU seconds of it alone."""
    try:
        process = psutil.Process(pid)
        own = process.memory_full_info().pss / MEGABYTE
        times = process.cpu_times()
        children = sum(_pss(child) for child in process.children(recursive=True))
    except psutil.Error:
        return 0.0, 0.0, 0.0
    return own + children / MEGABYTE, own, times.user + times.system


def _pss(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


def _children_cpu_s() -> float:
    """Add up what children that ended took, and what those that live have taken so far."""
    living = [child.cpu_times() for child in psutil.Process().children(recursive=True)]
    return _cpu_s(RUSAGE_CHILDREN) + sum(times.user + times.system for times in living)


def _cpu_s(whose: int) -> float:
    used = getrusage(whose)
    return used.ru_utime + used.ru_stime
