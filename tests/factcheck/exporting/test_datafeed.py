"""The whole corpus as one DataFeed: what each page says, and what other newsrooms can read."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from factcheck.exporting import datafeed
from factcheck.exporting.files import REVIEWS, export
from factcheck.importing.claimreview import rows_of_reviews
from tests.factcheck.api.desk import corrected, drafted, published, withdrawn
from tests.support.schema_org import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]


def feed(folder: Path) -> Any:
    export(folder)
    return json.loads((folder / REVIEWS).read_text())


def test_each_item_is_the_claimreview_that_the_api_answers(client: Client, tmp_path: Path) -> None:
    checks = [corrected(published()), published(statement="¿Se movió «esto»?")]
    drafted(statement="Nobody has seen this")
    told = feed(tmp_path)
    assert (told["@context"], told["@type"]) == ("https://schema.org", "DataFeed")
    served = [client.get(f"/api/v1/checks/{check.slug}/claimreview/").json() for check in checks]
    assert [row["item"] for row in told["dataFeedElement"]] == [[one] for one in served]
    row = told["dataFeedElement"][0]
    assert (row["@type"], row["url"]) == ("DataFeedItem", served[0]["url"])
    assert row["dateCreated"] <= row["dateModified"]


def test_the_feed_has_no_fault_by_the_vocabulary_but_the_name_of_its_items(
    tmp_path: Path,
) -> None:
    corrected(published())
    told = feed(tmp_path)
    # Google's feeds say `item` of a list of one, and so do we.
    assert list(faults(told)) == []


def test_another_newsroom_can_import_the_feed(tmp_path: Path) -> None:
    published(statement="The harbour moved grain")
    (row,) = rows_of_reviews(feed(tmp_path))
    assert "The harbour moved grain" in row.values()


def test_of_what_was_withdrawn_there_is_nothing(tmp_path: Path) -> None:
    published()
    gone = withdrawn(published(statement="Forged"))
    assert len(feed(tmp_path)["dataFeedElement"]) == 1
    assert gone.slug not in (tmp_path / REVIEWS).read_text()


def test_what_is_no_valid_claimreview_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published()
    published(statement="Unfit")
    monkeypatch.setattr(
        datafeed,
        "preflight",
        lambda document: ("No.",) if document["claim"]["statement"] == "Unfit" else (),
    )
    (only,) = feed(tmp_path)["dataFeedElement"]
    assert "Unfit" not in str(only)


def test_a_newsroom_that_published_nothing_has_an_empty_feed(tmp_path: Path) -> None:
    assert feed(tmp_path)["dataFeedElement"] == []
