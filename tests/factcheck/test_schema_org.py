"""Our ClaimReview against the vocabulary of schema.org, on the page as machines find it there."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from factcheck.claimreview import preflight
from tests.factcheck import documents
from tests.factcheck.test_claimreview import review
from tests.factcheck.views.reader import address, correct
from tests.factories import published_claim
from tests.support.schema_org import faults

DOCUMENTS: dict[str, dict[str, Any]] = {
    "plain": {},
    "a summary": {"claim": {"summary": "More than 17,000 tons"}},
    "in Spanish": {"language": "es-MX"},
    "off the line": {"rating": {"key": "unproven", "value": None}},
    "nobody named": {"claimants": []},
    "several": {
        "claimants": [
            documents.claimant(
                title_held="Minister", wikidata_id="Q42", same_as=["https://a.test/"]
            ),
            documents.claimant("The port", kind="government"),
        ]
    },
    "no day": {"claim": {"said": documents.date()}},
    "several sources": {
        "appearances": [
            documents.appearance(),
            documents.appearance(2, source=documents.source("other", outlet=None, url=None)),
        ]
    },
    "archived evidence": {
        "evidence": [
            documents.evidence(archived_url="https://archive.example.org/1"),
            documents.evidence(url=None, publisher=""),
            documents.evidence(is_withheld=True),
        ]
    },
    "corrected": {
        "corrections": [
            documents.correction(published_at="2026-06-10T09:00:00+00:00", version=2),
            documents.correction(),
        ]
    },
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_kind_of_document_that_passes_the_preflight_is_valid(kind: str) -> None:
    parts = DOCUMENTS[kind]
    assert preflight(documents.document(**parts)) == ()
    assert list(faults(review(**parts))) == []


PLANTED: dict[str, dict[str, Any]] = {
    "$: no type 'ClaimRevue'": {"@type": "ClaimRevue"},
    "$.claimReview: no such property": {"claimReview": "x"},
    "$.jobTitle: a ClaimReview has none": {"jobTitle": "Minister"},
    "$.awards: superseded by award": {"awards": "x"},
    "$.datePublished: 'June 2026' is none of ('Date', 'DateTime')": {"datePublished": "June 2026"},
    "$.author: a Rating is none of ('Organization', 'Person')": {"author": {"@type": "Rating"}},
    "$.claimReviewed: 7 is none of ('Text',)": {"claimReviewed": 7},
}


@pytest.mark.parametrize("fault", PLANTED)
def test_the_validator_finds_what_is_wrong(fault: str) -> None:
    assert list(faults(review() | PLANTED[fault])) == [fault]


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/es"])
def test_a_page_has_one_valid_claimreview_of_its_own(client: Client, prefix: str) -> None:
    claim = published_claim()
    correct(claim)
    page = client.get(prefix + address(claim)).content.decode()
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    markup = json.loads(found)
    assert list(faults(markup)) == []
    assert markup["url"] == f"https://desk.example.org{address(claim)}"
    assert markup["author"]["publishingPrinciples"] == "https://desk.example.org/methodology/"
    assert markup["author"]["correctionsPolicy"] == "https://desk.example.org/corrections/"
