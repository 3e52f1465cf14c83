from pathlib import Path

import pytest

from newsroom.static_site.folder import ABSENT, GONE, JOURNAL, UNFINISHED, Folder, NotOurs, write


def fill(place: Path, *files: str) -> None:
    with Folder.opened(place) as folder:
        for file in files:
            write(place, file, file.encode())
        folder.note(dict.fromkeys(files, "key"))


def test_what_was_finished_is_remembered(tmp_path: Path) -> None:
    fill(tmp_path, "a/index.html")
    with Folder.opened(tmp_path) as folder:
        assert folder.has("a/index.html", "key")
        assert not folder.has("a/index.html", "another key")
        (tmp_path / "a/index.html").unlink()
        assert not folder.has("a/index.html", "key")


def test_what_is_known_not_to_be_there_is_not_looked_for_again(tmp_path: Path) -> None:
    with Folder.opened(tmp_path) as folder:
        folder.note({"card.png": f"{ABSENT}key"})
        assert folder.has("card.png", "key")
        assert not folder.has("card.png", "another key")


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("Years of work")
    with pytest.raises(NotOurs, match="no export has written"), Folder.opened(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_export_that_was_killed_as_it_began_can_begin_again(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / JOURNAL).unlink()
    fill(tmp_path, "a.html")
    assert (tmp_path / "a.html").exists()


def test_two_exports_do_not_write_to_one_folder(tmp_path: Path) -> None:
    with (
        Folder.opened(tmp_path),
        pytest.raises(NotOurs, match="under way"),
        Folder.opened(tmp_path),
    ):
        pass


def test_a_place_that_cannot_be_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotOurs, match="cannot be written to"), Folder.opened(tmp_path / "file/in"):
        pass


def test_a_journal_that_was_cut_off_counts_as_far_as_it_goes(tmp_path: Path) -> None:
    fill(tmp_path, "a.html", "b.html")
    journal = tmp_path / JOURNAL
    journal.write_text(journal.read_text() + '["a.html", null]\n["c.html", "ke')
    with Folder.opened(tmp_path) as folder:
        assert folder.keys == {"b.html": "key"}
    assert journal.read_text() == '["b.html", "key"]\n'


def test_the_same_is_not_written_again_and_nothing_is_half_written(tmp_path: Path) -> None:
    with Folder.opened(tmp_path):
        assert write(tmp_path, "a/b.html", b"one")
        before = (tmp_path / "a/b.html").stat()
        assert not write(tmp_path, "a/b.html", b"one")
        assert (tmp_path / "a/b.html").stat() == before
        assert write(tmp_path, "a/b.html", b"two")
        assert (tmp_path / "a/b.html").read_bytes() == b"two"
        assert not list((tmp_path / UNFINISHED).iterdir())
        (tmp_path / UNFINISHED / "1").write_text("left by a killed one")
    with Folder.opened(tmp_path):
        assert not list((tmp_path / UNFINISHED).iterdir())


def test_a_file_is_removed_with_its_mark_and_the_folders_it_leaves_empty(tmp_path: Path) -> None:
    fill(tmp_path, "a/b/index.html", "a/c.html")
    with Folder.opened(tmp_path) as folder:
        (tmp_path / "a/b" / GONE).touch()
        folder.remove("a/b/index.html")
        assert not (tmp_path / "a/b").exists()
        folder.remove("a/c.html")
        assert not (tmp_path / "a").exists()
        assert tmp_path.exists()
