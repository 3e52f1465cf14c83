from datetime import UTC, datetime
from typing import Any

import pytest

from factcheck import presenting
from tests.factcheck.documents import (
    Document,
    appearance,
    correction,
    date,
    document,
    evidence,
    quote,
    source,
)


@pytest.mark.parametrize(
    ("kind", "exact", "statement", "expected"),
    [
        ("verbatim", "Grain is up", "Grain is up", True),
        ("verbatim", "“Grain  is up.”", "Grain is up", True),
        ("verbatim", "Grain is up", "Grain is up.", True),
        ("verbatim", "Grain is not up", "Grain is up", False),
        ("verbatim", "I do not believe grain is up", "grain is up", False),
        ("paraphrase", "Grain is up", "Grain is up", False),
        ("translation", "Grain is up", "Grain is up", False),
    ],
)
def test_a_claim_is_a_quotation_only_word_for_word(
    kind: str, exact: str, statement: str, *, expected: bool
) -> None:
    rows = [appearance(kind=kind, quote=quote(exact)), appearance(2, quote=None)]
    made = document(claim={"statement": statement}, appearances=rows)
    assert presenting.is_verbatim(made) is expected


STATE = {
    "links": [{"link": "link-of-table", "health": "gone", "archived_url": ""}],
    "passages": [{"passage": "passage-1", "state": "edited", "now_reads": "17 tons"}],
}


def test_evidence_gets_the_health_of_its_page() -> None:
    (row,) = presenting.evidence(document(), STATE)
    assert row["health"]["health"] == "gone"
    assert row["stance_label"] == "supports the claim"


def test_nothing_is_said_of_health_where_nothing_is_known() -> None:
    (row,) = presenting.evidence(document(), {})
    assert row["health"] is None
    assert row["words"] is None


def test_withheld_evidence_gets_nothing_added() -> None:
    withheld = {"is_withheld": True, "withheld_reason": "It would name our source."}
    assert presenting.evidence(document(evidence=[withheld]), STATE) == [withheld]


def test_words_that_changed_are_collected_once_they_are_broken() -> None:
    rows = presenting.appearances(document(), STATE)
    assert [row["words"]["now_reads"] for row in presenting.changed_words(rows)] == ["17 tons"]
    still = {"passages": [{"passage": "passage-1", "state": "present", "now_reads": ""}]}
    assert presenting.changed_words(presenting.appearances(document(), still)) == []


def test_words_that_are_said_and_shown_as_evidence_are_told_once() -> None:
    said = presenting.appearances(document(), STATE)
    shown = presenting.evidence(document(evidence=[evidence(quote=quote("x"))]), STATE)
    assert len(presenting.changed_words([*said, *said, *shown])) == 1


def test_a_repeat_names_what_it_repeats() -> None:
    rows = [appearance(1), appearance(2, upstream=1, source=source("other"))]
    first, second = presenting.appearances(document(appearances=rows), {})
    assert first["repeats"] is None
    assert second["repeats"]["slug"] == "harbour-speaks"


def test_sources_at_odds_name_their_sources_and_their_measure() -> None:
    found = {
        "measure": "grain-in-may",
        "kind": "disagree",
        "note": "",
        "figures": [{"source": "harbour-speaks", "as_written": "17,000"}],
    }
    (row,) = presenting.at_odds(document(discrepancies=[found]))
    assert row["measure"] == "grain in may"
    assert row["figures"][0]["source"]["title"] == "Harbour speaks"


def test_sources_are_counted_once_each() -> None:
    rows = [appearance(1), appearance(2), appearance(3, source=source("other"))]
    assert presenting.count_sources(document(appearances=rows)) == 2


def test_a_correction_without_a_version_led_to_this_one() -> None:
    published = datetime(2026, 7, 1, tzinfo=UTC)
    earlier = correction(version=2, published_at="2026-06-20T10:00:00+00:00")
    made = document(version=3, corrections=[earlier, correction()])
    newest, older = presenting.corrections(made, published)
    assert (newest["version"], newest["at"]) == (3, published)
    assert (older["version"], older["at"]) == (2, datetime(2026, 6, 20, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (date("2019-06-03"), "3 June 2019"),
        (date("2019-06", "month"), "June 2019"),
        (date("2019", "year"), "2019"),
        (date("2019-06-03T14:30+00:00", "minute"), "3 June 2019, 14:30 UTC"),
        (date(), "date unknown"),
    ],
)
def test_a_date_is_read_at_its_precision(given: Document, words: str) -> None:
    assert presenting.date(given).words() == words


@pytest.mark.parametrize(
    ("rating", "name"),
    [
        ({"value": 5, "best": 5, "worst": 1}, "true"),
        ({"value": 1, "best": 5, "worst": 1}, "false"),
        ({"value": 3, "best": 5, "worst": 1}, "half-true"),
        ({"value": 2, "best": 3, "worst": 0}, "mostly-true"),
        ({"value": None, "key": "misleading"}, "misleading"),
        ({"value": None, "key": "satire"}, "unproven"),
        ({"value": 4, "best": 4, "worst": 4, "key": "only"}, "unproven"),
    ],
)
def test_a_rating_is_drawn_by_its_place_on_the_scale(rating: dict[str, Any], name: str) -> None:
    made = {"key": "x", "best": None, "worst": None} | rating
    assert presenting.shape(made) == name


def test_evidence_without_publisher_is_named_by_its_title() -> None:
    (row,) = presenting.evidence(document(evidence=[evidence(publisher="")]), {})
    assert row["name"] == "Harbour statistics"
