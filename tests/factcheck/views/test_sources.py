import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from factcheck import actions
from factcheck.models import Check, Claim
from sources.models import Link, Source
from tests.factories import (
    STATEMENT,
    WORDS,
    judged_claim,
    publish,
    published_claim,
    publisher,
    transition,
)

pytestmark = pytest.mark.django_db


def source_of(claim: Claim) -> Source:
    return claim.appearances.get().source


def test_a_source_shows_the_checked_words_in_their_sentence_and_not_the_article(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = published_claim()
    path = f"/sources/{source_of(claim).slug}/"
    with django_assert_num_queries(1):
        page = client.get(path).content.decode()
    assert "Harbour speaks" in page
    assert f"{WORDS}<span" in page
    assert "The council meets again" not in page
    assert f'href="/checks/{claim.slug}/"' in page
    assert STATEMENT in page
    assert "Mostly true" in page


def test_a_source_is_described_as_published_and_not_as_edited_since(client: Client) -> None:
    claim = published_claim()
    Source.objects.update(title="Edited since", notes="For the desk only")
    page = client.get(f"/sources/{source_of(claim).slug}/").content.decode()
    assert "Harbour speaks" in page
    assert "Edited since" not in page
    assert "desk only" not in page


def test_a_source_exists_while_a_standing_check_cites_it(client: Client) -> None:
    path = f"/sources/{source_of(judged_claim()).slug}/"
    assert client.get(path).content == client.get("/sources/none/").content
    claim = published_claim()
    path = f"/sources/{source_of(claim).slug}/"
    assert client.get(path).status_code == 200
    actions.withdraw(by=publisher(), claim=claim, reason="Wrong.")
    assert client.get(path).status_code == 404


def gone(link: Link) -> None:
    Link.objects.filter(pk=link.pk).update(health="dead")
    transition(link, "health", "dead", before="alive")
    actions.open_reviews()
    Check.objects.update(last_looked_at=timezone.now())


def test_a_source_shows_how_its_page_has_stood(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = source_of(published_claim())
    path = f"/sources/{article.slug}/"
    assert "How its page has stood" not in client.get(path).content.decode()
    assert article.link
    gone(article.link)
    with django_assert_num_queries(1):
        page = client.get(path).content.decode()
    assert "How its page has stood" in page
    assert '<rect class="gone"' in page
    assert re.search(
        r'<td class="health health-gone"><svg class="mark".*?</svg>\s*The page is', page
    )


def test_what_became_of_a_page_before_any_check_rested_on_it_is_not_told(client: Client) -> None:
    draft = judged_claim()
    article = source_of(draft)
    assert article.link
    gone(article.link)
    Link.objects.filter(pk=article.link.pk).update(health="alive")
    transition(article.link, "health", "alive", before="dead")
    actions.open_reviews()
    publish(draft)
    Check.objects.update(last_looked_at=timezone.now())
    page = client.get(f"/sources/{article.slug}/").content.decode()
    assert '<rect class="works"' in page
    assert "gone" not in page
