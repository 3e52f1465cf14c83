import gzip
import json
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection

from factcheck.exporting import rows
from factcheck.exporting.files import CHECKS, export
from factcheck.models import Change
from tests.factcheck.api.desk import published, withdrawn


@pytest.mark.django_db(transaction=True)
def test_all_rows_are_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(statement="First")
    second = published(statement="Second")

    def withdraw_second() -> None:
        withdrawn(second)
        connection.close()

    def progress(done: int, _all: int) -> None:
        if done == 1:
            thread = Thread(target=withdraw_second)
            thread.start()
            thread.join()

    monkeypatch.setattr(rows, "AT_ONCE", 1)
    manifest = export(tmp_path, progress)
    assert Change.objects.latest("sequence").kind == "withdrawn"
    assert manifest.sequence == 2
    lines = gzip.decompress((tmp_path / CHECKS).read_bytes()).splitlines()
    assert [json.loads(line)["status"] for line in lines] == ["standing"] * 2
