"""What the head of every reader's page tells machines: its address, its languages, its feeds."""

from typing import Any

import pytest
from django.test import Client
from lxml import html

from factcheck.models import Topic
from tests.factcheck.views.reader import address, correct, withdraw
from tests.factories import published_claim
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

SITE = "https://desk.example.org"
FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json"}


def head(client: Client, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, path
    return html.document_fromstring(answer.content).find("head")


def links(of: Any, rel: str) -> list[Any]:
    return [link for link in of.iter("link") if link.get("rel") == rel]


@pytest.fixture
def pages() -> list[str]:
    """Every kind of page there is of one corrected check."""
    claim = published_claim(topics=[Topic.objects.create(name="Harbours", slug="harbours")])
    correct(claim)
    source = claim.appearances.get().source
    return [
        *("/", "/methodology/", "/corrections/", "/search/", address(claim)),
        *("/topics/harbours/", "/claimants/ana-ruiz/", f"/sources/{source.slug}/"),
    ]


def test_every_page_names_its_own_address_and_that_in_each_language(
    client: Client, pages: list[str]
) -> None:
    for path in pages:
        for prefix in ("", "/es"):
            found = head(client, prefix + path)
            assert [one.get("href") for one in links(found, "canonical")] == [
                f"{SITE}{prefix}{path}"
            ]
            languages = {
                one.get("hreflang"): one.get("href")
                for one in links(found, "alternate")
                if one.get("hreflang")
            }
            assert languages == {
                "en": f"{SITE}{path}",
                "es": f"{SITE}/es{path}",
                "x-default": f"{SITE}{path}",
            }
            assert not found.xpath("meta[@name='robots']")


def test_the_language_of_the_interface_is_that_of_the_page(
    client: Client, pages: list[str]
) -> None:
    for path in pages:
        for prefix, language in (("", "en"), ("/es", "es")):
            answer = client.get(prefix + path)
            assert html.document_fromstring(answer.content).get("lang") == language
            assert answer.headers["Content-Language"] == language


def test_every_page_leads_to_the_feeds_and_to_how_we_rate(client: Client, pages: list[str]) -> None:
    for path in pages:
        for prefix in ("", "/es"):
            found = head(client, prefix + path)
            feeds = [one for one in links(found, "alternate") if one.get("type") in FEED_TYPES]
            assert {one.get("type") for one in feeds} == FEED_TYPES
            assert f"{prefix}/feeds/all.rss" in [one.get("href") for one in feeds]
            for one in feeds:
                answer = client.get(one.get("href"))
                assert answer.status_code == 200
                assert answer.headers["Content-Type"].startswith(one.get("type"))
            (help_page,) = links(found, "help")
            assert help_page.get("href") == f"{prefix}/methodology/"


@pytest.mark.parametrize(
    ("path", "feed", "title"),
    [
        ("/topics/harbours/", "/feeds/topics/harbours.rss", "Fact desk: Harbours (RSS)"),
        ("/claimants/ana-ruiz/", "/feeds/claimants/ana-ruiz.rss", "Fact desk: Ana Ruiz (RSS)"),
        ("/corrections/", "/feeds/corrections.rss", "Fact desk: Corrections (RSS)"),
        (
            "/search/?q=harbour&rating=mostly-true&x=1",
            "/feeds/search.rss?q=harbour&rating=mostly-true",
            "Fact desk: harbour (RSS)",
        ),
        ("/search/", "/feeds/all.rss", "Fact desk: Latest checks (RSS)"),
        ("/", "/feeds/all.rss", "Fact desk: Latest checks (RSS)"),
    ],
)
def test_a_page_that_lists_leads_to_its_own_feed_first(
    client: Client, pages: list[str], path: str, feed: str, title: str
) -> None:
    found = head(client, path)
    feeds = [one for one in links(found, "alternate") if one.get("type")]
    assert (feeds[0].get("href"), feeds[0].get("title")) == (feed, title)
    (shown,) = found.getparent().xpath("//footer//a[@type='application/rss+xml']")
    assert (shown.get("href"), shown.text) == (feed, "Feed (RSS)")


def test_an_old_version_is_kept_out_of_search_and_names_the_one_that_counts(
    client: Client,
) -> None:
    claim = published_claim()
    correct(claim)
    for prefix in ("", "/es"):
        found = head(client, prefix + address(claim, version=1))
        current = [f"{SITE}{prefix}{address(claim)}"]
        for rel in ("canonical", "latest-version"):
            assert [one.get("href") for one in links(found, rel)] == current
        assert found.xpath("meta[@name='robots']/@content") == ["noindex"]


def test_what_is_no_page_to_be_found_says_so_and_has_no_address(client: Client) -> None:
    claim = published_claim()
    withdraw(claim)
    for path, status in (
        ("/search/?q=harbour", 200),
        (address(claim), 410),
        (address(claim, version=1), 410),
        ("/nowhere/", 404),
    ):
        found = head(client, path, status)
        assert found.xpath("meta[@name='robots']/@content") == ["noindex"]
        assert not links(found, "canonical")
        assert not [one for one in links(found, "alternate") if one.get("hreflang")]


def test_the_head_costs_no_query(client: Client) -> None:
    client.get("/nowhere/")
    with sql_sent() as sent:
        assert links(head(client, "/nowhere/", 404), "alternate")
    assert sent == []
