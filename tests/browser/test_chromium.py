"""Which browser is taken, and what is said where there is none. Needs no browser itself."""

from pathlib import Path

import pytest

from tests.browser import chromium

NOWHERE = Path("/nonexistent/chromium")


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_browser_that_is_named_is_taken(tmp_path: Path) -> None:
    named = program(tmp_path / "mine")
    program(tmp_path / "bin" / "chromium")
    environment = {"CHROMIUM": str(named), "PATH": str(tmp_path / "bin")}
    assert chromium.found(environment, NOWHERE) == str(named)


def test_a_name_without_a_program_is_an_error_and_nothing_else_is_taken(tmp_path: Path) -> None:
    program(tmp_path / "chromium")
    environment = {"CHROMIUM": "/nonexistent/mine", "PATH": str(tmp_path)}
    with pytest.raises(chromium.NoBrowser, match="CHROMIUM is /nonexistent/mine"):
        chromium.found(environment, NOWHERE)


@pytest.mark.parametrize("name", chromium.NAMES)
def test_an_installed_browser_is_found_by_its_usual_names(tmp_path: Path, name: str) -> None:
    path = program(tmp_path / name)
    assert chromium.found({"PATH": str(tmp_path)}, NOWHERE) == str(path)


def test_the_drivers_own_browser_is_the_last_resort(tmp_path: Path) -> None:
    own = program(tmp_path / "own")
    assert chromium.found({"PATH": str(tmp_path / "empty")}, own) == str(own)
    assert chromium.found({"PATH": str(tmp_path / "empty")}, NOWHERE) is None


def test_where_there_is_none_and_none_can_be_installed_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "DEBIAN", tmp_path / "not-debian")
    with pytest.raises(chromium.NoBrowser, match="apt install chromium"):
        chromium.found_or_installed({"PATH": str(tmp_path)}, NOWHERE)


def test_before_any_test_it_is_said_in_one_sentence_that_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nonexistent/mine")
    with pytest.raises(SystemExit, match="CHROMIUM is /nonexistent/mine"):
        chromium.main()
