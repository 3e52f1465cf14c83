from pathlib import Path

from seeds.press.changes import State, read_changes, write_change


def test_nothing_has_changed_where_nobody_wrote(tmp_path: Path) -> None:
    assert read_changes(tmp_path / "none.json") == {}


def test_a_change_is_remembered_with_its_time(tmp_path: Path) -> None:
    path = tmp_path / "var" / "changes.json"
    write_change(path, "rosneft", State.EDITED)
    write_change(path, "rostec", State.REMOVED)
    changes = read_changes(path)
    assert changes["rosneft"].state is State.EDITED
    assert changes["rostec"].since >= changes["rosneft"].since > 0


def test_the_same_change_twice_is_one(tmp_path: Path) -> None:
    path = tmp_path / "changes.json"
    write_change(path, "rosneft", State.EDITED)
    first = path.read_text()
    write_change(path, "rosneft", State.EDITED)
    assert path.read_text() == first
