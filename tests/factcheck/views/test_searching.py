"""The search page: published words find checks, and nothing else does."""

import pytest
from django.test import Client

from factcheck import actions
from factcheck.models import Claim
from tests.factories import claim, published_claim, publisher
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed() -> Claim:
    return published_claim(statement="The harbour was closed for forty days")


def page(client: Client, query: str, **more: str) -> str:
    answer = client.get("/search/", {"q": query, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_checks_are_found_by_their_words(client: Client, closed: Claim) -> None:
    other = published_claim(statement="Bread costs twice what it did")
    found = page(client, "closing harbours")
    assert closed.slug in found
    assert other.slug not in found


def test_what_says_more_of_it_comes_first(client: Client, closed: Claim) -> None:
    second = published_claim(statement="The harbour has a lighthouse")
    found = page(client, "closed harbour")
    assert found.index(closed.slug) < found.index(second.slug)


def test_drafts_are_found_by_nobody(client: Client) -> None:
    claim(statement="The harbour was closed for forty days")
    assert "0 checks share words" in page(client, "harbour closed")


def test_withdrawn_checks_are_found_by_nobody(client: Client, closed: Claim) -> None:
    actions.withdraw(by=publisher(), claim=closed, reason="It rests on a forgery.")
    assert closed.slug not in page(client, "harbour closed")


def test_results_are_narrowed_by_rating_and_counted(client: Client, closed: Claim) -> None:
    found = page(client, "harbour closed")
    assert "Mostly true (1)" in found
    assert closed.slug in page(client, "harbour closed", rating="mostly-true")
    assert "0 checks share words" in page(client, "harbour closed", rating="false")


def test_the_words_stay_in_the_form_and_in_the_links_to_pages(client: Client) -> None:
    for number in range(21):
        published_claim(statement=f"Harbour number {number} was closed")
    found = page(client, "harbour & <closed>")
    assert 'value="harbour &amp; &lt;closed&gt;"' in found
    assert "?q=harbour+%26+%3Cclosed%3E&amp;page=2" in found
    assert "Harbour number" in page(client, "harbour & <closed>", page="2")


def test_a_search_takes_three_queries_however_much_it_finds(client: Client, closed: Claim) -> None:
    published_claim(statement="The harbour has a lighthouse")
    with sql_sent() as asked:
        page(client, "harbour closed")
    assert len(asked) == 3


@pytest.mark.parametrize(
    "odd",
    [
        *(
            "a",
            "the of and",
            "\U0001f600\U0001f680",
            "x" * 100_000,
            "'; DROP SCHEMA",
            "a & | ! (b:*",
        ),
        *(
            '"unclosed',
            "\u202eright to left",
            "Москва 東京 القاهرة",
            "%s %(text)s {0}",
            "\\",
            "🏴‍☠️ é́́́",
        ),
        *("word " * 20_000, "<->", "1,000,000,000,000 17.5 %"),
    ],
)
def test_whatever_is_asked_for_is_answered(client: Client, closed: Claim, odd: str) -> None:
    assert closed.slug not in page(client, odd) or "17" in odd


def test_nothing_asked_for_shows_the_form_alone(client: Client) -> None:
    assert 'name="q"' in page(client, "  ")


@pytest.mark.parametrize("narrowed", [{"page": "0"}, {"page": "999999999999999999999"}])
def test_pages_that_do_not_exist_are_not_found(
    client: Client, closed: Claim, narrowed: dict[str, str]
) -> None:
    assert client.get("/search/", {"q": "harbour", **narrowed}).status_code == 404


def test_ratings_and_languages_nobody_has_find_nothing(client: Client, closed: Claim) -> None:
    assert "0 checks" in page(client, "harbour", rating="x" * 5_000, language="\u202e")
