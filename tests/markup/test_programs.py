"""What is said where the programs are not. Needs none of them itself."""

import json
from pathlib import Path

import pytest

from tests.browser import chromium
from tests.markup import programs


def test_where_they_are_not_and_cannot_be_installed_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "DEBIAN", tmp_path / "not-debian")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(programs.NoPrograms, match="apt install nodejs npm default-jre-headless"):
        programs.found_or_installed()


def test_what_npm_brings_is_pinned_and_named_by_no_address() -> None:
    wanted = json.loads((programs.HERE / "package.json").read_text())["dependencies"]
    packages = json.loads(programs.LOCK.read_text())["packages"]
    assert wanted == {name: packages[f"node_modules/{name}"]["version"] for name in wanted}
    assert all("integrity" in one for path, one in packages.items() if path)
    assert "resolved" not in programs.LOCK.read_text()
