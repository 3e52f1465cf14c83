from datetime import UTC, datetime
from typing import Any

import pytest

from factcheck.google.claims import claim, site_of
from tests.factcheck.documents import claimant, date, document

FIRST = datetime(2026, 3, 4, 5, 6, 7, 8, tzinfo=UTC)


def told(**changes: Any) -> dict[str, Any]:
    return claim(
        document(**changes),
        url="https://www.desk.example.org/checks/grain/",
        publisher="The Desk",
        first_published=FIRST,
    )


def test_a_publication_is_a_claim_with_our_review() -> None:
    assert told(claim={"said": date("2026-06-03")}) == {
        "text": "The harbour moved more than 17,000 tons of grain in May",
        "claimant": "Ana Ruiz",
        "claimDate": "2026-06-03T00:00:00Z",
        "claimReview": [
            {
                "publisher": {"name": "The Desk", "site": "desk.example.org"},
                "url": "https://www.desk.example.org/checks/grain/",
                "title": "The harbour moved more than 17,000 tons of grain in May",
                "reviewDate": "2026-03-04T05:06:07Z",
                "textualRating": "Mostly true",
                "languageCode": "en",
            }
        ],
    }


def test_the_summary_is_the_text_where_there_is_one() -> None:
    assert told(claim={"summary": "Grain in May"})["text"] == "Grain in May"


def test_a_date_is_told_only_where_the_day_is_known() -> None:
    for said in (date("2026-06", "month"), date("2026", "year"), date()):
        assert "claimDate" not in told(claim={"said": said})
    minute = told(claim={"said": date("2026-06-03T10:30+02:00", "minute")})
    assert minute["claimDate"] == "2026-06-03T08:30:00Z"


def test_only_those_who_said_it_are_claimants() -> None:
    several = [claimant("Ana Ruiz"), claimant("Li Wei"), claimant("The WSJ", part="cited")]
    assert told(claimants=several)["claimant"] == "Ana Ruiz, Li Wei"
    assert "claimant" not in told(claimants=[])


def test_a_rating_is_a_word_of_the_checks_language() -> None:
    assert told(language="es")["claimReview"][0]["textualRating"] == "Mayormente verdadero"


@pytest.mark.parametrize(
    "address",
    [
        "desk.example.org",
        "www.desk.example.org",
        "https://DESK.example.org/es/",
        "desk.example.org:80",
    ],
)
def test_a_site_is_its_host(address: str) -> None:
    assert site_of(address) == "desk.example.org"
