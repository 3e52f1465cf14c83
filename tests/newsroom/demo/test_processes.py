import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from newsroom.demo.processes import PartFailed, Parts

SLEEP = ("-c", "import time; print('ready', flush=True); time.sleep(60)")
IGNORE = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
DEAF = ("-c", IGNORE + SLEEP[1])


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    with Parts(tmp_path / "logs", os.environ) as started:
        yield started


def test_a_part_that_ends_by_itself_is_named_with_the_end_of_its_log(parts: Parts) -> None:
    parts.start("press", "-c", "print('no paper left')")
    with pytest.raises(PartFailed, match=r"(?s)The press has stopped by itself.*no paper left"):
        parts.wait("press", lambda: False)


def test_leaving_stops_every_part_and_its_children(tmp_path: Path) -> None:
    child = f"import subprocess, sys; subprocess.run([sys.executable, *{SLEEP}])"
    with Parts(tmp_path, os.environ) as parts:
        parts.start("web", "-c", child)
        parts.wait("web", lambda: parts.log_says("web", "ready"))
        web = psutil.Process(parts.running["web"].pid)
        family = [web, *web.children(recursive=True)]
        assert len(family) == 2
    assert all(has_ended(process) for process in family)


def test_a_part_that_will_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.demo.processes.STOP_SECONDS", 0.1)
    with Parts(tmp_path, os.environ) as parts:
        parts.start("worker", *DEAF)
        parts.wait("worker", lambda: parts.log_says("worker", "ready"))
    assert parts.running["worker"].returncode == -signal.SIGKILL


def test_a_part_that_is_never_ready_is_given_up(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.demo.processes.START_SECONDS", 0.1)
    parts.start("beat", *SLEEP)
    with pytest.raises(PartFailed, match="The beat is not ready after"):
        parts.wait("beat", lambda: False)


def test_a_command_is_run_to_its_end_and_its_status_told(parts: Parts) -> None:
    assert parts.do("-c", "")
    assert not parts.do("-c", "raise SystemExit(1)")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a kill -9")
def test_nothing_is_left_when_the_demo_itself_is_killed(tmp_path: Path) -> None:
    demo = (
        "import os, sys, time; from pathlib import Path\n"
        "from newsroom.demo.processes import Parts\n"
        f"parts = Parts(Path({str(tmp_path)!r}), os.environ)\n"
        f"parts.start('web', *{SLEEP})\n"
        "parts.wait('web', lambda: parts.log_says('web', 'ready'))\n"
        "print(parts.running['web'].pid, flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", demo], stdout=subprocess.PIPE) as process:
        assert process.stdout
        web = psutil.Process(int(process.stdout.readline()))
        process.kill()
    assert has_ended(web)


def has_ended(process: psutil.Process) -> bool:
    """Wait for the end; where nobody buries the dead of others, they stay as zombies."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False
