"""What crawlers are told: every public page in each language, and nothing else."""

from datetime import datetime, timedelta

import pgtrigger
import pytest
from django.test import Client
from django.utils import timezone
from protego import Protego

from factcheck.models import Check, Claim, Topic
from factcheck.models.check import SECTION
from tests.factcheck.stages import STAGES
from tests.factcheck.views.reader import address, correct, withdraw
from tests.factories import judged_claim, published_claim
from tests.support.queries import sql_sent
from tests.support.sitemaps import LINK, NEWS, SITEMAP, faults, locations, parsed

pytestmark = pytest.mark.django_db

SITE = "https://desk.example.org"
HOST = "desk.example.org"


def content(client: Client, path: str) -> bytes:
    """Return a sitemap, which must be valid."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml"
    assert not answer.cookies
    assert faults(answer.content, HOST) == []
    return answer.content


def everything(client: Client) -> list[str]:
    """Follow the index to every page listed."""
    found = []
    for sitemap in locations(content(client, "/sitemap.xml")):
        found += locations(content(client, sitemap.removeprefix(SITE)))
    return found


def test_the_index_leads_to_every_page_in_each_language(client: Client) -> None:
    claim = published_claim(topics=[Topic.objects.create(name="Harbours", slug="harbours")])
    Topic.objects.create(name="Unused", slug="unused")
    pages = ["/", "/methodology/", "/corrections/", "/topics/harbours/", address(claim)]
    wanted = {f"{SITE}{prefix}{page}" for page in pages for prefix in ("", "/es")}
    assert set(everything(client)) == wanted
    for page in wanted:
        assert client.get(page.removeprefix(SITE)).status_code == 200


def test_a_newsroom_that_published_nothing_has_its_own_pages(client: Client) -> None:
    assert locations(content(client, "/sitemap.xml")) == [f"{SITE}/sitemaps/pages.xml"]
    assert len(locations(content(client, "/sitemaps/pages.xml"))) == 6
    assert client.get("/sitemaps/checks-0.xml").status_code == 404
    assert b"<url>" not in client.get("/sitemaps/news.xml").content


def test_each_language_of_a_page_names_all_of_them(client: Client) -> None:
    claim = published_claim()
    english, spanish = parsed(content(client, "/sitemaps/checks-0.xml"))
    for url in (english, spanish):
        links = {link.get("hreflang"): link.get("href") for link in url.findall(LINK)}
        assert links == {
            "en": f"{SITE}{address(claim)}",
            "es": f"{SITE}/es{address(claim)}",
            "x-default": f"{SITE}{address(claim)}",
        }


def test_a_page_is_as_old_as_what_readers_see_of_it(client: Client) -> None:
    claim = published_claim()
    correct(claim)
    changed = Check.objects.get().updated_at.isoformat(timespec="seconds")
    for url in parsed(content(client, "/sitemaps/checks-0.xml")):
        assert url.findtext(f"{SITEMAP}lastmod") == changed
    index = parsed(content(client, "/sitemap.xml"))
    by_address = {one.findtext(f"{SITEMAP}loc"): one.findtext(f"{SITEMAP}lastmod") for one in index}
    assert by_address[f"{SITE}/sitemaps/checks-0.xml"] == changed
    Check.objects.update(last_looked_at=timezone.now() + timedelta(days=1))
    assert content(client, "/sitemaps/checks-0.xml").decode().count(changed) == 2


@pytest.mark.parametrize("stage", STAGES)
def test_what_was_never_published_is_in_no_sitemap(client: Client, stage: str) -> None:
    before = everything(client)
    draft = judged_claim(topics=[Topic.objects.create(name="Harbours", slug="harbours")])
    STAGES[stage](draft)
    assert everything(client) == before
    assert client.get("/sitemaps/checks-0.xml").content == client.get("/nowhere.xml").content


def test_what_was_withdrawn_leaves_every_sitemap(client: Client) -> None:
    claim = published_claim()
    before = client.get("/sitemaps/checks-0.xml").headers["ETag"]
    withdraw(claim)
    assert not [page for page in everything(client) if claim.slug in page]
    known = {"if-none-match": before}
    assert client.get("/sitemaps/checks-0.xml", headers=known).status_code == 404
    assert claim.slug.encode() not in client.get("/sitemaps/news.xml").content


def test_news_are_the_checks_of_two_days_in_their_own_language(client: Client) -> None:
    old = published_claim(statement="Old news")
    english = published_claim(statement="The harbour & the sea")
    spanish = published_claim(statement="El puerto", language="es-MX")
    _publish_at(old, timezone.now() - timedelta(hours=49))
    assert f"{SITE}/sitemaps/news.xml" in locations(content(client, "/sitemap.xml"))
    news = parsed(content(client, "/sitemaps/news.xml"))
    told = [
        (
            url.findtext(f"{SITEMAP}loc"),
            url.findtext(f".//{NEWS}title"),
            url.findtext(f".//{NEWS}language"),
            url.findtext(f".//{NEWS}name"),
        )
        for url in news
    ]
    assert told == [
        (f"{SITE}/es{address(spanish)}", "El puerto", "es", "Fact desk"),
        (f"{SITE}{address(english)}", "The harbour & the sea", "en", "Fact desk"),
    ]


def test_the_index_lists_no_news_when_there_are_none(client: Client) -> None:
    _publish_at(published_claim(), timezone.now() - timedelta(hours=49))
    assert f"{SITE}/sitemaps/news.xml" not in locations(content(client, "/sitemap.xml"))


def _publish_at(claim: Claim, at: datetime) -> None:
    with pgtrigger.ignore("factcheck.Check:identity_immutable"):
        Check.objects.filter(claim=claim).update(first_published_at=at)


@pytest.mark.parametrize(
    ("path", "queries"),
    [("/sitemap.xml", 1), ("/sitemaps/pages.xml", 3), ("/sitemaps/news.xml", 1),
     ("/sitemaps/checks-0.xml", 1), ("/robots.txt", 0)],
)  # fmt: skip
def test_a_sitemap_costs_the_same_however_long_it_is(
    client: Client, path: str, queries: int
) -> None:
    for _ in range(2):
        published_claim()
    with sql_sent() as sent:
        answer = client.get(path)
    assert len(sent) == queries
    known = client.get(path, headers={"if-none-match": answer.headers["ETag"]})
    assert known.status_code == 304


@pytest.mark.parametrize("number", [1, 10**9, 10**30])
def test_a_section_that_is_not_there_does_not_exist(client: Client, number: int) -> None:
    published_claim()
    assert Check.objects.get().pk < SECTION
    assert client.get(f"/sitemaps/checks-{number}.xml").status_code == 404


CLOSED = ["/admin/", "/api/v1/checks/", "/search/?q=harbour", "/es/search/?q=puerto&rating=false",
          "/search/suggestions/?q=h", "/feeds/search.rss?q=harbour", "/healthz"]  # fmt: skip
OPEN = ["/", "/es/", "/checks/x/", "/es/checks/x/", "/search/", "/topics/x/", "/feeds/all.rss",
        "/sitemap.xml", "/static/newsroom/site.css", "/checks/x/v/1/"]  # fmt: skip


def test_robots_are_told_what_to_leave_alone_and_where_the_sitemap_is(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    rules = Protego.parse(answer.content.decode())
    assert list(rules.sitemaps) == [f"{SITE}/sitemap.xml"]
    for path in CLOSED:
        assert not rules.can_fetch(f"{SITE}{path}", "anybody"), path
    for path in OPEN:
        assert rules.can_fetch(f"{SITE}{path}", "anybody"), path
