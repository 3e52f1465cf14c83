import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from sources.linkcheck.__main__ import main
from tests.sources.linkcheck.network import LOOPBACK
from tests.support.website import Website, hanging, html, status

pytestmark = pytest.mark.allow_hosts(LOOPBACK)

COMMAND = [sys.executable, "-m", "sources.linkcheck"]


def opening(site: Website) -> list[str]:
    return ["--allow-network", "127.0.0.0/29", "--allow-port", str(site.port)]


def run(
    *lines: str, site: Website, options: Sequence[str] = ()
) -> "subprocess.CompletedProcess[str]":
    """Run the command with the addresses on its standard input."""
    return subprocess.run(
        [*COMMAND, "--input", "-", "--output", "-", *opening(site), *options],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def read(results: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in results.splitlines()]


def test_every_address_gets_a_line(site: Website) -> None:
    site.pages.update({"/a": html("Hello"), "/b": status(403)})
    ended = run("# a note", site.url("/a"), "", site.url("/b"), "http://10.0.0.1/", site=site)
    verdicts = {line["url"]: line["verdict"] for line in read(ended.stdout)}
    assert verdicts == {
        site.url("/a"): "alive",
        site.url("/b"): "blocked",
        "http://10.0.0.1/": "refused",
    }
    assert ended.returncode == 0


def test_a_dead_address_makes_the_exit_code(site: Website) -> None:
    site.pages["/a"] = status(410)
    ended = run(site.url("/a"), site=site)
    assert ended.returncode == 1
    (line,) = read(ended.stdout)
    assert {"verdict": "dead", "outcome": "gone", "rule": "gone", "status": 410}.items() <= (
        line.items()
    )


def test_a_table_sums_up_verdicts_and_rules(site: Website) -> None:
    site.pages["/a"] = html("Hello")
    said = run(site.url("/a"), site.url("/b"), site.url("/c"), site=site).stderr.splitlines()
    assert [line.split() for line in said if line.startswith(("alive", "dead"))] == [
        ["alive", "1", "answered", "1"],
        ["dead", "2", "gone", "2"],
    ]
    assert said[-1].startswith("3 looked at in ")


def test_nothing_to_look_at_is_no_mistake(site: Website) -> None:
    ended = run("", site=site)
    assert (ended.returncode, ended.stdout) == (0, "")


def test_results_go_to_a_file_named(tmp_path: Path, site: Website) -> None:
    urls, results = tmp_path / "urls.txt", tmp_path / "results.jsonl"
    urls.write_text(f"\ufeff{site.url('/a')}\n", encoding="utf-8")
    assert main(["--input", str(urls), "--output", str(results), *opening(site)]) == 1
    assert [line["url"] for line in read(results.read_text(encoding="utf-8"))] == [site.url("/a")]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--input", "missing.txt"], "missing.txt"),
        (["--input", __file__, "--output", "/nowhere/results.jsonl"], "/nowhere/results.jsonl"),
        (["--input", __file__, "--allow-network", "10.0.0.1/8"], "10.0.0.1/8"),
        (["--input", __file__, "--allow-port", "http"], "http"),
        (["--input", __file__, "--per-host", "0"], "1 or more"),
        (["--input", __file__, "--interval", "-1"], "0 or more"),
        ([], "--input"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(
    tmp_path: Path, options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--output", str(tmp_path / "out.jsonl"), *options])
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_requests_to_a_host_keep_the_interval_asked_for(site: Website) -> None:
    site.pages.update(dict.fromkeys(("/a", "/b"), status(403)))
    run(site.url("/a"), site.url("/b"), site=site, options=["--per-host", "1", "--interval", "0.4"])
    robots, first, second = site.started_at
    assert first - robots > 0.3
    assert second - first > 0.3


def test_stopping_it_keeps_what_was_written(tmp_path: Path, site: Website) -> None:
    site.pages.update({"/a": html("Hello"), "/b": hanging()})
    urls, results = tmp_path / "urls.txt", tmp_path / "results.jsonl"
    urls.write_text(f"{site.url('/a')}\n{site.url('/b')}\n", encoding="utf-8")
    command = [*COMMAND, "--input", str(urls), "--output", str(results), *opening(site)]
    # Whoever runs the tests in the background has Ctrl-C ignored, in all their children too.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heard,  # noqa: PLW1509 - there is no thread of ours in between
    ) as running:
        ends = time.monotonic() + 60
        while not (results.exists() and results.read_text(encoding="utf-8")):
            assert time.monotonic() < ends, "the first result was never written"
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert [line["url"] for line in read(results.read_text(encoding="utf-8"))] == [site.url("/a")]
    assert "Stopped" in said
    assert "Traceback" not in said


def test_a_terminal_sees_how_far_it_is(tmp_path: Path, site: Website) -> None:
    site.pages["/a"] = html("Hello")
    urls = tmp_path / "urls.txt"
    urls.write_text(site.url("/a"), encoding="utf-8")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    results = tmp_path / "out.jsonl"
    command = [*COMMAND, "--input", str(urls), "--output", str(results), *opening(site)]
    try:
        assert subprocess.run(command, stderr=theirs, check=False, timeout=60).returncode == 0
        assert b"1/1" in os.read(ours, 65_536)
    finally:
        os.close(ours)
        os.close(theirs)
