import os
from pathlib import Path

import pytest

from newsroom import embedded
from newsroom.embedded import places


def test_the_socket_s_path_fits_into_what_the_kernel_allows() -> None:
    assert len(os.fsencode(places.socket_folder() / ".s.PGSQL.5432")) < 108


def test_two_clones_never_share_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    here = places.fingerprint()
    monkeypatch.setattr(places, "ROOT", Path("/somewhere/else"))
    assert places.fingerprint() != here


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "socket"
    for _ in range(2):  # the second time it is there already, and right
        places.own_folder(folder)
    found = folder.stat()
    assert found.st_mode & 0o777 == 0o700
    assert found.st_uid == places.owner().pw_uid


@pytest.mark.parametrize("kind", ["open to others", "a link", "a file"])
def test_a_folder_that_somebody_else_put_there_is_refused(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "socket"
    if kind == "open to others":
        folder.mkdir(mode=0o755)
        os.chown(folder, places.owner().pw_uid, -1)
    elif kind == "a link":
        folder.symlink_to(tmp_path)
    else:
        folder.touch(mode=0o700)
    with pytest.raises(PermissionError, match="Remove it and start again"):
        places.own_folder(folder)


def test_root_never_runs_the_server_as_root() -> None:
    assert places.owner().pw_uid != 0


def test_without_the_wheel_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "find_spec", lambda _name: None)
    with pytest.raises(ModuleNotFoundError, match="Set DATABASE_URL, or run: pip install"):
        places.wheel()


def test_what_is_kept_is_made_once_and_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "VAR", tmp_path / "var")
    assert embedded.kept("secret-key", lambda: "first") == "first"
    assert embedded.kept("secret-key", lambda: "second") == "first"
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o077 == 0
