import os
from pathlib import Path

import pytest

from newsroom.demo import running


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(running, "VAR", tmp_path)
    monkeypatch.setattr(running, "NOTE", tmp_path / "demo.json")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings.development")
    monkeypatch.delenv("SITE_URL", raising=False)
    return tmp_path


def test_commands_take_over_the_settings_of_the_running_demo() -> None:
    with running.announce({"SITE_URL": "http://127.0.0.1:8123"}):
        running.join()
    assert os.environ.pop("SITE_URL") == "http://127.0.0.1:8123"


def test_a_setting_of_one_s_own_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "http://127.0.0.1:9000")
    with running.announce({"SITE_URL": "http://127.0.0.1:8123"}):
        running.join()
    assert os.environ["SITE_URL"] == "http://127.0.0.1:9000"


def test_production_never_takes_over_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "newsroom.settings.production")
    with running.announce({"SITE_URL": "http://127.0.0.1:8123"}):
        running.join()
    assert "SITE_URL" not in os.environ


def test_a_demo_that_has_ended_however_it_ended_leaves_no_settings() -> None:
    assert running.settings() == {}
    running.announce({"SITE_URL": "http://127.0.0.1:8123"}).close()
    assert running.settings() == {}


def test_a_second_demo_is_refused_and_told_where_the_first_one_is() -> None:
    with (
        running.announce({"SITE_URL": "http://127.0.0.1:8123"}),
        pytest.raises(running.AlreadyRunning, match=r"already running at http://127\.0\.0\.1:8123"),
    ):
        running.announce({"SITE_URL": "http://127.0.0.1:9000"})


def test_nobody_else_may_read_what_may_hold_a_password(folder: Path) -> None:
    with running.announce({"DATABASE_URL": "postgresql://desk:secret@db.example.org/desk"}):
        assert (folder / "demo.json").stat().st_mode & 0o077 == 0
