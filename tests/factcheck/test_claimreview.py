from datetime import UTC, datetime
from typing import Any

import pytest

from factcheck.claimreview import Publisher, claim_review, preflight
from tests.factcheck.documents import (
    Document,
    appearance,
    claimant,
    correction,
    date,
    document,
    evidence,
    source,
)

URL = "https://desk.example.org/checks/harbour-grain/"
FIRST = datetime(2026, 6, 5, 9, 30, tzinfo=UTC)
NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


def review(**parts: Any) -> Document:
    return claim_review(
        document(**parts),
        url=URL,
        publisher=Publisher(
            name="Fact desk",
            url="https://desk.example.org/",
            publishing_principles="https://desk.example.org/methodology/",
            corrections_policy="https://desk.example.org/corrections/",
        ),
        first_published=FIRST,
        published=NOW,
        modified=NOW,
    )


def test_the_whole_of_a_plain_review() -> None:
    we = {
        "@type": "Organization",
        "name": "Fact desk",
        "url": "https://desk.example.org/",
        "publishingPrinciples": "https://desk.example.org/methodology/",
        "correctionsPolicy": "https://desk.example.org/corrections/",
    }
    statement = "The harbour moved more than 17,000 tons of grain in May"
    assert review() == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": URL,
        "url": URL,
        "claimReviewed": statement,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Mostly true",
            "ratingExplanation": "The table gives 17,200 tons.",
            "ratingValue": 4,
            "bestRating": 5,
            "worstRating": 1,
        },
        "itemReviewed": {
            "@type": "Claim",
            "name": statement,
            "author": {"@type": "Person", "name": "Ana Ruiz"},
            "datePublished": "2026-06",
            "firstAppearance": {
                "@type": "CreativeWork",
                "url": "https://press.example.org/harbour-speaks",
                "headline": "Harbour speaks",
                "datePublished": "2026-06-03",
                "inLanguage": "en",
                "publisher": {"@type": "Organization", "name": "The Press"},
            },
        },
        "author": we,
        "publisher": we,
        "datePublished": "2026-06-05T09:30:00+00:00",
        "dateModified": "2026-07-01T12:00:00+00:00",
        "inLanguage": "en",
        "version": 1,
        "citation": [
            {
                "@type": "CreativeWork",
                "name": "Harbour statistics",
                "url": "https://port.example.org/table",
                "publisher": {"@type": "Organization", "name": "The port"},
            }
        ],
    }


def test_the_summary_is_what_is_reviewed_where_there_is_one() -> None:
    assert review(claim={"summary": "More than 17,000 tons"})["claimReviewed"] == (
        "More than 17,000 tons"
    )


def test_a_rating_off_the_line_has_a_word_and_no_numbers() -> None:
    rating = review(rating={"label": "Misleading", "value": None})["reviewRating"]
    assert rating["alternateName"] == "Misleading"
    assert not {"ratingValue", "bestRating", "worstRating"} & set(rating)


def test_the_rating_is_in_the_language_of_the_review() -> None:
    rating = review(language="es")["reviewRating"]
    assert rating["alternateName"] == "Mayormente verdadero"


@pytest.mark.parametrize(
    ("claimants", "author"),
    [
        ([], None),
        ([claimant("A source close to it", kind="anonymous")], None),
        ([claimant("The port", kind="government", title_held="x")], {"@type": "Organization"}),
        ([claimant(title_held="Minister")], {"@type": "Person", "jobTitle": "Minister"}),
        ([claimant("Cited", part="cited")], None),
    ],
)
def test_the_author_is_who_said_it_by_name(
    claimants: list[Document], author: Document | None
) -> None:
    claim = review(claimants=claimants)["itemReviewed"]
    if author is None:
        assert "author" not in claim
    else:
        assert claim["author"] == {"name": claimants[0]["name"]} | author


def test_several_authors_are_a_list() -> None:
    authors = review(claimants=[claimant("A"), claimant("B")])["itemReviewed"]["author"]
    assert [author["name"] for author in authors] == ["A", "B"]


def test_an_author_is_told_apart_by_wikidata_and_other_pages() -> None:
    who = claimant(wikidata_id="Q1", same_as=["https://ana.example.org/"])
    assert review(claimants=[who])["itemReviewed"]["author"]["sameAs"] == [
        "https://www.wikidata.org/entity/Q1",
        "https://ana.example.org/",
    ]


def test_unknown_dates_are_left_out() -> None:
    rows = [appearance(source=source(published=date()))]
    claim = review(claim={"said": date()}, appearances=rows)["itemReviewed"]
    assert "datePublished" not in claim
    assert "datePublished" not in claim["firstAppearance"]


def test_the_first_appearance_is_single_and_not_repeated() -> None:
    rows = [
        appearance(1),
        appearance(2),
        appearance(3, source=source("other")),
        appearance(4, source=source("other")),
        appearance(5, source=source("heard", url=None)),
    ]
    claim = review(appearances=rows)["itemReviewed"]
    assert claim["firstAppearance"]["url"] == "https://press.example.org/harbour-speaks"
    assert [work.get("url") for work in claim["appearance"]] == [
        "https://press.example.org/other",
        None,
    ]


def test_citations_carry_their_archived_copy_and_withheld_ones_stay_away() -> None:
    rows = [
        evidence(archived_url="https://archive.example.org/1"),
        {"is_withheld": True, "withheld_reason": "It would name our source."},
    ]
    (citation,) = review(evidence=rows)["citation"]
    assert citation["archivedAt"] == "https://archive.example.org/1"


def test_corrections_carry_their_words_and_their_day() -> None:
    rows = [
        correction(version=2, published_at="2026-06-20T10:00:00+00:00", why="A reader saw it."),
        correction(was_wrong="The year was wrong.", what_changed=""),
    ]
    assert review(corrections=rows)["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "The month was wrong. It is May. A reader saw it.",
            "datePublished": "2026-06-20T10:00:00+00:00",
        },
        {
            "@type": "CorrectionComment",
            "text": "The year was wrong.",
            "datePublished": "2026-07-01T12:00:00+00:00",
        },
    ]


# Preflight


def test_a_sound_document_passes() -> None:
    assert preflight(document()) == ()
    assert preflight(document(rating={"value": None, "best": None, "worst": None})) == ()


def test_no_document_is_said() -> None:
    assert preflight({}) == ("There is no document to publish. Send the draft for review first.",)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"claim": {"statement": " "}}, "no words"),
        ({"language": ""}, "not a language"),
        ({"language": "en us"}, "not a language"),
        ({"rating": None}, "no rating in words"),
        ({"rating": {"label": ""}}, "no rating in words"),
        ({"claim": {"summary": "mostly TRUE"}}, "summary is the rating"),
        ({"rating": {"value": 6}}, "not between worst and best"),
        ({"rating": {"best": None}}, "not between worst and best"),
        ({"rating": {"best": 4, "worst": 4}}, "not between worst and best"),
        ({"appearances": [appearance(1), appearance(2, is_first=True)]}, "marked as the first"),
        ({"claimants": [claimant(" ")]}, "no name"),
        ({"evidence": [evidence(url="javascript:alert(1)")]}, "not on the web"),
    ],
)
def test_preflight_says_in_a_sentence_what_is_wrong(parts: Document, words: str) -> None:
    (problem,) = preflight(document(**parts))
    assert words in problem
    assert problem.endswith(".")
