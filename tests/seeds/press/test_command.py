import signal
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from seeds.press import PORTS, command
from seeds.press.changes import State, read_changes
from seeds.press.server import PressError

ROOT = Path(__file__).resolve().parents[3]


def run(changes: Path, *words: str) -> str:
    parser = ArgumentParser()
    said: list[str] = []
    command.add_arguments(parser)
    command.run(parser.parse_args(words), said.append, changes)
    return "\n".join(said)


def test_edit_says_what_the_page_now_says(tmp_path: Path) -> None:
    said = run(tmp_path / "c", "edit", "rosneft")
    assert "now says “more than 17 million dollars” where it said “more than 17,000" in said


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (["edit", "rosneft"], State.EDITED),
        (["remove", "rosneft"], State.REMOVED),
        (["remove", "--gone", "rosneft"], State.GONE),
        (["restore", "rosneft"], State.ORIGINAL),
    ],
)
def test_each_command_changes_the_page_named(
    words: list[str], state: State, tmp_path: Path
) -> None:
    run(tmp_path / "c", "remove" if state is State.ORIGINAL else "edit", "rosneft")
    run(tmp_path / "c", *words)
    assert read_changes(tmp_path / "c")["rosneft"].state is state


def test_list_shows_every_page_and_how_it_is_served(tmp_path: Path) -> None:
    run(tmp_path / "c", "remove", "denials")
    lines = run(tmp_path / "c", "list").splitlines()
    assert any("denials" in line and "removed" in line for line in lines)
    assert any(line.startswith("* rosneft ") and "as it was" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["edit", "nothing"], "No page is called “nothing”. There are: "),
        (["edit", "denials"], "No edit is prepared for “denials”. There is one for: "),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_names_that_can(
    words: list[str], sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(PressError, match=sentence):
        run(tmp_path / "c", *words)


def test_the_management_command_refuses_in_the_same_words() -> None:
    with pytest.raises(CommandError, match="No page is called “nothing”"):
        call_command("demo_press", "edit", "nothing")


def test_ports_are_known_to_whoever_starts_the_press() -> None:
    assert len(PORTS) == len(set(PORTS.values())) > 5


SERVE = """
import sys
from functools import partial
from pathlib import Path
from seeds.press import command
command.read_outlets = dict  # no outlet, so that no port is needed
command.serve(partial(print, flush=True), Path(sys.argv[1]))
assert "django" not in sys.modules
"""


def test_it_serves_without_django_and_ends_when_asked(tmp_path: Path) -> None:
    ours = [sys.executable, "-c", SERVE, str(tmp_path / "changes")]
    with subprocess.Popen(ours, cwd=ROOT, stdout=subprocess.PIPE) as press:
        assert press.stdout
        assert b"The demo press is serving" in press.stdout.readline()
        press.send_signal(signal.SIGTERM)
        assert press.wait(10) == 0
