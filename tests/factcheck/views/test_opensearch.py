"""Browsers are told how to search here, and what is typed is completed for them."""

from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from factcheck import actions
from tests.factories import claim, published_claim, publisher

pytestmark = pytest.mark.django_db

NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/es", "es")])
def test_the_search_is_described_in_each_language(
    client: Client, prefix: str, language: str
) -> None:
    answer = client.get(f"{prefix}/opensearch.xml")
    assert answer.headers["Content-Type"] == "application/opensearchdescription+xml"
    root = ET.fromstring(answer.content)  # noqa: S314 - our own
    urls = {url.attrib["type"]: url.attrib["template"] for url in root.findall("o:Url", NAMES)}
    site = f"https://desk.example.org{prefix}"
    assert urls == {
        "text/html": f"{site}/search/?q={{searchTerms}}",
        "application/x-suggestions+json": f"{site}/search/suggestions/?q={{searchTerms}}",
        "application/opensearchdescription+xml": f"{site}/opensearch.xml",
    }
    assert root.findtext("o:Language", namespaces=NAMES) == language
    assert 0 < len(root.findtext("o:ShortName", "", NAMES)) <= 16


@pytest.mark.parametrize("prefix", ["", "/es"])
def test_pages_lead_to_the_description(client: Client, prefix: str) -> None:
    link = f'href="{prefix}/opensearch.xml"'
    for path in ("/", "/search/", "/methodology/"):
        assert link in client.get(f"{prefix}{path}").content.decode()


def test_published_claims_complete_what_is_typed(client: Client) -> None:
    made = published_claim(statement="The harbour was “closed”")
    claim(statement="The harbour was sold")
    answer = client.get("/search/suggestions/?q=Harb")
    assert answer.headers["Content-Type"] == "application/x-suggestions+json"
    assert answer.json() == [
        "Harb",
        ["The harbour was “closed”"],
        [],
        [f"https://desk.example.org/checks/{made.slug}/"],
    ]


def test_completions_are_kept_by_anybody_until_they_change(client: Client) -> None:
    made = published_claim(statement="The harbour was closed")
    path = "/search/suggestions/?q=harb"
    answer = client.get(path)
    tag = answer.headers["ETag"]
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert not answer.cookies
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    actions.withdraw(by=publisher(), claim=made, reason="It rests on a forgery.")
    assert client.get(path, headers={"if-none-match": tag}).json() == ["harb", [], [], []]
