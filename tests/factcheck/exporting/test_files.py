import csv
import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from factcheck.exporting.files import CHECKS, MANIFEST, PACKED_REVIEWS, REVIEWS, TABLE, export
from factcheck.models import Change
from tests.factcheck.api.desk import corrected, drafted, published, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]


def lines(folder: Path) -> list[bytes]:
    return gzip.decompress((folder / CHECKS).read_bytes()).splitlines()


def table(folder: Path) -> list[dict[str, str]]:
    with (folder / TABLE).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def manifest(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
    return told


def test_each_line_is_what_the_api_answers_of_the_check(client: Client, tmp_path: Path) -> None:
    checks = [corrected(published()), withdrawn(published(statement="Forged"))]
    drafted(statement="Nobody has seen this")
    export(tmp_path)
    served = [client.get(f"/api/v1/checks/{check.slug}/").content for check in checks]
    assert lines(tmp_path) == served


def test_the_manifest_names_the_files_and_the_last_change(tmp_path: Path) -> None:
    published()
    withdrawn(published(statement="Forged"))
    export(tmp_path)
    told = manifest(tmp_path)
    assert told["sequence"] == Change.objects.latest("sequence").sequence == 3
    assert told["mark"] == Change.objects.latest("sequence").mark
    assert told["checks"] == 2
    for file in told["files"]:
        content = (tmp_path / file["name"]).read_bytes()
        assert file["sha256"] == sha256(content).hexdigest()
        assert file["bytes"] == len(content)
    rows_of = {file["name"]: file["rows"] for file in told["files"]}
    assert rows_of == {CHECKS: 2, TABLE: 2, REVIEWS: 1, PACKED_REVIEWS: 1}


def test_the_same_corpus_is_the_same_file(tmp_path: Path) -> None:
    published()
    export(tmp_path / "one")
    export(tmp_path / "two")
    assert manifest(tmp_path / "one")["files"] == manifest(tmp_path / "two")["files"]


def test_the_feed_is_there_packed_too(tmp_path: Path) -> None:
    published()
    export(tmp_path)
    packed = (tmp_path / PACKED_REVIEWS).read_bytes()
    assert gzip.decompress(packed) == (tmp_path / REVIEWS).read_bytes()
    assert packed[3:8] == bytes(5), "it names neither itself nor the time"


def test_no_cell_of_the_table_is_a_formula(tmp_path: Path) -> None:
    published(statement="=HYPERLINK(1)")
    check = withdrawn(published(statement="Forged"), reason="@SUM(1)")
    export(tmp_path)
    first, second = table(tmp_path)
    assert first["statement"] == "'=HYPERLINK(1)"
    assert (first["status"], first["rating"], first["version"]) == ("standing", "mostly-true", "1")
    assert (second["slug"], second["statement"]) == (check.slug, "")
    assert second["withdrawal_reason"] == "'@SUM(1)"


def test_an_export_that_is_broken_off_leaves_the_old_one(tmp_path: Path) -> None:
    published()
    export(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    published(statement="Another")

    def stop(done: int, _all: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(tmp_path, stop)
    assert {name: (tmp_path / name).read_bytes() for name in before} == before


def test_two_exports_do_not_write_into_one_file(tmp_path: Path) -> None:
    published()

    def begin_another(_done: int, _all: int) -> None:
        with pytest.raises(CommandError, match="under way"):
            call_command("export_data", tmp_path)

    export(tmp_path, begin_another)
    assert len(lines(tmp_path)) == len(table(tmp_path)) == manifest(tmp_path)["checks"] == 1


def test_a_newsroom_that_published_nothing_exports_nothing(tmp_path: Path) -> None:
    export(tmp_path)
    assert (lines(tmp_path), table(tmp_path)) == ([], [])
    assert (manifest(tmp_path)["sequence"], manifest(tmp_path)["checks"]) == (0, 0)


def test_the_command_says_where_the_files_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published()
    call_command("export_data", tmp_path / "out")
    said = capsys.readouterr()
    assert str(tmp_path / "out" / MANIFEST) in said.out
    assert "1/1" in said.err
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match="cannot be written to"):
        call_command("export_data", tmp_path / "file" / "out")


def test_without_a_folder_the_command_makes_the_export_that_partners_take(
    client: Client, exports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    published()
    call_command("export_data")
    (listed,) = client.get("/api/v1/exports/").json()["results"]
    assert str(exports / listed["id"] / MANIFEST) in capsys.readouterr().out
