"""The script that makes .venv, with a stand-in for pip: nothing is installed here."""

import sys
from pathlib import Path

import pytest

from newsroom.demo import environment


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder whose environment's Python prints what it is asked to do."""
    (tmp_path / "requirements.txt").write_text("django==5.2\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\npytest==9.2\n")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    for name, value in (("ROOT", tmp_path), ("VENV", tmp_path / ".venv"), ("PYTHON", python)):
        monkeypatch.setattr(environment, name, value)
    program(python, 'case "$*" in *install*) echo "Collecting it"; echo ran >> "$0.log";; esac')
    return tmp_path


def program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def installs(folder: Path) -> int:
    log = folder / ".venv" / "bin" / "python.log"
    return len(log.read_text().splitlines()) if log.exists() else 0


def test_packages_are_installed_once_and_again_when_a_pin_changes(folder: Path) -> None:
    environment.main("requirements.txt")
    environment.main("requirements.txt")
    assert installs(folder) == 1
    (folder / "requirements.txt").write_text("django==5.3\n")
    environment.main("requirements.txt", "requirements-dev.txt")
    assert installs(folder) == 3


def test_a_change_of_what_the_tests_build_upon_reaches_the_tests(folder: Path) -> None:
    before = environment.fingerprint("requirements-dev.txt")
    (folder / "requirements.txt").write_text("django==5.3\n")
    assert environment.fingerprint("requirements-dev.txt") != before


def test_a_failed_installation_shows_pip_s_words_and_is_tried_again(folder: Path) -> None:
    program(environment.PYTHON, 'case "$*" in *install*) echo "no such version"; exit 1;; esac')
    for _ in range(2):
        with pytest.raises(SystemExit, match=r"(?s)no such version.*could not be installed"):
            environment.main("requirements.txt")


def test_a_broken_environment_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(environment, "create", lambda: made.append("made"))
    environment.main()
    assert made == []
    environment.PYTHON.unlink()
    environment.main()
    assert made == ["made"]


def test_an_old_python_is_named_when_there_is_no_newer_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        environment.use_new_python()


def test_progress_is_said_every_twenty_packages(capsys: pytest.CaptureFixture[str]) -> None:
    words: list[str] = []
    for number in range(41):
        words.append(f"Collecting package-{number}")
        environment.show_progress(words, 95)
    environment.show_progress([*words, "Installing collected packages: all"], 95)
    said = capsys.readouterr().out
    assert said.count("of 95 found") == 2
    assert "all found" in said
