"""The search page: published words find checks, and nothing else does."""

import re

import pytest
from django.test import Client

from factcheck import actions
from factcheck.models import Check, Claim, Topic
from tests.factories import claim, editor, published_claim, publisher
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed() -> Claim:
    return published_claim(statement="The harbour was closed for forty days")


def page(client: Client, query: str, **more: str) -> str:
    answer = client.get("/search/", {"q": query, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def many(number: int) -> None:
    for nth in range(number):
        published_claim(statement=f"Harbour number {nth} was closed")


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


def test_an_edit_is_found_when_it_is_published_and_not_before(
    client: Client, closed: Claim
) -> None:
    actions.correct(
        by=publisher(), claim=closed, kind="correction", was_wrong="A word.", cause="editor_error"
    )
    actions.judge(by=editor(), claim=closed, reason="It was the aerodrome.")
    assert "0 checks share words" in page(client, "aerodrome")
    assert "aerodrome" not in page(client, "harbour aerodrone")


def test_withdrawn_checks_are_found_by_nobody_and_at_once(client: Client, closed: Claim) -> None:
    tag = client.get("/search/?q=harbour").headers["ETag"]
    actions.withdraw(by=publisher(), claim=closed, reason="It rests on a forgery.")
    again = client.get("/search/?q=harbour", headers={"if-none-match": tag})
    assert again.status_code == 200
    for text in (again.content.decode(), page(client, "harbor")):
        assert closed.slug not in text
        assert "forty" not in text
        assert "Did you mean" not in text


def test_words_found_are_marked_and_everything_is_escaped(client: Client) -> None:
    published_claim(statement="The <b>Harbour’s</b> & <mark>port</mark>")
    found = page(client, "harbours <mark>")
    assert "The &lt;b&gt;<mark>Harbour’s</mark>&lt;/b&gt; &amp; &lt;" in found
    assert "gives 17,200 tons." in found  # the reason is shown
    assert "<b>" not in found


def test_results_are_narrowed_and_the_choice_is_taken_back(client: Client) -> None:
    ports = Topic.objects.create(name="Ports & piers", slug="ports")
    about = published_claim(statement="The harbour was closed", topics=[ports])
    other = published_claim(statement="The harbour has a lighthouse")
    found = page(client, "harbour")
    year = Check.objects.get(claim=about).first_published_at.year
    for option in ("Mostly true (2)", "Ports &amp; piers (1)", f"{year} (2)", "English (2)"):
        assert option in found
    assert '<a href="?q=harbour&amp;topic=ports">' in found
    narrowed = page(client, "harbour", topic="ports")
    assert about.slug in narrowed
    assert other.slug not in narrowed
    assert "1 of 2 that share words" in narrowed
    assert re.search(r'<a href="\?q=harbour"><span class="hidden">Remove: </span>Topic', narrowed)


@pytest.mark.parametrize("facet", ["rating", "topic", "year", "language"])
@pytest.mark.parametrize("value", ["none", "x" * 5_000, "\u202e", "<script>", "-1", "1 OR 1=1"])
def test_values_that_do_not_exist_find_nothing_and_say_so(
    client: Client, closed: Claim, facet: str, value: str
) -> None:
    found = page(client, "harbour", **{facet: value})
    if value.isprintable():
        assert "1 check has these words, but it is not what you narrowed the search by." in found
    assert "<script>" not in found
    assert len(found) < 20_000


def test_where_nothing_is_found_topics_lead_on(client: Client) -> None:
    ports = Topic.objects.create(name="Ports", slug="ports")
    published_claim(statement="The harbour was closed", topics=[ports])
    assert 'href="/topics/ports/"' in page(client, "zzzz")
    assert 'href="/topics/ports/"' not in page(client, "harbour")


def test_a_mistyped_word_is_offered_put_right(client: Client, closed: Claim) -> None:
    ports = page(client, "harbor <closd>", language="en")
    link = "?q=harbour+%3Cclosed%3E&amp;language=en"
    assert f'Did you mean: <a href="{link}"><bdi>harbour &lt;closed&gt;</bdi></a>' in ports
    assert "Did you mean" not in page(client, "harbour closed")


def test_the_words_stay_in_the_form_and_in_the_links_to_pages(client: Client) -> None:
    many(21)
    found = page(client, "harbour & <closed>", utm_source="elsewhere")
    assert 'value="harbour &amp; &lt;closed&gt;"' in found
    assert "?q=harbour+%26+%3Cclosed%3E&amp;page=2" in found
    assert "elsewhere" not in found
    assert "Harbour</mark> number" in page(client, "harbour & <closed>", page="2")


def test_a_page_costs_the_same_however_much_it_shows(client: Client, closed: Claim) -> None:
    for words, queries in (("harbour closed", 3), ("zzzz", 3), ("!", 2), ("", 1)):
        with sql_sent() as asked:
            page(client, words)
        assert len(asked) == queries, words
    many(21)
    for more, queries in (({}, 2), ({"rating": "mostly-true", "page": "2"}, 3)):
        with sql_sent() as asked:
            page(client, "harbour closed", **more)
        assert len(asked) == queries, more


ODD = [
    *("a", "the of and", "\U0001f600\U0001f680", "x" * 100_000, "'; DROP SCHEMA", "a & | ! (b:*"),
    *('"unclosed', "\u202eright to left", "Москва 東京 القاهرة", "%s %(text)s {0}", "\\"),
    *("🏴‍☠️ é́́́", "word " * 20_000, "<->", "1,000,000,000,000 17.5 %", "{{ x }}{% y %}", "$1 ?"),
]


@pytest.mark.parametrize("odd", ODD)
def test_whatever_is_asked_for_is_answered(client: Client, closed: Claim, odd: str) -> None:
    found = page(client, odd)
    assert closed.slug not in found or "17" in odd
    assert len(found) < 20_000
    assert len(client.get("/search/suggestions/", {"q": odd}).json()) == 4


def test_letters_cut_in_half_are_read_and_a_nul_is_refused_in_words(
    client: Client, closed: Claim
) -> None:
    for path in ("/search/", "/search/suggestions/"):
        assert client.get(f"{path}?q=harbour+%ED%A0%80%FF").status_code == 200
        refused = client.get(f"{path}?q=harbour%00")
        assert refused.status_code == 400
        assert "<h1" in refused.content.decode()


def test_nothing_asked_for_shows_the_form_and_where_to_begin(client: Client) -> None:
    ports = Topic.objects.create(name="Ports", slug="ports")
    published_claim(topics=[ports])
    for nothing in ("  ", "\u202e", "\n"):
        form = page(client, nothing)
        assert 'name="q"' in form
        assert 'href="/topics/ports/"' in form
        assert 'role="status"' not in form


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0", 2), ("-1", 2), ("x", 1), ("", 1), ("2.5", 1), ("9" * 5_000, 1), ("3", 2), ("2", 2)],
)
def test_a_page_that_is_none_is_the_nearest(client: Client, number: str, shown: int) -> None:
    many(21)
    assert f"Page {shown} of 2" in page(client, "harbour", page=number)


def test_results_are_for_readers_and_not_for_other_search_engines(
    client: Client, closed: Claim
) -> None:
    found, form = page(client, "harbour"), page(client, "")
    assert '<meta name="robots" content="noindex">' in found
    assert 'rel="canonical"' not in found
    assert "noindex" not in form
    assert 'rel="canonical" href="https://desk.example.org/search/"' in form


def test_the_page_is_there_in_spanish_with_the_same_search(client: Client, closed: Claim) -> None:
    assert 'href="/es/search/?q=harbour&amp;language=en"' in page(client, "harbour", language="en")
    spanish = client.get("/es/search/?q=harbour&language=en").content.decode()
    assert closed.slug in spanish
    assert "inglés (1)" in spanish
    assert 'href="/search/?q=harbour&amp;language=en"' in spanish
    for english in ("Did you", "Narrow", "Remove", "share words", "Rating", "Language", "Results"):
        assert english not in spanish


def test_a_page_is_kept_until_it_changes_and_sets_no_cookie(client: Client, closed: Claim) -> None:
    answer = client.get("/search/?q=harbour")
    tag = answer.headers["ETag"]
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert not answer.cookies
    assert client.get("/search/?q=harbour", headers={"if-none-match": tag}).status_code == 304
    published_claim(statement="Another harbour")
    assert client.get("/search/?q=harbour", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("word", ["harbour", "гавань", "港湾"])
def test_the_longest_page_is_light(client: Client, word: str) -> None:
    topics = [Topic.objects.create(name=f"{n} " + "y" * 90, slug=f"y{n}") for n in range(20)]
    for nth in range(20):
        published_claim(statement=f"{nth} " + f"{word} " * 25, topics=topics, language="ru")
    found = page(client, f"{word} " * 200)
    assert "(20)" in found
    assert len(found.encode()) < 50_000
