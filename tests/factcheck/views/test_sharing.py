import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from factcheck import actions
from factcheck.models import Check, Claim
from sources.models import Link
from tests.factcheck.hostile import HOSTILE
from tests.factcheck.views.reader import address, correct, text
from tests.factories import (
    STATEMENT,
    judged_claim,
    publish,
    published_claim,
    publisher,
    rating,
    reporter,
    transition,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cards")]

SITE = "https://desk.example.org"


def embed(claim: Claim) -> str:
    return f"/embed/{claim.slug}/"


def tags_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page))


# The card


def test_the_card_is_a_picture_that_browsers_keep_under_its_address(client: Client) -> None:
    claim = published_claim()
    path = tags_of(text(client, address(claim)))["og:image"].removeprefix(SITE)
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "image/png"
    assert Image.open(BytesIO(answer.content)).size == (1200, 630)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, s-maxage=0, immutable"
    again = client.get(path, headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Cache-Control"] == answer.headers["Cache-Control"]
    head = client.head(path)
    assert head.content == b""
    assert head.headers == answer.headers


def test_an_address_without_the_right_version_is_asked_for_again(client: Client) -> None:
    claim = published_claim()
    for path in (f"/cards/{claim.slug}.png", f"/cards/{claim.slug}.png?v=0"):
        assert client.get(path).headers["Cache-Control"] == "public, no-cache"


def test_a_correction_that_changes_the_card_changes_its_address(client: Client) -> None:
    claim = published_claim()
    before = tags_of(text(client, address(claim)))["og:image"]
    actions.correct(
        by=publisher(), claim=claim, kind="correction", cause="new_evidence", was_wrong="Less."
    )
    actions.judge(by=reporter(), claim=claim, rating=rating("false"))
    publish(claim)
    assert tags_of(text(client, address(claim)))["og:image"] != before


def test_a_card_costs_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = f"/cards/{published_claim().slug}.png"
    with django_assert_num_queries(1):
        client.get(path)


# What the page says of itself


def test_a_page_tells_networks_what_it_is(client: Client) -> None:
    claim = published_claim()
    tags = tags_of(text(client, address(claim)))
    assert tags["og:title"] == STATEMENT
    assert tags["og:description"].startswith("Mostly true: ")
    assert tags["og:url"] == SITE + address(claim)
    assert tags["og:type"] == "article"
    assert tags["og:image:alt"] == tags["twitter:image:alt"]
    assert STATEMENT in tags["og:image:alt"]
    assert "Mostly true" in tags["og:image:alt"]
    assert tags["twitter:card"] == "summary_large_image"
    spanish = tags_of(text(client, f"/es{address(claim)}"))
    assert spanish["og:url"] == f"{SITE}/es{address(claim)}"


def test_only_the_current_version_is_shared(client: Client) -> None:
    page = text(client, address(published_claim(), version=1))
    assert "og:" not in page
    assert "oembed" not in page
    assert "cite.bib" not in page


def test_a_page_says_how_to_cite_share_and_embed_it(client: Client) -> None:
    claim = published_claim()
    page = text(client, address(claim))
    assert f'href="{address(claim)}cite.bib"' in page
    assert f'href="{address(claim)}bundle.zip"' in page
    assert f'href="{SITE}{address(claim)}v/1/"' in page
    assert "https://t.me/share/url?" in page
    assert "&lt;iframe src=&quot;https://desk.example.org/embed/" in page


# The frame


def test_the_frame_may_stand_anywhere_and_loads_only_its_styles(client: Client) -> None:
    answer = client.get(embed(published_claim()))
    policy = answer.headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} == {
        "default-src 'none'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    }
    assert "X-Frame-Options" not in answer.headers
    assert not answer.cookies
    page = answer.content.decode()
    assert "<script" not in page
    assert "style=" not in page
    assert "<img" not in page


def test_every_other_page_still_refuses_frames(client: Client) -> None:
    claim = published_claim()
    for path in ("/", address(claim), f"/cards/{claim.slug}.png", f"{address(claim)}cite.bib"):
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_frame_shows_claim_rating_reason_health_and_date_and_weighs_little(
    client: Client,
) -> None:
    claim = published_claim()
    Check.objects.update(last_looked_at=timezone.now())
    page = text(client, embed(claim))
    for words in (STATEMENT, "Mostly true", "17,200 tons", "All evidence works", "Ana Ruiz"):
        assert words in page
    assert "last looked at on" in page
    assert "checked on" in page
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    weight = len(page) + sum(len(client.get(path).getvalue()) for path in styles)
    assert len(styles) == 2
    assert weight <= 15_000


def test_every_link_of_the_frame_leaves_it(client: Client) -> None:
    links = re.findall(r"<a [^>]*>", text(client, embed(published_claim())))
    assert links
    assert all('target="_blank" rel="noopener"' in link for link in links)


def test_the_frame_says_what_happened_since(client: Client) -> None:
    claim = published_claim()
    assert 'class="note"' not in text(client, embed(claim))
    correct(claim)
    assert "We had the wrong month." in text(client, embed(claim))
    link = Link.objects.get(evidence__claim=claim)
    Link.objects.filter(pk=link.pk).update(health="dead")
    transition(link, "health", "dead", before="alive")
    actions.open_reviews()
    page = text(client, embed(claim))
    assert "Under re-review" in page
    assert "Evidence is gone" in page


def test_the_frame_speaks_the_language_of_its_address(client: Client) -> None:
    claim = published_claim()
    page = text(client, f"/es{embed(claim)}")
    assert '<html lang="es">' in page
    assert f'lang="en" dir="auto">{STATEMENT}</h1>' in page
    assert f'href="/es{address(claim)}"' in page


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_the_frame_and_on_the_page(client: Client, words: str) -> None:
    draft = judged_claim(statement=f"{words} said the harbour")
    actions.judge(by=reporter(), claim=draft, reason=words)
    publish(draft)
    for path in (embed(draft), address(draft)):
        page = text(client, path)
        page = re.sub(r'<script type="application/ld\+json">.*?</script>', "", page)
        assert "<script" not in page
        assert "<img" not in page
        assert "<svg/onload" not in page
        assert " onmouseover='" not in page
        assert 'href="javascript' not in page
        assert "</title><" not in page.replace("</title>\n<", "")


def test_a_frame_that_was_drawn_before_costs_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = embed(published_claim())
    with django_assert_num_queries(2):
        answer = client.get(path)
    with django_assert_num_queries(1):
        assert client.get(path).content == answer.content
    with django_assert_num_queries(1):
        known = client.get(path, headers={"if-none-match": answer.headers["ETag"]})
    assert known.status_code == 304
    assert "frame-ancestors *" in known.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in known.headers


def test_addresses_in_capitals_lead_to_those_in_small_letters(client: Client) -> None:
    slug = published_claim().slug
    for path in ("/cards/{}.png", "/embed/{}/", "/checks/{}/bundle.zip", "/checks/{}/cite.bib"):
        answer = client.get(path.format(slug.upper()))
        assert answer.status_code == 301
        assert answer.headers["Location"] == path.format(slug)


# oEmbed


def test_oembed_answers_in_json_and_xml(client: Client) -> None:
    claim = published_claim()
    asked = {"url": SITE + address(claim), "maxwidth": "400"}
    answer = client.get("/oembed", asked)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    found = answer.json()
    assert found["title"] == STATEMENT
    assert found["width"] == 400
    xml = client.get("/oembed", asked | {"format": "xml"})
    assert xml.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert b"<width>400</width>" in xml.content
    assert b"&lt;iframe" in xml.content


def test_a_page_leads_to_its_oembed_answers(client: Client) -> None:
    claim = published_claim()
    page = text(client, f"/es{address(claim)}")
    found = re.findall(r'type="(?:application/json|text/xml)\+oembed" href="([^"]+)"', page)
    assert len(found) == 2
    for href in found:
        answer = client.get(href.removeprefix(SITE).replace("&amp;", "&"))
        assert answer.status_code == 200
        assert f"/es/embed/{claim.slug}/" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"url": f"{SITE}/checks/nowhere/"}, 404),
        ({"url": "https://elsewhere.test/checks/x/"}, 404),
        ({"url": f"{SITE}/"}, 404),
        ({"url": f"{SITE}/checks/nowhere/", "format": "yaml"}, 501),
        ({}, 400),
        ({"url": f"{SITE}/checks/nowhere/", "maxwidth": "wide"}, 400),
        ({"url": f"{SITE}/checks/nowhere/", "maxwidth": "-1"}, 400),
        ({"url": f"{SITE}/checks/nowhere/", "maxheight": "0"}, 400),
        ({"url": f"{SITE}/checks/nowhere/", "maxheight": "9" * 5000}, 400),
        ({"url": f"{SITE}/checks/nowhere/", "maxwidth": "٣"}, 400),
    ],
)
def test_oembed_refuses_in_words(client: Client, asked: dict[str, str], status: int) -> None:
    answer = client.get("/oembed", asked)
    assert answer.status_code == status
    assert answer.content.strip()


# The zip and the citation


def test_the_zip_is_named_and_kept_by_its_etag(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = published_claim()
    path = f"{address(claim)}bundle.zip"
    with django_assert_num_queries(3):
        answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/zip"
    name = f"{claim.slug}-v1"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}.zip"'
    assert ZipFile(BytesIO(answer.content)).testzip() is None
    with django_assert_num_queries(1):
        known = client.get(path, headers={"if-none-match": answer.headers["ETag"]})
    assert known.status_code == 304
    assert client.get(f"/es{path}").content == answer.content
    assert client.get(f"/es{path}").headers["ETag"] == answer.headers["ETag"]


def test_the_etag_of_the_zip_follows_version_and_evidence_alone(client: Client) -> None:
    claim = published_claim()
    path = f"{address(claim)}bundle.zip"
    first = client.get(path).headers["ETag"]
    Check.objects.update(last_looked_at=timezone.now(), updated_at=timezone.now())
    assert client.get(path).headers["ETag"] == first
    Check.objects.update(evidence_version=9)
    second = client.get(path).headers["ETag"]
    correct(claim)
    assert len({first, second, client.get(path).headers["ETag"]}) == 3


def test_the_bibtex_entry_names_the_version_by_its_permalink(client: Client) -> None:
    claim = published_claim()
    correct(claim)
    answer = client.get(f"{address(claim)}cite.bib")
    assert answer.headers["Content-Type"] == "text/x-bibtex; charset=utf-8"
    assert f"{SITE}{address(claim, version=2)}" in answer.content.decode()


@pytest.mark.parametrize("slug", ["..", "%2e%2e", "a%2fb", "a.b", "A%20B", "a\\b", "é"])
@pytest.mark.parametrize("path", ["/cards/{}.png", "/embed/{}/", "/checks/{}/bundle.zip"])
def test_no_slug_is_a_path(client: Client, path: str, slug: str) -> None:
    assert client.get(path.format(slug)).status_code == 404
